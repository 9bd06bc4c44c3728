/** Lengths of time, written one way everywhere. */
import { type Translate, useT } from '@/app/i18n';

/** `1 h 20 min`, `45 min`, `63 h`; nothing for null. What is left of a minute is dropped, and so is the sign. */
export function durationText(t: Translate, minutes: number | null): string {
  if (minutes === null) return '';
  const whole = Math.floor(Math.abs(minutes));
  const [hours, rest] = [Math.floor(whole / 60), whole % 60];
  if (hours === 0) return t('duration.minutes', { minutes: rest });
  return rest === 0 ? t('duration.hours', { hours }) : t('duration.both', { hours, minutes: rest });
}

interface DurationProps {
  minutes: number;
  /** In the place of no time at all, where a nought says too much. */
  none?: string;
}

/** Some minutes in hours and minutes, in digits that line up. */
export function Duration({ minutes, none }: DurationProps) {
  const t = useT();
  return <span className="tn">{minutes === 0 && none !== undefined ? none : durationText(t, minutes)}</span>;
}
