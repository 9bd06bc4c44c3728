/** A new recurring invoice: blank, for the customer, deal or contract in the address, or like the invoice in it. */
import { useCompany } from '@/app/company';
import { useT } from '@/app/i18n';
import { useAddress, useGo } from '@/app/router';
import { textOf } from '@/design/DataGrid';
import { useRead } from '@/host/queries';
import { formOf } from './editor/document-form';
import { useStartForm } from './editor/useStartForm';
import { RecurringEditor } from './RecurringEditor';
import { newRhythm } from './rhythm';

const readAddress = (raw: Record<string, unknown>) => ({
  from: textOf(raw.from),
  contract: textOf(raw.contract),
});

export default function NewRecurring() {
  const t = useT();
  const go = useGo();
  const { today } = useCompany();
  const [{ from, contract }] = useAddress(readAddress);
  const start = useStartForm('invoice');
  const like = useRead(
    'recurring_invoice.of_invoice',
    { invoice_id: from ?? '', every: 1, unit: 'month' },
    { enabled: from !== undefined, also: ['document'] },
  );
  const invoice = useRead('invoice.get', { id: from ?? '' }, { enabled: from !== undefined });
  if (!start || (from !== undefined && (like.isPending || invoice.isPending)))
    return <div className="page" />;
  const suffix = from ? `.${from}` : contract ? `.${contract}` : start.suffix;
  const form = like.data ? formOf(like.data.draft, invoice.data?.customer ?? '') : start.form;
  return (
    <RecurringEditor
      key={suffix}
      initial={{ form, rhythm: newRhythm(like.data?.first ?? today), contractId: contract ?? '' }}
      fromInvoice={like.data ? from : undefined}
      name={`recurring.new${suffix}`}
      title={t('recurring.new')}
      onClose={() => (from ? go(`/invoices/${from}`) : go('/recurring-invoices'))}
      onSaved={(id) => go(`/recurring-invoices/${id}`, undefined, { replace: true })}
    />
  );
}
