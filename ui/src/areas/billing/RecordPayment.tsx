/**
 * Money for one invoice, recorded where the invoice stands: the open amount, today, the method used last. Enter keeps
 * it. More than is open becomes credit of the customer.
 */
import type { ReactNode, RefObject } from 'react';
import { Dialog as AriaDialog, Popover as AriaPopover } from 'react-aria-components';
import { useCompany } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKeptEdits } from '@/app/kept';
import { Button, Form } from '@/design';
import type { InvoiceRow } from '@/host/generated';
import { useWrite } from '@/host/queries';
import { type PaymentFacts, PaymentFields, rateOf, useMethod } from './PaymentFields';
import { useReceiver } from './receiver';

export type PayableInvoice = Pick<InvoiceRow, 'id' | 'number' | 'customer_id' | 'branch_id' | 'open'>;

interface RecordPaymentProps {
  invoice: PayableInvoice;
  /** What it stands beside. */
  anchor: RefObject<Element | null>;
  onClose: () => void;
}

export function RecordPayment({ invoice, anchor, onClose }: RecordPaymentProps) {
  const t = useT();
  const { today } = useCompany();
  const kept = useKeptEdits<PaymentFacts>(`payment.of.${invoice.id}`, {
    amount: invoice.open.amount,
    date: today,
    reference: '',
    rates: {},
  });
  const close = () => {
    kept.done();
    onClose();
  };
  return (
    <AriaPopover
      className="pop"
      triggerRef={anchor}
      isOpen
      onOpenChange={(open) => !open && close()}
      placement="bottom end"
      offset={4}
    >
      <AriaDialog className="pay-pop" aria-label={t('payment.record')}>
        <PaymentForm invoice={invoice} kept={kept} onClose={close} />
      </AriaDialog>
    </AriaPopover>
  );
}

interface PaymentFormProps extends Omit<RecordPaymentProps, 'anchor'> {
  kept: { draft: PaymentFacts; set: (part: Partial<PaymentFacts>) => void; note: ReactNode };
}

function PaymentForm({ invoice, kept, onClose }: PaymentFormProps) {
  const t = useT();
  const record = useWrite('payment.record');
  const { draft, set, note } = kept;
  const { currency } = invoice.open;
  const receiver = useReceiver(invoice.branch_id);
  const method = useMethod(receiver.country);
  const submit = () =>
    record.mutate(
      {
        customer_id: invoice.customer_id,
        branch_id: invoice.branch_id,
        amount: draft.amount,
        currency,
        date: draft.date,
        method,
        reference: draft.reference,
        ...rateOf(draft, receiver.home),
        // The invoice takes what it can; the rest becomes credit of the customer.
        allocations: [{ invoice_id: invoice.id }],
      },
      { onSuccess: onClose },
    );
  return (
    <Form
      label={t('payment.record')}
      error={record.error}
      onSubmit={submit}
      bodyClass="pay-body"
      footer={
        <div className="row justify-end">
          {note}
          <Button onPress={onClose}>{t('action.cancel')}</Button>
          <Button kind="primary" type="submit" keys="enter">
            {t('payment.record')}
          </Button>
        </div>
      }
    >
      <h2 className="row font-semibold">
        {t('payment.for')} <bdi className="id">{invoice.number}</bdi>
      </h2>
      <div className="form-2">
        <PaymentFields value={draft} set={set} currency={currency} receiver={receiver} autoFocus />
      </div>
    </Form>
  );
}
