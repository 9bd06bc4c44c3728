/** Says that a day is closed, and why; nothing of an open one. */
import { useT } from '@/app/i18n';
import { Icon } from '../icons';

export function Closed({ why }: { why: string | undefined }) {
  const t = useT();
  if (why === undefined) return null;
  return (
    <p className="cal-closed text-xs" data-named={why !== '' || undefined}>
      <Icon name="ban" size={12} />
      {why === '' ? null : <span className="sr-only">{t('calendar.closed_for')} </span>}
      <span className="cut" dir="auto" title={why === '' ? undefined : why}>
        {why === '' ? t('calendar.closed') : why}
      </span>
    </p>
  );
}
