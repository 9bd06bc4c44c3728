/** The papers and payments of a customer or deal, newest first, each a step from its own page. */
import { useCompany, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { Link } from '@/app/Link';
import { Badge, LinkRow, LinkRows, Money, Section, When } from '@/design';
import type { RequestOf } from '@/host';
import type {
  Badge as BadgeValue,
  EstimateFilter,
  InvoiceFilter,
  Money as MoneyValue,
  PaymentFilter,
  Tag,
} from '@/host/generated';
import { useRead } from '@/host/queries';
import { useHasKind } from '../sales/places';
import { methodText } from './words';

/** More than this is looked for in the list. */
export const shownAtMost = 30;

type Listed =
  | 'activity.list'
  | 'contract.list'
  | 'deal.list'
  | 'entitlement.list'
  | 'estimate.list'
  | 'invoice.list'
  | 'payment.list'
  | 'project.list'
  | 'task.list'
  | 'ticket.list';

/** The first rows of a list in an order, for those who may read them, where the area that has them is switched on. */
export function useFirst<Name extends Listed>(list: Name, request: RequestOf<Name>, also?: readonly Tag[]) {
  const kind = list.replace('.list', '');
  const hasKind = useHasKind()(kind);
  const enabled = useMay()(`${kind}.read`) && hasKind;
  return useRead(list, { limit: shownAtMost, ...request }, { also, enabled });
}

export const newest = { column: 'date', descending: true };

interface RowsProps<Filter> {
  of: Filter;
  /** Said when there is none; without it the section is left out then. */
  none?: string;
}

export function InvoiceRows({ of, none }: RowsProps<InvoiceFilter>) {
  const t = useT();
  return (
    <Papers
      title={t('nav.invoices')}
      place="/invoices"
      none={none}
      page={useFirst('invoice.list', { filter: of, sort: newest }, ['document', 'payment', 'customer']).data}
      paper={(row) => ({
        code: row.number,
        title: row.subject || t(row.kind === 'credit_note' ? 'invoice.credit_note' : 'kind.invoice'),
        amount: row.total,
      })}
    />
  );
}

export function EstimateRows({ of, none }: RowsProps<EstimateFilter>) {
  const t = useT();
  return (
    <Papers
      title={t('nav.estimates')}
      place="/estimates"
      none={none}
      page={useFirst('estimate.list', { filter: of, sort: newest }, ['document', 'customer']).data}
      paper={(row) => ({ code: row.code, title: row.subject || t('kind.estimate'), amount: row.total })}
    />
  );
}

export function PaymentRows({ of, none }: RowsProps<PaymentFilter>) {
  const t = useT();
  return (
    <Papers
      title={t('nav.payments')}
      place="/payments"
      none={none}
      page={useFirst('payment.list', { filter: of, sort: newest }).data}
      paper={(row) => ({
        code: row.number,
        title: row.reference || methodText(t, row.method),
        amount: row.amount,
      })}
    />
  );
}

interface PapersProps<Row> {
  title: string;
  /** The list that has them all. */
  place: string;
  none: string | undefined;
  page: { rows: Row[]; next: string | null } | undefined;
  /** What a row shows beside its day and state. */
  paper: (row: Row) => { code: string; title: string; amount: MoneyValue };
}

function Papers<Row extends { id: string; date: string; badge: BadgeValue }>(props: PapersProps<Row>) {
  const { title, place, none, page, paper } = props;
  const { today } = useCompany();
  const count = page?.rows.length;
  if (!page || (count === 0 && none === undefined)) return null;
  return (
    <Section title={title} count={page.next ? undefined : count}>
      {count === 0 ? (
        <p className="text-text-3">{none}</p>
      ) : (
        <LinkRows label={title}>
          {page.rows.map((row) => {
            const { amount, ...name } = paper(row);
            return (
              <LinkRow
                key={row.id}
                {...name}
                to={`${place}/${row.id}`}
                note={<When day={row.date} style="short" today={today} />}
                badge={<Badge value={row.badge} />}
                end={<Money value={amount} />}
              />
            );
          })}
        </LinkRows>
      )}
      {page.next ? <NewestOnly place={place} /> : null}
    </Section>
  );
}

/** There are more than are shown, in a list. */
export function NewestOnly({ place, search }: { place: string; search?: Record<string, unknown> }) {
  const t = useT();
  return (
    <p className="text-xs text-text-3">
      {t('list.newest_only', { count: shownAtMost })}{' '}
      <Link to={place} search={search}>
        {t('list.open_all')}
      </Link>
    </p>
  );
}
