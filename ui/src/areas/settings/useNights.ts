/** What hours mean that end on the next day, in words under their field: `9:30-6:30` is easily meant for the evening. */
import { useT } from '@/app/i18n';
import { call } from '@/host';
import { useAsked } from '@/host/typing';

/** Answers the words for one of `typed`; none when it ends on the same day, and while it is not known. */
export function useNights(typed: readonly string[]): (hours: string) => string | undefined {
  const t = useT();
  const hours = [...new Set(typed)].filter((text) => text.trim() !== '');
  const nights = useAsked(hours.length > 0 ? JSON.stringify(hours) : null, async (signal) => {
    const { overnight_minutes } = await call('working_time.parse', { hours }, signal);
    return new Map(hours.map((text, at) => [text, overnight_minutes[at] ?? null]));
  }).answer;
  return (text) => {
    const minutes = nights?.get(text) ?? null;
    if (minutes === null) return undefined;
    return t('working_time.next_day', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
  };
}
