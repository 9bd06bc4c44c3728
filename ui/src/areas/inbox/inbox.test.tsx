/** The inbox by keyboard, against a scripted core. */
import { screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CompanyProvider } from '@/app/company';
import { startKeys } from '@/app/keys';
import type { InboxRow } from '@/host/generated';
import { scriptCore } from '@/test/core';
import { delivering } from '@/test/projects';
import { testLocales } from '@/test/pseudo';
import { expectAccessible, show } from '@/test/render';
import InboxPage from './InboxPage';

const row = (n: number, change: Partial<InboxRow> = {}): InboxRow => ({
  id: `n-${n}`,
  kind: 'reminder',
  message_id: 'inbox.invoice_overdue',
  params: { number: `INV/26-27/000${n}`, customer: 'Sample Foods', date: '2026-11-10' },
  at_ms: 1_795_320_000_000,
  is_read: false,
  is_done: false,
  record_kind: 'invoice',
  record_id: `invoice-${n}`,
  record_title: null,
  customer_id: null,
  ...change,
});

const core = (rows: InboxRow[]) =>
  scriptCore({
    'inbox.list': () => ({ rows, next: null }),
    'inbox.read': ({ id }) => ({ id }),
    'inbox.done': ({ id }) => ({ id }),
    'inbox.snooze': ({ id }) => ({ id, until_ms: 0 }),
  });

const rows = [row(1), row(2), row(3, { kind: 'mention', message_id: 'inbox.mention', is_read: true })];

let stop: () => void;
beforeEach(() => {
  stop = startKeys();
});
afterEach(() => stop());

describe.each(testLocales)('in $name axe finds nothing on', (language) => {
  test.each([
    ['a full inbox', rows],
    ['an empty one', []],
  ])('%s', async (_, shown) => {
    core([...shown]);
    const { say } = await show(<InboxPage />, { language });
    if (shown.length === 0) await screen.findByText(say('inbox.empty.open'));
    else await screen.findAllByRole('listitem');
    await expectAccessible();
  });
});

test('J and K move, E is done, S puts off, Enter opens', async () => {
  const scripted = core(rows);
  const { user, router } = await show(<InboxPage />);
  await screen.findAllByRole('listitem');
  await waitFor(() => expect(document.activeElement?.textContent).toContain('INV/26-27/0001'));
  await user.keyboard('j');
  expect(document.activeElement?.textContent).toContain('INV/26-27/0002');
  await user.keyboard('e');
  await waitFor(() => expect(scripted.asked('inbox.done')).toEqual([{ id: 'n-2' }]));
  await user.keyboard('k');
  await user.keyboard('s');
  await waitFor(() => expect(scripted.asked('inbox.snooze')).toEqual([{ id: 'n-1', until: 'tomorrow' }]));
  await user.keyboard('{Enter}');
  await waitFor(() => expect(router.state.location.pathname).toBe('/invoices/invoice-1'));
  expect(scripted.asked('inbox.read')).toEqual([{ id: 'n-1' }]);
});

test('a week opens from its notice, and is not named twice', async () => {
  const week = row(4, {
    kind: 'notice',
    message_id: 'inbox.timesheet_submitted',
    params: { user: 'Rohan Patil', week: '2026-11-16' },
    record_kind: 'timesheet',
    record_id: 'sheet-1',
    record_title: '2026-11-16',
  });
  core([week]);
  const { user, say, router } = await show(
    <CompanyProvider status={delivering}>
      <InboxPage />
    </CompanyProvider>,
  );
  const text = say('inbox.timesheet_submitted', { user: 'Rohan Patil', week: '16 Nov 2026' });
  await screen.findByText(text);
  expect(screen.queryByText(/2026-11-16/)).toBeNull();
  await user.keyboard('{Enter}');
  await waitFor(() => expect(router.state.location.pathname).toBe('/timesheet/week/sheet-1'));
});
