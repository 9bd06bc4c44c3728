/** A new estimate: blank, or for the customer in the address. */
import { useT } from '@/app/i18n';
import { useAddress, useGo } from '@/app/router';
import { useRead } from '@/host/queries';
import { EstimateEditor } from './EstimateEditor';
import { emptyForm } from './editor/document-form';

const word = (value: unknown) => (typeof value === 'string' ? value : '');
const readAddress = (raw: Record<string, unknown>) => ({
  customer: word(raw.customer),
  deal: word(raw.deal),
});

export default function NewEstimate() {
  const t = useT();
  const go = useGo();
  const [{ customer, deal }] = useAddress(readAddress);
  const found = useRead('customer.get', { id: customer }, { enabled: customer !== '' });
  if (customer !== '' && found.isPending) return <div className="page" />;
  const form = emptyForm(found.data ? customer : '', found.data?.name);
  return (
    <EstimateEditor
      initial={{ form: { ...form, draft: { ...form.draft, deal_id: deal || undefined } } }}
      name="estimate.new"
      title={t('estimate.new')}
      onClose={() => go('/estimates')}
    />
  );
}
