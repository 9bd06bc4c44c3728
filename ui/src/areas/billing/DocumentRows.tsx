/** The papers and payments of a customer or deal, newest first, each a step from its own page. */
import { useCompany, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { Link } from '@/app/Link';
import { Badge, LinkRow, LinkRows, Money, Section, When } from '@/design';
import type {
  Badge as BadgeValue,
  EstimateFilter,
  InvoiceFilter,
  Money as MoneyValue,
  PaymentFilter,
} from '@/host/generated';
import { useRead } from '@/host/queries';
import { methodText } from './words';

/** More than this is looked for in the list. */
export const shownAtMost = 30;
const newest = { column: 'date', descending: true };

interface RowsProps<Filter> {
  of: Filter;
  /** Said when there is none; without it the section is left out then. */
  none?: string;
}

export function InvoiceRows({ of, none }: RowsProps<InvoiceFilter>) {
  const t = useT();
  const enabled = useMay()('invoice.read');
  const also = ['document', 'payment', 'customer'];
  const page = useRead(
    'invoice.list',
    { filter: of, sort: newest, limit: shownAtMost },
    { also, enabled },
  ).data;
  return (
    <Rows
      title={t('nav.invoices')}
      place="/invoices"
      none={none}
      count={page?.rows.length}
      more={!!page?.next}
    >
      {page?.rows.map((row) => (
        <PaperRow
          key={row.id}
          code={row.number}
          title={row.subject || t(row.kind === 'credit_note' ? 'invoice.credit_note' : 'kind.invoice')}
          to={`/invoices/${row.id}`}
          row={row}
          amount={row.total}
        />
      ))}
    </Rows>
  );
}

export function EstimateRows({ of, none }: RowsProps<EstimateFilter>) {
  const t = useT();
  const enabled = useMay()('estimate.read');
  const also = ['document', 'customer'];
  const page = useRead(
    'estimate.list',
    { filter: of, sort: newest, limit: shownAtMost },
    { also, enabled },
  ).data;
  return (
    <Rows
      title={t('nav.estimates')}
      place="/estimates"
      none={none}
      count={page?.rows.length}
      more={!!page?.next}
    >
      {page?.rows.map((row) => (
        <PaperRow
          key={row.id}
          code={row.code}
          title={row.subject || t('kind.estimate')}
          to={`/estimates/${row.id}`}
          row={row}
          amount={row.total}
        />
      ))}
    </Rows>
  );
}

export function PaymentRows({ of, none }: RowsProps<PaymentFilter>) {
  const t = useT();
  const enabled = useMay()('payment.read');
  const page = useRead('payment.list', { filter: of, sort: newest, limit: shownAtMost }, { enabled }).data;
  return (
    <Rows
      title={t('nav.payments')}
      place="/payments"
      none={none}
      count={page?.rows.length}
      more={!!page?.next}
    >
      {page?.rows.map((row) => (
        <PaperRow
          key={row.id}
          code={row.number}
          title={row.reference || methodText(t, row.method)}
          to={`/payments/${row.id}`}
          row={row}
          amount={row.amount}
        />
      ))}
    </Rows>
  );
}

interface PaperRowProps {
  code: string;
  title: string;
  to: string;
  row: { date: string; badge: BadgeValue };
  amount: MoneyValue;
}

function PaperRow({ row, amount, ...name }: PaperRowProps) {
  const { today } = useCompany();
  return (
    <LinkRow
      {...name}
      note={<When day={row.date} style="short" today={today} />}
      badge={<Badge value={row.badge} />}
      end={<Money value={amount} />}
    />
  );
}

interface FrameProps {
  title: string;
  /** The list that has them all. */
  place: string;
  none: string | undefined;
  count: number | undefined;
  more: boolean;
  children: React.ReactNode;
}

function Rows({ title, place, none, count, more, children }: FrameProps) {
  const t = useT();
  if (count === undefined || (count === 0 && none === undefined)) return null;
  return (
    <Section title={title} count={more ? undefined : count}>
      {count === 0 ? <p className="text-text-3">{none}</p> : <LinkRows label={title}>{children}</LinkRows>}
      {more ? (
        <p className="text-xs text-text-3">
          {t('list.newest_only', { count: shownAtMost })} <Link to={place}>{t('list.open_all')}</Link>
        </p>
      ) : null}
    </Section>
  );
}
