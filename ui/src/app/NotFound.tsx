import { EmptyState } from '@/design';
import { useT } from './i18n';

/** An address that leads nowhere: an area that is switched off, or a record of another company. */
export function NotFound() {
  const t = useT();
  return (
    <div className="page">
      <EmptyState text={t('shell.not_found')} />
    </div>
  );
}
