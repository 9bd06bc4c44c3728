import { expect, test } from 'vitest';
import { dayAfter, daysOf } from './days';
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
