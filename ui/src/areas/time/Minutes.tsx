/** Some minutes in hours and minutes. */
import { useT } from '@/app/i18n';

export function Minutes({ of }: { of: number }) {
  const t = useT();
  return <span className="tn">{t('time.minutes', { hours: Math.trunc(of / 60), minutes: of % 60 })}</span>;
}
