/** Everything that is open with a customer in one table: invoices, estimates and deals, what is due first on top. */
import { useCompany, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { Link } from '@/app/Link';
import { Badge, Icon, Money, Section, Table, When } from '@/design';
import type { RequestOf } from '@/host';
import type { Badge as BadgeValue, Money as MoneyValue } from '@/host/generated';
import { useRead } from '@/host/queries';

/** More than this of a kind is looked for in its list. */
const shownAtMost = 30;

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

type Listed = 'invoice.list' | 'estimate.list' | 'deal.list';

/** The rows of a list, for those who may read them. */
function useRows<Name extends Listed>(list: Name, filter: RequestOf<Name>['filter'], also: string[]) {
  const enabled = useMay()(list.replace('.list', '.read'));
  return useRead(list, { filter, limit: shownAtMost } as RequestOf<Name>, { also, enabled });
}

/** The open items; nothing while any of them is still being read. */
function useItems(customer_id: string): Item[] | undefined {
  const papers = ['document', 'payment'];
  const lists = [
    useRows('invoice.list', { customer_id, tab: 'open' }, papers),
    useRows('invoice.list', { customer_id, tab: 'draft' }, papers),
  ] as const;
  const estimates = useRows('estimate.list', { customer_id, tab: 'sent' }, ['document', 'estimate_answer']);
  const deals = useRows('deal.list', { customer_id, status: 'open' }, ['pipeline', 'activity']);
  if ([...lists, estimates, deals].some(({ isLoading }) => isLoading)) return undefined;
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
  ];
  // Days are text that sorts as days; what has none comes last.
  return items.toSorted((one, other) => (one.due ?? '9').localeCompare(other.due ?? '9'));
}

export function OpenItems({ customerId }: { customerId: string }) {
  const t = useT();
  const { today } = useCompany();
  const items = useItems(customerId);
  if (!items) return null;
  return (
    <Section title={t('open_items.title')} count={items.length}>
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
              width: '148px',
              cell: ({ to, icon, code, about }) => (
                <Link to={to} className="row link">
                  <Icon name={icon} className="text-text-3" />
                  {code ? <bdi className="id">{code}</bdi> : <span>{about || t('open_items.draft')}</span>}
                </Link>
              ),
            },
            {
              title: t('document.subject'),
              cell: ({ about }) => (
                <span dir="auto" title={about}>
                  {about}
                </span>
              ),
            },
            { title: t('document.state'), width: '136px', cell: ({ badge }) => <Badge value={badge} /> },
            {
              title: t('invoice.due'),
              width: '88px',
              cell: ({ due }) => (due ? <When day={due} style="short" today={today} /> : '–'),
            },
            {
              title: t('deal.amount'),
              num: true,
              width: '120px',
              cell: ({ amount }) => (amount ? <Money value={amount} /> : '–'),
            },
          ]}
        />
      )}
    </Section>
  );
}
