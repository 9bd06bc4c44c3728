/** What became of a payment or a credit note, part by part. */
import { type ReactNode, useState } from 'react';
import { useT } from '@/app/i18n';
import { Link } from '@/app/Link';
import { Icon, IconButton, Money, Section, When } from '@/design';
import type { Money as MoneyValue, Refunded, Settled } from '@/host/generated';
import { ReasonDialog } from './ReasonDialog';
import { methodText } from './words';

interface AmountRow {
  id: string;
  icon: string;
  text: ReactNode;
  day?: string;
  amount: MoneyValue;
  /** What stands at its end. */
  act?: ReactNode;
}

interface BecameProps {
  /** Whose credit it is. */
  number: string;
  mayWrite: boolean;
  settled: readonly Settled[];
  refunds: readonly Refunded[];
  /** What neither came nor went as money. */
  kept: readonly AmountRow[];
}

/** What became of a payment or a credit note: with the credit that is left, its parts make up its amount. */
export function Became({ number, mayWrite, settled, refunds, kept }: BecameProps) {
  const t = useT();
  const [taken, setTaken] = useState<Refunded | null>(null);
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
          act: mayWrite ? (
            <IconButton icon="x" size="sm" label={t('payment.refund_back')} onPress={() => setTaken(one)} />
          ) : null,
        }))}
      />
      <Amounts title={t('payment.kept_back')} rows={kept} />
      {taken ? (
        <ReasonDialog
          title={t('payment.refund_back_title', { number })}
          text={t('payment.refund_back_text')}
          action={t('payment.refund_back')}
          command="refund.reverse"
          request={(reason) => ({ id: taken.id, reason })}
          onClose={() => setTaken(null)}
        />
      ) : null}
    </>
  );
}

/** Amounts of one sort; nothing where there are none. */
function Amounts({ title, rows }: { title: string; rows: readonly AmountRow[] }) {
  if (rows.length === 0) return null;
  return (
    <Section title={title} count={rows.length}>
      <ol className="log">
        {rows.map(({ id, icon, text, day, amount, act }) => (
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
            <b className="num font-medium">
              <Money value={amount} />
            </b>
            {act}
          </li>
        ))}
      </ol>
    </Section>
  );
}
