/** What a history says of values that are no words: days and lengths of time are written as everywhere else. */
import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { HistoryChange } from '@/host/generated';
import { scriptCore } from '@/test/core';
import { show } from '@/test/render';
import { History } from './History';

const changed = (change: Partial<HistoryChange>): HistoryChange => ({
  table: 'time_entry',
  column: 'minutes',
  before: null,
  after: null,
  ...change,
});

test.each([
  ['a length of time', changed({ before: 60, after: 165 }), '1 h', '2 h 45 min'],
  [
    'an estimate',
    changed({ table: 'task', column: 'estimate_minutes', before: 45, after: 390 }),
    '45 min',
    '6 h 30 min',
  ],
  [
    'a day',
    changed({ column: 'work_date', before: '2026-11-16', after: '2026-11-17' }),
    '16 Nov 2026',
    '17 Nov 2026',
  ],
])('%s', async (_, change, before, after) => {
  const action = { seq: 1, at_ms: 0, actor: 'Asha', command: 'time.update', reason: '', changes: [change] };
  scriptCore({ 'history.of_record': () => ({ actions: [action], next: null }) });
  await show(<History kind="timesheet" id="sheet-1" />);
  expect((await screen.findByText(after)).tagName).toBe('INS');
  expect(screen.getByText(before).tagName).toBe('DEL');
});
