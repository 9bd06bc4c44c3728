/** What happened with a customer last: talks, papers and payments, the newest on top, each a step from its record. */
import type { ReactNode } from 'react';
import { useT } from '@/app/i18n';
import { Link } from '@/app/Link';
import { Icon, Money, Section, When } from '@/design';
import { dayOfInstant } from '@/design/format';
import type { Money as MoneyValue } from '@/host/generated';
import { newest, useFirst } from '../billing/DocumentRows';
import { usePlaceOf } from '../sales/places';
import { activityIcon } from '../sales/words';

const shownAtMost = 6;

interface Happened {
  id: string;
  icon: string;
  to: string | undefined;
  name: ReactNode;
  note: string;
  day: string;
  amount: MoneyValue | null;
}

function useHappened(customer_id: string): Happened[] {
  const placeOf = usePlaceOf();
  const number = (text: string) => <bdi className="id">{text}</bdi>;
  const done = { filter: { customer_id, done: true }, sort: { column: 'at', descending: true } };
  const papers = { filter: { customer_id }, sort: newest, limit: shownAtMost };
  const also = ['document', 'payment'] as const;
  const talks = useFirst('activity.list', { ...done, limit: shownAtMost }).data?.rows ?? [];
  const invoices = useFirst('invoice.list', papers, also).data?.rows ?? [];
  const estimates = useFirst('estimate.list', papers, also).data?.rows ?? [];
  const payments = useFirst('payment.list', papers, also).data?.rows ?? [];
  const all: Happened[] = [
    ...talks.map((row) => ({
      id: row.brief.id,
      icon: activityIcon[row.brief.kind],
      to: row.record_kind === 'customer' ? undefined : placeOf(row.record_kind, row.record_id),
      name: <span dir="auto">{row.brief.subject}</span>,
      note: row.outcome,
      day: dayOfInstant(row.at_ms),
      amount: null,
    })),
    ...invoices
      .filter((row) => row.number !== '')
      .map((row) => ({
        id: row.id,
        icon: row.kind === 'credit_note' ? 'undo' : 'receipt',
        to: placeOf('invoice', row.id),
        name: number(row.number),
        note: row.subject,
        day: row.date,
        amount: row.total,
      })),
    ...estimates.map((row) => ({
      id: row.id,
      icon: 'file-text',
      to: placeOf('estimate', row.id),
      name: number(row.code),
      note: row.subject,
      day: row.date,
      amount: row.total,
    })),
    ...payments.map((row) => ({
      id: row.id,
      icon: 'wallet',
      to: placeOf('payment', row.id),
      name: number(row.number),
      note: row.reference,
      day: row.date,
      amount: row.amount,
    })),
  ];
  return all.toSorted((one, other) => other.day.localeCompare(one.day)).slice(0, shownAtMost);
}

export function Latest({ customerId }: { customerId: string }) {
  const t = useT();
  const happened = useHappened(customerId);
  if (happened.length === 0) return null;
  return (
    <Section title={t('history.latest')}>
      <ol className="log">
        {happened.map(({ id, icon, to, name, note, day, amount }) => (
          <li key={id}>
            <Icon name={icon} size={14} />
            <span className="grow cut">
              {to ? <Link to={to}>{name}</Link> : name}{' '}
              <span className="text-text-2" dir="auto">
                {note}
              </span>
            </span>
            {amount ? (
              <span className="text-text-2">
                <Money value={amount} />
              </span>
            ) : null}
            <span className="text-xs text-text-3">
              <When day={day} />
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}
