/** What settled an invoice. What was put on the wrong one is taken off it again; both stay in the books. */
import { useState } from 'react';
import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { Icon, IconButton, Money, Section, When } from '@/design';
import type { Invoice, Settlement } from '@/host/generated';
import { ReasonDialog } from './ReasonDialog';

const icons: Record<string, string> = { payment: 'wallet', credit_note: 'undo' };

/** Deductions go with their payment, and a credit note stays with the invoice that it takes back. */
const comesOff = (one: Settlement, { events }: Invoice) =>
  one.kind in icons && !events.some((event) => event.event === 'credited' && event.text === one.number);

export function Settled({ invoice }: { invoice: Invoice }) {
  const t = useT();
  const mayWrite = useMay()('payment.write');
  const [taken, setTaken] = useState<Settlement | null>(null);
  if (invoice.settled.length === 0) return null;
  const number = invoice.number ?? '';
  return (
    <Section title={t('invoice.settled')} count={invoice.settled.length}>
      <ol className="log">
        {invoice.settled.map((one) => (
          <li key={`${one.source_id}-${one.kind}-${one.date}-${one.amount.amount}`}>
            <Icon name={icons[one.kind] ?? 'minus'} size={14} />
            <span className="grow cut">
              {t.by(`invoice.settled.${one.kind}`)} <bdi className="id">{one.number}</bdi>
            </span>
            <span className="text-xs text-text-3">
              <When day={one.date} />
            </span>
            <b className="num font-medium">
              <Money value={one.amount} />
            </b>
            {mayWrite && comesOff(one, invoice) ? (
              <IconButton
                icon="x"
                size="sm"
                label={t('invoice.take_off', { source: one.number })}
                onPress={() => setTaken(one)}
              />
            ) : null}
          </li>
        ))}
      </ol>
      {taken ? (
        <ReasonDialog
          title={t('invoice.take_off_title', { source: taken.number, number })}
          text={t('invoice.take_off_text')}
          action={t('invoice.take_off_do')}
          command="credit.unapply"
          request={(reason) => ({ source_id: taken.source_id, invoice_id: invoice.id, reason })}
          onClose={() => setTaken(null)}
        />
      ) : null}
    </Section>
  );
}
