/** The tickets, contracts and entitlements of a customer, deal or contract, each a step from its own page. */

import type { ReactNode } from 'react';
import { useCompany } from '@/app/company';
import { useT } from '@/app/i18n';
import { Badge, LinkRow, LinkRows, Money, Section, When } from '@/design';
import type { ContractFilter, EntitlementFilter, TicketFilter } from '@/host/generated';
import { NewestOnly, useFirst } from '../billing/DocumentRows';
import { EntitlementMeter } from './EntitlementMeter';
import { ClockBadge } from './TicketBadges';

interface RowsProps<Filter> {
  of: Filter;
  /** Said when there is none; without it the section is left out then. */
  none?: string;
  action?: ReactNode;
}

export function TicketRows({ of, none, action }: RowsProps<TicketFilter>) {
  const t = useT();
  const page = useFirst('ticket.list', { filter: of, sort: { column: 'opened', descending: true } }, [
    'customer',
    'contact',
  ]).data;
  if (!page || (page.rows.length === 0 && none === undefined)) return null;
  return (
    <Section title={t('nav.tickets')} count={page.next ? undefined : page.rows.length} action={action}>
      {page.rows.length === 0 ? (
        <p className="text-text-3">{none}</p>
      ) : (
        <LinkRows label={t('nav.tickets')}>
          {page.rows.map((row) => (
            <LinkRow
              key={row.id}
              code={row.code}
              title={row.subject}
              to={`/tickets/${row.id}`}
              note={row.owner || t('ticket.nobody')}
              badge={<ClockBadge row={row} />}
              end={<When at={row.opened_ms} />}
            />
          ))}
        </LinkRows>
      )}
      {page.next ? <NewestOnly place="/tickets" search={{ tab: 'all' }} /> : null}
    </Section>
  );
}

export function ContractRows({ of, none, action }: RowsProps<ContractFilter>) {
  const t = useT();
  const { today } = useCompany();
  const page = useFirst('contract.list', { filter: of, sort: { column: 'end', descending: true } }, [
    'customer',
  ]).data;
  if (!page || (page.rows.length === 0 && none === undefined)) return null;
  return (
    <Section title={t('nav.contracts')} count={page.next ? undefined : page.rows.length} action={action}>
      {page.rows.length === 0 ? (
        <p className="text-text-3">{none}</p>
      ) : (
        <LinkRows label={t('nav.contracts')}>
          {page.rows.map((row) => (
            <LinkRow
              key={row.id}
              code={row.code}
              title={row.name}
              to={`/contracts/${row.id}`}
              note={<When day={row.end} style="short" today={today} />}
              badge={<Badge value={row.badge} />}
              end={row.value ? <Money value={row.value} /> : '–'}
            />
          ))}
        </LinkRows>
      )}
      {page.next ? <NewestOnly place="/contracts" search={{ tab: 'all' }} /> : null}
    </Section>
  );
}

export function EntitlementRows({ of, none, action }: RowsProps<EntitlementFilter>) {
  const t = useT();
  const page = useFirst('entitlement.list', { filter: of, sort: { column: 'end', descending: true } }, [
    'ticket',
    'customer',
  ]).data;
  if (!page || (page.rows.length === 0 && none === undefined)) return null;
  return (
    <Section title={t('entitlement.title')} count={page.next ? undefined : page.rows.length} action={action}>
      {page.rows.length === 0 ? <p className="text-text-3">{none}</p> : null}
      <ul className="entitlements">
        {page.rows.map((row) => (
          <li key={row.id}>
            <EntitlementMeter row={row} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
