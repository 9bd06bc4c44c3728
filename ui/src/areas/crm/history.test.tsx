/** What a history says of values that are no words: days and lengths of time are written as everywhere else. */
import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { HistoryChange } from '@/host/generated';
import { scriptCore } from '@/test/core';
import { expectAccessible, show } from '@/test/render';
import { History, HistorySheet } from './History';

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
  const action = {
    seq: 1,
    at_ms: 0,
    actor: 'Asha',
    command: 'time.update',
    reason: '',
    own: false,
    changes: [change],
  };
  scriptCore({ 'history.of_record': () => ({ actions: [action], next: null }) });
  await show(<History kind="timesheet" id="sheet-1" />);
  expect((await screen.findByText(after)).tagName).toBe('INS');
  expect(screen.getByText(before).tagName).toBe('DEL');
});

test('an own action is taken back where the core would, and no other is offered', async () => {
  const at = (seq: number, own: boolean) => ({
    seq,
    at_ms: 0,
    actor: own ? 'Asha' : 'Rohan',
    command: 'customer.update',
    reason: '',
    own,
    changes: [],
  });
  const scripted = scriptCore({
    'history.of_record': () => ({ actions: [at(9, true), at(8, true), at(7, false)], next: null }),
    'history.undo': ({ seq }) =>
      seq === 9 ? { command: 'customer.update' } : { code: 'conflict', message_id: 'error.undo_moved_on' },
  });
  const { user, say } = await show(<History kind="customer" id="customer-1" />);
  const what = say('history.take_back_what', { what: say('command.customer.update') });
  const button = await screen.findByRole('button', { name: what });
  await waitFor(() => expect(scripted.calls.filter(({ preview }) => preview)).toHaveLength(2));
  expect(screen.getAllByRole('button', { name: what })).toHaveLength(1);
  await expectAccessible();
  await user.click(button);
  await waitFor(() =>
    expect(scripted.calls.filter(({ command, preview }) => command === 'history.undo' && !preview)).toEqual([
      { command: 'history.undo', payload: { seq: 9 }, preview: false },
    ]),
  );
});

test('a note is called what it is in its table', async () => {
  const note = (table: string) => changed({ table, column: 'note', before: null, after: 'Too dear' });
  const action = {
    seq: 1,
    at_ms: 0,
    actor: 'Asha',
    command: 'estimate.decline',
    reason: '',
    own: false,
    changes: [note('estimate_answer'), note('time_entry')],
  };
  scriptCore({ 'history.of_record': () => ({ actions: [action], next: null }) });
  const { say } = await show(<History kind="estimate" id="estimate-1" />);
  expect(await screen.findByText(say('column.note'))).toBeTruthy();
  expect(screen.getByText(say('column.time_entry.note'))).toBeTruthy();
});

test('a branch is told as its form calls things, and a user in words', async () => {
  const action = {
    seq: 1,
    at_ms: 0,
    actor: 'Asha',
    command: 'branch.update',
    reason: '',
    own: false,
    changes: [
      changed({ table: 'branch', column: 'bank_account_name', before: '', after: 'Sample Traders' }),
      changed({ table: 'branch', column: 'tax_standing', before: 'unregistered', after: 'registered' }),
      changed({ table: 'branch', column: 'payment_term', before: '{"days":30}', after: '{"days":15}' }),
      changed({ table: 'user', column: 'active', before: 1, after: 0 }),
      changed({ table: 'employee', column: 'name', before: 'Asha', after: 'Asha Rao' }),
      changed({ table: 'employee', column: 'manager_id', before: 'Asha', after: null }),
      changed({ table: 'user_permission_set', column: 'set_id', before: null, after: 'Sales' }),
    ],
  };
  scriptCore({ 'history.of_record': () => ({ actions: [action], next: null }) });
  const { say } = await show(
    <HistorySheet kind="branch" id="branch-1" name="Pune" onClose={() => undefined} />,
  );
  await screen.findByRole('dialog', { name: say('history.of', { name: 'Pune' }) });
  await screen.findByText(say('branch.bank_account_name'));
  const lines = [...document.querySelectorAll('.change')].map(({ textContent }) => textContent);
  expect(lines).toEqual([
    `${say('branch.bank_account_name')}–Sample Traders`,
    `${say('branch.tax_standing')}${say('branch.tax_standing.unregistered')}${say('branch.tax_standing.registered')}`,
    `${say('branch.payment_term')}${say('term.days', { days: 30 })}${say('term.days', { days: 15 })}`,
    `${say('column.user.active')}${say('user.active.1')}${say('user.active.0')}`,
    `${say('column.employee.manager_id')}Asha–`,
    `${say('column.user_permission_set.set_id')}Sales`,
  ]);
  await expectAccessible();
});
