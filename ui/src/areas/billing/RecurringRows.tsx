/** The recurring invoices of a customer, deal or contract, each a step from its own page. */
import type { ReactNode } from 'react';
import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { Badge, LinkRow, LinkRows, Money, Section } from '@/design';
import type { RecurringFilter } from '@/host/generated';
import { useRead } from '@/host/queries';
import { useHasKind } from '../sales/places';
import { NewestOnly, shownAtMost } from './DocumentRows';
import { everyText } from './rhythm';

/** Nothing where there is none and nothing to do about it. */
export function RecurringRows({ of, action }: { of: RecurringFilter; action?: ReactNode }) {
  const t = useT();
  const hasKind = useHasKind()('recurring_invoice');
  const enabled = useMay()('invoice.read') && hasKind;
  const request = { filter: of, limit: shownAtMost };
  const page = useRead('recurring_invoice.list', request, { also: ['customer', 'document'], enabled }).data;
  if (!page || (page.rows.length === 0 && !action)) return null;
  const title = t('recurring.title');
  return (
    <Section title={title} count={page.next ? undefined : page.rows.length} action={action}>
      {page.rows.length === 0 ? (
        <p className="text-text-3">{t('recurring.none_of')}</p>
      ) : (
        <LinkRows label={title}>
          {page.rows.map((row) => (
            <LinkRow
              key={row.id}
              code={row.code}
              title={row.subject || row.customer}
              to={`/recurring-invoices/${row.id}`}
              note={everyText(t, row.every, row.unit)}
              badge={<Badge value={row.badge} />}
              end={<Money value={row.amount} />}
            />
          ))}
        </LinkRows>
      )}
      {page.next ? <NewestOnly place="/recurring-invoices" search={{ tab: 'all' }} /> : null}
    </Section>
  );
}
