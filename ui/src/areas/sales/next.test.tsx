/** What is proposed next, Today and the calendar against a scripted core, in every test language and by keyboard. */
import { screen, waitFor } from '@testing-library/react';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { CompanyProvider } from '@/app/company';
import { ownKeys } from '@/app/keys';
import { Calendar } from '@/design/Calendar/Calendar';
import type { Entry } from '@/design/Calendar/layout';
import type { NextAction as Proposed, TodayRow } from '@/host/generated';
import { scriptCore } from '@/test/core';
import { status } from '@/test/fixtures';
import { testLocales } from '@/test/pseudo';
import { expectAccessible, show } from '@/test/render';
import { NextAction } from './NextAction';
import { TodayList } from './TodayList';

const remind: Proposed = {
  subject: { rule: 'remind_invoice', record_id: 'invoice-1', state: '2026-11-01' },
  icon: 'bell',
  text_key: 'next.remind',
  why_key: 'why.invoice_overdue',
  action_key: 'next.act.log_reminder',
  params: {
    customer: 'Sample Foods',
    number: 'INV/26-27/0001',
    amount: { amount: '59000.00', currency: 'INR' },
    due: '2026-11-01',
  },
  due: null,
  due_time: null,
  by_ms: null,
  late: null,
  command: { name: 'activity.log', payload: { record_id: 'invoice-1', text: 'Called, ' } },
};

const planned = (id: string, subject: string): TodayRow => ({
  action: {
    ...remind,
    subject: { rule: 'do_planned', record_id: id, state: '2026-11-22' },
    icon: 'phone',
    text_key: 'next.do',
    why_key: 'why.planned',
    action_key: 'next.act.done',
    params: { subject },
    due: '2026-11-22',
    due_time: '15:00',
    command: { name: 'activity.done', payload: { id, version: 2 } },
  },
  record_id: 'deal-1',
  record_kind: 'deal',
  record_title: 'Plant network',
  customer: 'Sample Foods',
  amount: { amount: '548500.00', currency: 'INR' },
  promise: false,
});

const core = (action: Proposed | null = remind, more: Parameters<typeof scriptCore>[0] = {}) =>
  scriptCore({
    'next_action.of_record': () => ({ action }),
    'next_action.snooze': () => ({ id: 'answer-1', until: '2026-11-23' }),
    'next_action.dismiss': () => ({ id: 'answer-1', until: null }),
    'activity.parse': () => ({
      kind: 'call',
      done: true,
      promise: false,
      subject: 'Pays on Friday',
      due_date: null,
      due_time: null,
      next_kind: null,
      next_subject: null,
    }),
    'activity.log': () => ({ done_id: 'a', planned_id: null, parsed: {} as never }),
    'activity.done': () => ({ id: 'a', version: 3 }),
    ...more,
  });

const seller = {
  ...status,
  user: { ...status.user, permissions: { 'activity.read': 'all', 'activity.write': 'all' } },
} as typeof status;

const asSeller = (element: React.ReactNode) => <CompanyProvider status={seller}>{element}</CompanyProvider>;
const strip = () => asSeller(<NextAction kind="customer" id="customer-1" />);
const today = () =>
  asSeller(<TodayList rows={[planned('a', 'Call Sunita'), planned('b', 'Visit')]} autoFocus />);

interface Shown extends Entry {
  subject: string;
}

const entries: Shown[] = [
  { id: 'a', day: '2026-11-23', time: '10:00', minutes: 60, subject: 'Survey' },
  { id: 'b', day: '2026-11-23', time: '10:30', minutes: null, subject: 'Call' },
  { id: 'c', day: '2026-11-24', time: null, minutes: null, subject: 'Order cable' },
];

const calendar = (told: { onCreate?: () => void; onMove?: () => void; onOpen?: () => void } = {}) => (
  <Calendar
    label="Calendar"
    days={['2026-11-23', '2026-11-24']}
    today="2026-11-23"
    entries={entries}
    work={[8, 19]}
    content={({ subject }) => subject}
    unseenOf={() => 'a visit'}
    toneOf={() => 'info'}
    onOpen={told.onOpen ?? (() => undefined)}
    onCreate={told.onCreate ?? (() => undefined)}
    onMove={told.onMove ?? (() => undefined)}
    mayMove={() => true}
  />
);

describe.each(testLocales)('in $name', (language) => {
  test('axe finds nothing on strip, Today and calendar', async () => {
    core();
    await show(
      <>
        {strip()}
        {today()}
        {calendar()}
      </>,
      { language },
    );
    await screen.findAllByRole('listitem');
    await expectAccessible();
  });
});

test('the strip says what is next and why, and is absent when nothing is', async () => {
  core();
  const { user, say } = await show(strip());
  const next = await screen.findByText(/Remind Sample Foods/);
  expect(next.textContent).toContain('Remind Sample Foods about INV/26-27/0001: ₹59,000');
  await user.click(screen.getByRole('button', { name: say('strip.why') }));
  expect(await screen.findByText(/past its due date/)).toBeTruthy();
});

