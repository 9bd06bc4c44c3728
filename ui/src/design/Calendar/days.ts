/** Days of the calendar: civil, without a zone. */
import { parseDate } from '@internationalized/date';

/** The day so many days later. */
export const dayAfter = (day: string, by: number): string => parseDate(day).add({ days: by }).toString();

/** Which day of the week a day is: 0 is Monday. */
export const weekdayOf = (day: string): number => {
  const monday = parseDate('2024-01-01');
  return ((parseDate(day).compare(monday) % 7) + 7) % 7;
};

/** The days of a view around a day: itself, or its week from Monday. */
export function daysOf(day: string, span: 'day' | 'week'): string[] {
  if (span === 'day') return [day];
  const first = dayAfter(day, -weekdayOf(day));
  return Array.from({ length: 7 }, (_, index) => dayAfter(first, index));
}

/** How many days lie from one day to another; below zero when the second comes first. */
export const daysBetween = (from: string, to: string): number => parseDate(to).compare(parseDate(from));

/** The weeks that a month touches, each from Monday. */
export function weeksOf(day: string): string[][] {
  const first = parseDate(day).set({ day: 1 });
  const last = first.add({ months: 1 }).subtract({ days: 1 }).toString();
  const weeks = [daysOf(first.toString(), 'week')];
  for (let week = weeks[0] ?? []; (week[6] ?? last) < last; ) {
    week = daysOf(dayAfter(week[6] ?? last, 1), 'week');
    weeks.push(week);
  }
  return weeks;
}

/** The same day so many months later, or the last of that month when it is shorter. */
export const monthAfter = (day: string, by: number): string => parseDate(day).add({ months: by }).toString();
