/** What became of a payment or a credit note, part by part. */
import type { ReactNode } from 'react';
import { useT } from '@/app/i18n';
import { Link } from '@/app/Link';
import { Icon, Money, Section, When } from '@/design';
import type { Money as MoneyValue, Refunded, Settled } from '@/host/generated';
import { methodText } from './words';

interface AmountRow {
  id: string;
  icon: string;
  text: ReactNode;
  day?: string;
  amount: MoneyValue;
}

interface BecameProps {
  settled: readonly Settled[];
  refunds: readonly Refunded[];
  /** What neither came nor went as money. */
  kept: readonly AmountRow[];
}

/** What became of a payment or a credit note: with the credit that is left, its parts make up its amount. */
export function Became({ settled, refunds, kept }: BecameProps) {
  const t = useT();
  return (
    <>
      <Amounts
        title={t('payment.settled')}
        rows={settled.map((one, at) => ({
          id: `${one.invoice_id}-${at}`,
          icon: 'receipt',
          text: (
            <Link to={`/invoices/${one.invoice_id}`}>
              <bdi className="id">{one.number}</bdi>
            </Link>
          ),
          amount: one.amount,
        }))}
      />
      <Amounts
        title={t('payment.refunded')}
        rows={refunds.map((one) => ({
          id: one.id,
          icon: 'banknote',
          text: (
            <>
              {methodText(t, one.method)} <bdi className="id">{one.reference}</bdi>
            </>
          ),
          day: one.date,
          amount: one.amount,
        }))}
      />
      <Amounts title={t('payment.kept_back')} rows={kept} />
    </>
  );
}

/** Amounts of one sort; nothing where there are none. */
function Amounts({ title, rows }: { title: string; rows: readonly AmountRow[] }) {
  if (rows.length === 0) return null;
  return (
    <Section title={title} count={rows.length}>
      <ol className="log">
        {rows.map(({ id, icon, text, day, amount }) => (
          <li key={id}>
            <Icon name={icon} size={14} />
            <span className="grow cut" dir="auto">
              {text}
            </span>
            {day ? (
              <span className="text-xs text-text-3">
                <When day={day} />
              </span>
            ) : null}
            <b className="font-medium">
              <Money value={amount} />
            </b>
          </li>
        ))}
      </ol>
    </Section>
  );
}
