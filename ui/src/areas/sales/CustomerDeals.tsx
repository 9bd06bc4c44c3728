/** The deals of a customer, newest first. */
import { useCompany } from '@/app/company';
import { useT } from '@/app/i18n';
import { Badge, LinkRow, LinkRows, Money, Section, When } from '@/design';
import { NewestOnly, useFirst } from '../billing/DocumentRows';
import { dealTags } from './DealPeek';

export function CustomerDeals({ customerId }: { customerId: string }) {
  const t = useT();
  const { today } = useCompany();
  const page = useFirst(
    'deal.list',
    { filter: { customer_id: customerId }, sort: { column: 'created', descending: true } },
    dealTags,
  ).data;
  if (!page) return null;
  const { rows, next } = page;
  return (
    <Section title={t('nav.deals')} count={next ? undefined : rows.length}>
      {rows.length === 0 ? (
        <p className="text-text-3">{t('deal.none_here')}</p>
      ) : (
        <LinkRows label={t('nav.deals')}>
          {rows.map((row) => (
            <LinkRow
              key={row.id}
              code={row.code}
              title={row.title}
              to={`/deals/${row.id}`}
              note={row.expected_close ? <When day={row.expected_close} style="short" today={today} /> : null}
              badge={<Badge value={row.badge} />}
              end={row.amount ? <Money value={row.amount} /> : '–'}
            />
          ))}
        </LinkRows>
      )}
      {next ? <NewestOnly place="/deals" search={{ view: 'table' }} /> : null}
    </Section>
  );
}
