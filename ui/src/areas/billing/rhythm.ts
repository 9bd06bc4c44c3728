/** The days of something that comes again, as they are typed. */
import type { Translate } from '@/app/i18n';
import type { Option } from '@/design';
import { wholeNumber } from '@/design';
import type { RecurringRhythm, RecurringUnit } from '@/host/generated';

export const units: readonly RecurringUnit[] = ['week', 'month', 'quarter', 'year'];

export const unitOptions = (t: Translate): Option[] =>
  units.map((id) => ({ id, text: t(`recurring.unit.${id}`) }));

export interface RhythmDraft {
  every: string;
  unit: RecurringUnit;
  first: string;
  end: 'never' | 'on' | 'after';
  last: string;
  count: string;
}

export const newRhythm = (first: string): RhythmDraft => ({
  every: '1',
  unit: 'month',
  first,
  end: 'never',
  last: '',
  count: '12',
});

export const rhythmDraftOf = ({ every, unit, first, end }: RecurringRhythm): RhythmDraft => ({
  ...newRhythm(first),
  every: String(every),
  unit,
  end: end?.kind ?? 'never',
  ...(end?.kind === 'on' ? { last: end.date } : {}),
  ...(end?.kind === 'after' ? { count: String(end.count) } : {}),
});

/** What the core takes for no number of units: it names the field and says which numbers there are. */
const whole = (typed: string) => Math.max(0, wholeNumber(typed) ?? 0);

export function rhythmOf({ every, unit, first, end, last, count }: RhythmDraft): RecurringRhythm {
  const days = { every: whole(every), unit, first };
  if (end === 'on') return { ...days, end: { kind: 'on', date: last } };
  if (end === 'after') return { ...days, end: { kind: 'after', count: whole(count) } };
  return { ...days, end: { kind: 'never' } };
}

/** "Every month", "Every 2 weeks". */
export const everyText = (t: Translate, every: number, unit: RecurringUnit): string =>
  t(`recurring.every.${unit}`, { every });
