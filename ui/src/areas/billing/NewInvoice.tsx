/** A new invoice: blank, or for the customer in the address. */
import { useT } from '@/app/i18n';
import { useAddress, useGo } from '@/app/router';
import { useRead } from '@/host/queries';
import { emptyForm } from './editor/document-form';
import { InvoiceEditor } from './InvoiceEditor';

const readAddress = (raw: Record<string, unknown>) => ({
  customer: typeof raw.customer === 'string' ? raw.customer : '',
});

export default function NewInvoice() {
  const t = useT();
  const go = useGo();
  const [{ customer }] = useAddress(readAddress);
  const found = useRead('customer.get', { id: customer }, { enabled: customer !== '' });
  if (customer !== '' && found.isPending) return <div className="page" />;
  return (
    <InvoiceEditor
      initial={{ form: emptyForm(found.data ? customer : '', found.data?.name) }}
      name="invoice.new"
      title={t('invoice.new')}
      onClose={() => go('/invoices')}
    />
  );
}
