import { expect, test } from 'vitest';
import { dayAfter, daysOf, monthAfter, weeksOf } from './days';
import { type Entry, hoursOf, placesOf, shifted } from './layout';

const at = (id: string, time: string | null, minutes: number | null = null): Entry => ({
  id,
  day: '2026-11-23',
  time,
  minutes,
});

test('what overlaps shares the width, what follows has it alone', () => {
  const places = placesOf(
    [at('a', '09:00', 60), at('b', '09:30', 60), at('c', '10:00', 30), at('d', '10:30'), at('e', null)],
    [8, 19],
  );
  expect(places.map(({ entry, slot, slots, lane, lanes }) => [entry.id, slot, slots, lane, lanes])).toEqual([
    ['a', 4, 4, 0, 2],
    ['b', 6, 4, 1, 2],
    ['c', 8, 2, 0, 2],
    ['d', 10, 2, 0, 1],
  ]);
});

test('the hours widen for what lies outside of them', () => {
  expect(hoursOf([at('a', '06:45'), at('b', '21:00', 90)], [8, 19])).toEqual([6, 23]);
  expect(hoursOf([at('a', '23:45', 600)], [8, 19])).toEqual([8, 24]);
});

test('a move stays within its day, a week begins on Monday', () => {
  expect([shifted('10:00', 15), shifted('00:00', -15), shifted('23:45', 15)]).toEqual([
    '10:15',
    '00:00',
    '23:45',
  ]);
  expect(daysOf('2026-11-22', 'week')).toEqual([
    '2026-11-16',
    '2026-11-17',
    '2026-11-18',
    '2026-11-19',
    '2026-11-20',
    '2026-11-21',
    '2026-11-22',
  ]);
  expect(daysOf('2026-11-23', 'week')[0]).toBe('2026-11-23');
  expect(dayAfter('2026-12-31', 1)).toBe('2027-01-01');
});

test.each([
  ['2026-11-23', '2026-10-26', '2026-12-06', 6],
  ['2026-02-10', '2026-01-26', '2026-03-01', 5],
  ['2027-02-01', '2027-02-01', '2027-02-28', 4],
])('the weeks of the month of %s go from Monday to Sunday', (day, first, last, count) => {
  const weeks = weeksOf(day);
  expect([weeks[0]?.[0], weeks.at(-1)?.at(-1), weeks.length]).toEqual([first, last, count]);
  expect(weeks.every((week) => week.length === 7)).toBe(true);
});

test('a month later is the last day of a shorter one', () => {
  expect([monthAfter('2026-01-31', 1), monthAfter('2026-01-15', -1)]).toEqual(['2026-02-28', '2025-12-15']);
});
