/** A new recurring invoice: blank, for the customer, deal or contract in the address, or like the invoice in it. */
import { useCompany, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useAddress, useGo } from '@/app/router';
import { textOf } from '@/design/DataGrid';
import { useRead } from '@/host/queries';
import { formOf } from './editor/document-form';
import { useStartForm } from './editor/useStartForm';
import { RecurringEditor } from './RecurringEditor';
import { newRhythm, rhythmDraftOf } from './rhythm';

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
  const mayRead = useMay()('contract.read');
  const like = useRead(
    'recurring_invoice.of_invoice',
    { invoice_id: from ?? '', every: 1, unit: 'month' },
    { enabled: from !== undefined, also: ['document'] },
  );
  const agreed = useRead(
    'contract.invoicing',
    { id: contract ?? '' },
    { enabled: contract !== undefined && mayRead },
  );
  const invoice = useRead('invoice.get', { id: from ?? '' }, { enabled: from !== undefined });
  const waits = from !== undefined && (like.isPending || invoice.isPending);
  if (!start || waits || (contract !== undefined && mayRead && agreed.isPending))
    return <div className="page" />;
  const suffix = from ? `.${from}` : contract ? `.${contract}` : start.suffix;
  const made = like.data ?? agreed.data;
  const form = made ? formOf(made.draft, invoice.data?.customer ?? start.form.customer) : start.form;
  const rhythm = agreed.data ? rhythmDraftOf(agreed.data.rhythm) : newRhythm(like.data?.first ?? today);
  return (
    <RecurringEditor
      key={suffix}
      initial={{ form, rhythm, contractId: contract ?? '' }}
      fromInvoice={like.data ? from : undefined}
      name={`recurring.new${suffix}`}
      title={t('recurring.new')}
      onClose={() => (from ? go(`/invoices/${from}`) : go('/recurring-invoices'))}
      onSaved={(id) => go(`/recurring-invoices/${id}`, undefined, { replace: true })}
    />
  );
}
