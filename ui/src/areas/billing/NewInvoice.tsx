/** A new invoice: blank, for the customer in the address, or with all that the deal in the address knows. */
import { useT } from '@/app/i18n';
import { useGo } from '@/app/router';
import { useStartForm } from './editor/useStartForm';
import { InvoiceEditor } from './InvoiceEditor';

export default function NewInvoice() {
  const t = useT();
  const go = useGo();
  const start = useStartForm('invoice');
  if (!start) return <div className="page" />;
  return (
    <InvoiceEditor
      key={start.suffix}
      initial={{ form: start.form }}
      name={`invoice.new${start.suffix}`}
      title={t('invoice.new')}
      onClose={() => go('/invoices')}
    />
  );
}