test('nothing to do shows nothing', async () => {
  const scripted = core(null);
  await show(strip());
  await waitFor(() => expect(scripted.asked('next_action.of_record')).toHaveLength(1));
  expect(screen.queryByRole('region')).toBeNull();
});

test('an action is done where it stands, and put off with what it is about', async () => {
  const scripted = core();
  const { user, say } = await show(strip());
  await screen.findByText(/Remind Sample Foods/);
  await user.click(screen.getByRole('button', { name: 'Log reminder' }));
  const line = await screen.findByRole<HTMLInputElement>('textbox', { name: say('activity.what') });
  expect(line.value).toBe('Called, ');
  await user.type(line, 'pays on Friday{Enter}');
  await waitFor(() =>
    expect(scripted.asked('activity.log')).toEqual([
      { text: 'Called, pays on Friday', record_id: 'invoice-1' },
    ]),
  );
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await user.click(screen.getByRole('button', { name: say('strip.snooze') }));
  await user.click(await screen.findByRole('menuitem', { name: say('strip.until.next_week') }));
  expect(scripted.asked('next_action.snooze')).toEqual([{ subject: remind.subject, until: 'next_week' }]);
});

test('invoicing from the strip opens the draft, says so and can be taken back', async () => {
  const sold: Proposed = {
    ...remind,
    action_key: 'estimate.to_invoice',
    command: { name: 'billing_plan.to_invoice', payload: { deal_id: 'deal-1' } },
  };
  const scripted = core(sold, { 'billing_plan.to_invoice': () => ({ id: 'invoice-9' }) as never });
  const permissions = { ...seller.user.permissions, 'invoice.write': 'all' };
  const { user, say, router } = await show(
    <CompanyProvider status={{ ...seller, user: { ...seller.user, permissions } } as typeof status}>
      <NextAction kind="customer" id="customer-1" />
    </CompanyProvider>,
  );
  await user.click(await screen.findByRole('button', { name: new RegExp(say('estimate.to_invoice')) }));
  await waitFor(() => expect(router.state.location.pathname).toBe('/invoices/invoice-9'));
  expect(scripted.asked('billing_plan.to_invoice')).toEqual([{ deal_id: 'deal-1' }]);
  expect(await screen.findByText(say('command.billing_plan.to_invoice'))).toBeTruthy();
  expect(screen.getByRole('button', { name: new RegExp(say('action.undo')) })).toBeTruthy();
});

test('Today is walked, done and put off by keys alone', async () => {
  const scripted = core();
  const { user, say } = await show(today());
  await screen.findByText('Call Sunita');
  await user.keyboard('j');
  expect(document.activeElement?.textContent).toContain('Visit');
  await user.keyboard('s');
  await waitFor(() =>
    expect(scripted.asked('next_action.snooze')).toEqual([
      { subject: planned('b', 'Visit').action.subject, until: 'tomorrow' },
    ]),
  );
  await user.keyboard('{ArrowUp}{Enter}');
  await user.type(
    await screen.findByRole('textbox', { name: new RegExp(`^${say('activity.outcome')}`) }),
    'Yes',
  );
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() =>
    expect(scripted.asked('activity.done')).toEqual([{ id: 'a', version: 2, outcome: 'Yes' }]),
  );
});

test('Today is walked by keys of one’s own', async () => {
  ownKeys.set({ j: 'y' });
  onTestFinished(() => ownKeys.set({}));
  core();
  const { user } = await show(today());
  await screen.findByText('Call Sunita');
  await user.keyboard('j');
  expect(document.activeElement?.textContent).not.toContain('Visit');
  await user.keyboard('y');
  expect(document.activeElement?.textContent).toContain('Visit');
});

test('a slot is chosen and an entry is moved with the arrow keys', async () => {
  core();
  const told = { onCreate: vi.fn(), onMove: vi.fn(), onOpen: vi.fn() };
  const { user } = await show(calendar(told));
  (await screen.findByRole('button', { name: /9:00/ })).focus();
  await user.keyboard('{ArrowDown}{ArrowRight}');
  expect(document.activeElement?.className).toBe('cal-slot');
  await user.keyboard('{Enter}');
  expect(told.onCreate).toHaveBeenCalledWith({ day: '2026-11-24', time: '09:30' });
  screen.getByRole('button', { name: /^Survey.*a visit/ }).focus();
  await user.keyboard('{Shift>}{ArrowDown}{ArrowRight}{/Shift}');
  expect(told.onMove.mock.calls.map(([entry, to]) => [entry.id, to])).toEqual([
    ['a', { day: '2026-11-23', time: '10:15' }],
    ['a', { day: '2026-11-24', time: '10:00' }],
  ]);
  await user.keyboard('{Enter}');
  expect(told.onOpen).toHaveBeenCalledWith(entries[0]);
});
