/** A new estimate: blank, for the customer in the address, or with all that the deal in the address knows. */
import { useT } from '@/app/i18n';
import { useGo } from '@/app/router';
import { EstimateEditor } from './EstimateEditor';
import { useStartForm } from './editor/useStartForm';

export default function NewEstimate() {
  const t = useT();
  const go = useGo();
  const start = useStartForm('estimate');
  if (!start) return <div className="page" />;
  return (
    <EstimateEditor
      key={start.suffix}
      initial={{ form: start.form }}
      name={`estimate.new${start.suffix}`}
      title={t('estimate.new')}
      onClose={() => go('/estimates')}
    />
  );
}
