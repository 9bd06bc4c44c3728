import { Button, EmptyState } from '@/design';
import { useT } from './i18n';
import { useGo } from './router';

/** An address that leads nowhere: an area that is switched off, or a record of another company. */
export function NotFound() {
  const t = useT();
  const go = useGo();
  return (
    <div className="page">
      <EmptyState
        text={t('shell.not_found')}
        action={<Button onPress={() => go('/')}>{t('nav.home')}</Button>}
      />
    </div>
  );
}
