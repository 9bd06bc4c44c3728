/** Everything that is open with a customer in one table: invoices, estimates, deals and tickets, what is due first on top. */
import { useCompany } from '@/app/company';
import { type MessageId, useT } from '@/app/i18n';
import { Link } from '@/app/Link';
import { Badge, Icon, Money, Section, Table, When } from '@/design';
import { dayOfInstant } from '@/design/format';
import type { Badge as BadgeValue, Money as MoneyValue } from '@/host/generated';
import { shownAtMost, useFirst } from '../billing/DocumentRows';

interface Item {
  id: string;
  to: string;
  icon: string;
  /** Its number; nothing for a draft. */
  code: string;
  about: string;
  badge: BadgeValue;
  /** The day something is expected. */
  due: string | null;
  amount: MoneyValue | null;
}

const papers = ['document', 'payment'] as const;
const due = { column: 'due', descending: false };
const valid = { column: 'valid', descending: false };
const close = { column: 'close', descending: false };

/** A list that has the rest. */
interface More {
  to: string;
  title: MessageId;
  search?: Record<string, unknown>;
}

/** The open items, and the lists that have more of them; nothing while any of them is still being read. */
function useItems(customer_id: string): { items: Item[]; more: More[] } | undefined {
  const lists = [
    useFirst('invoice.list', { filter: { customer_id, tab: 'open' }, sort: due }, papers),
    useFirst('invoice.list', { filter: { customer_id, tab: 'draft' }, sort: due }, papers),
  ] as const;
  const estimates = useFirst('estimate.list', { filter: { customer_id, tab: 'sent' }, sort: valid }, [
    'document',
  ]);
  const deals = useFirst('deal.list', { filter: { customer_id, status: 'open' }, sort: close }, [
    'pipeline',
    'activity',
  ]);
  const tickets = useFirst('ticket.list', { filter: { customer_id, open: true }, sort: due });
  if ([...lists, estimates, deals, tickets].some(({ isLoading }) => isLoading)) return undefined;
  const invoices = lists.flatMap(({ data }) => data?.rows ?? []);
  const items: Item[] = [
    ...invoices.map((row) => ({
      id: row.id,
      to: `/invoices/${row.id}`,
      icon: 'receipt',
      code: row.number,
      about: row.subject,
      badge: row.badge,
      due: row.number === '' ? null : row.due_date,
      amount: row.number === '' ? row.total : row.open,
    })),
    ...(estimates.data?.rows ?? []).map((row) => ({
      id: row.id,
      to: `/estimates/${row.id}`,
      icon: 'file-text',
      code: row.code,
      about: row.subject,
      badge: row.badge,
      due: row.valid_until,
      amount: row.total,
    })),
    ...(deals.data?.rows ?? []).map((row) => ({
      id: row.id,
      to: `/deals/${row.id}`,
      icon: 'kanban',
      code: row.code,
      about: row.title,
      badge: row.badge,
      due: row.expected_close,
      amount: row.amount,
    })),
    ...(tickets.data?.rows ?? []).map((row) => ({
      id: row.id,
      to: `/tickets/${row.id}`,
      icon: 'life-buoy',
      code: row.code,
      about: row.subject,
      badge: row.sla_badge ?? row.badge,
      due: row.due_ms === null ? null : dayOfInstant(row.due_ms),
      amount: null,
    })),
  ];
  // Days are text that sorts as days; what has none comes last.
  items.sort((one, other) => (one.due ?? '9').localeCompare(other.due ?? '9'));
  const more: More[] = [
    ...(lists.some(({ data }) => data?.next) ? [{ to: '/invoices', title: 'nav.invoices' as const }] : []),
    ...(estimates.data?.next
      ? [{ to: '/estimates', title: 'nav.estimates' as const, search: { tab: 'sent' } }]
      : []),
    ...(tickets.data?.next
      ? [{ to: '/tickets', title: 'nav.tickets' as const, search: { tab: 'open' } }]
      : []),
    ...(deals.data?.next ? [{ to: '/deals', title: 'nav.deals' as const, search: { view: 'table' } }] : []),
  ];
  return { items, more };
}

export function OpenItems({ customerId }: { customerId: string }) {
  const t = useT();
  const { today } = useCompany();
  const found = useItems(customerId);
  if (!found) return null;
  const { items, more } = found;
  return (
    <Section title={t('open_items.title')} count={more.length > 0 ? undefined : items.length}>
      {items.length === 0 ? (
        <p className="text-text-3">{t('open_items.none')}</p>
      ) : (
        <Table
          label={t('open_items.title')}
          rows={items}
          rowId={({ id }) => id}
          columns={[
            {
              title: t('open_items.record'),
              keeps: true,
              cell: ({ to, icon, code }) => (
                <Link to={to} className="row link">
                  <Icon name={icon} className="text-text-3" />
                  {code ? <bdi className="id">{code}</bdi> : <span>{t('open_items.draft')}</span>}
                </Link>
              ),
            },
            {
              title: t('document.subject'),
              cell: ({ about }) => (
                <span className="whitespace-normal" dir="auto">
                  {about}
                </span>
              ),
            },
            { title: t('document.state'), keeps: true, cell: ({ badge }) => <Badge value={badge} /> },
            {
              title: t('invoice.due'),
              keeps: true,
              cell: ({ due }) => (due ? <When day={due} style="short" today={today} /> : '–'),
            },
            {
              title: t('deal.amount'),
              num: true,
              cell: ({ amount }) => (amount ? <Money value={amount} /> : '–'),
            },
          ]}
        />
      )}
      {more.length > 0 ? (
        <p className="row text-xs text-text-3">
          {t('open_items.first_only', { count: shownAtMost })}
          {more.map(({ title, ...place }) => (
            <Link key={title} {...place}>
              {t(title)}
            </Link>
          ))}
        </p>
      ) : null}
    </Section>
  );
}
