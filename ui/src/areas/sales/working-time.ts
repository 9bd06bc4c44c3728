/** What the calendar of activities shows of the first branch's working time: from when until when, and which days are closed. */
import { weekdayOf } from '@/design/Calendar/days';
import type { WorkingTime } from '@/host/generated';

/** An office's hours with a margin, while they are not known. */
const usual = [8, 19] as const;

/** The first and the last hour to show: those of the week, with one before. */
export function hoursShown(time: WorkingTime | undefined): readonly [number, number] {
  const stretches = (time?.week ?? []).flatMap((day) => [...day.matchAll(/(\d\d):(\d\d)–(\d\d):(\d\d)/g)]);
  if (stretches.length === 0) return usual;
  const opens = Math.min(...stretches.map(([, hour]) => Number(hour)));
  // What ends after midnight is open until then.
  const closes = stretches.map(([, from, , to, minutes]) =>
    Number(to) <= Number(from) ? 24 : Number(to) + (minutes === '00' ? 0 : 1),
  );
  return [Math.max(0, opens - 1), Math.min(24, Math.max(...closes))];
}

/** Why a day is closed, in words if it has a name; undefined when it is open. */
export function closedOn(time: WorkingTime | undefined, day: string): string | undefined {
  const own = time?.days.find(({ date }) => date === day);
  const hours = own ? own.hours : time?.week[weekdayOf(day)];
  return hours === '' ? (own?.name ?? '') : undefined;
}
