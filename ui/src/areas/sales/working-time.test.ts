import { expect, test } from 'vitest';
import type { WorkingTime } from '@/host/generated';
import { closedOn, hoursShown } from './working-time';

const time = (week: string[], days: WorkingTime['days'] = []): WorkingTime => ({
  branch_id: 'branch-1',
  version: 1,
  country: 'IN',
  time_zone: 'Asia/Kolkata',
  week,
  days,
});
const office = ['09:30–18:30', '09:30–18:30', '', '', '', '', ''];

test.each([
  [undefined, [8, 19]],
  [time(['', '', '', '', '', '', '']), [8, 19]],
  [time(office), [8, 19]],
  [time(['07:00–12:00, 14:00–16:00', '', '', '', '', '', '']), [6, 16]],
  [time(['00:00–24:00', '', '', '', '', '', '']), [0, 24]],
  [time(['22:00–06:00', '', '', '', '', '', '']), [21, 24]],
])('the hours of %o are shown from one before', (of, hours) => {
  expect(hoursShown(of)).toEqual(hours);
});

test('a day is closed by its day of the week or by itself, and opened by hours of its own', () => {
  const day = (date: string, hours: string) => ({ id: date, date, name: 'Stock-taking', hours });
  const of = time(office, [day('2026-11-23', ''), day('2026-11-29', '10:00–12:00')]);
  expect(closedOn(of, '2026-11-24')).toBeUndefined();
  expect(closedOn(of, '2026-11-25')).toBe('');
  expect(closedOn(of, '2026-11-23')).toBe('Stock-taking');
  expect(closedOn(of, '2026-11-29')).toBeUndefined();
  expect(closedOn(undefined, '2026-11-29')).toBeUndefined();
});
