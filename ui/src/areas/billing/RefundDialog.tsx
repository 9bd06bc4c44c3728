/** Pays back what is free of a payment or credit note. */
import { useCompany } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKept } from '@/app/kept';
import { AmountField, DateField, FormDialog, Select, TextField } from '@/design';
import type { Money, PaymentMethod } from '@/host/generated';
import { useWrite } from '@/host/queries';
import { notify } from '@/host/undo';
import { useReceivingCountries } from './receiver';
import { methodOptions } from './words';

interface RefundDialogProps {
  row: { id: string; number: string; credit: Money };
  onClose: () => void;
}

export function RefundDialog({ row, onClose }: RefundDialogProps) {
  const t = useT();
  const { company, today } = useCompany();
  const countries = useReceivingCountries() ?? [company.country];
  const refund = useWrite('credit.refund', { silent: true });
  const { draft, set, done, note } = useKept(`refund.${row.id}.${row.credit.amount}`, {
    amount: row.credit.amount,
    method: 'bank' as PaymentMethod,
    reference: '',
    date: today,
  });
  const close = () => {
    done();
    onClose();
  };
  const title = t('payment.refund_title', { number: row.number });
  return (
    <FormDialog
      title={title}
      error={refund.error}
      action={t('payment.refund')}
      onSubmit={() =>
        refund.mutate(
          { source_id: row.id, ...draft },
          {
            onSuccess: () => {
              notify({ tone: 'ok', messageId: 'command.credit.refund' });
              close();
            },
          },
        )
      }
      onClose={close}
      aside={note}
    >
      <div className="form-2">
        <AmountField
          autoFocus
          name="amount"
          label={t('payment.amount')}
          currency={row.credit.currency}
          value={draft.amount}
          onChange={(amount) => set({ amount })}
        />
        <DateField
          name="date"
          label={t('payment.date')}
          today={today}
          past
          value={draft.date}
          onChange={(date) => set({ date })}
        />
        <Select
          name="method"
          label={t('payment.method')}
          options={methodOptions(t, ...countries)}
          value={draft.method}
          onChange={(method) => set({ method: method as PaymentMethod })}
        />
        <TextField
          name="reference"
          label={t('payment.reference')}
          optional
          machine
          value={draft.reference}
          onChange={(reference) => set({ reference })}
        />
      </div>
    </FormDialog>
  );
}
