/** The timer and the weeks, against a scripted core. */
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { CompanyProvider } from '@/app/company';
import type {
  TimeBudget,
  TimeBurn,
  TimeCell,
  TimeMargin,
  TimeRow,
  Timer,
  TimerResponse,
  Timesheet,
  TimesheetRow,
} from '@/host/generated';
import { scriptCore } from '@/test/core';
import { status } from '@/test/fixtures';
import { testLocales } from '@/test/pseudo';
import { expectAccessible, show as showBare } from '@/test/render';
import Approvals from './Approvals';
import { ProjectTime } from './ProjectTime';
import TeamWeek from './TeamWeek';
import { TimerFoot } from './TimerFoot';
import TimeSettings from './TimeSettings';
import TimesheetPage from './TimesheetPage';

const permissions = {
  ...status.user.permissions,
  'time.read': 'all',
  'time.write': 'all',
  'time.approve': 'all',
  'time_rate.read': 'all',
  'time_rate.write': 'all',
  'time_cost.read': 'all',
  'time_cost.write': 'all',
} as const;
const working = { ...status, user: { ...status.user, permissions } };
const show = (screen: ReactNode, options?: Parameters<typeof showBare>[1]) =>
  showBare(<CompanyProvider status={working}>{screen}</CompanyProvider>, options);

const badge = { tone: 'neutral', icon: 'circle-dashed', key: 'badge.time.open', params: {} } as const;
const inr = (amount: string) => ({ amount, currency: 'INR' });
const cell = (minutes: number, text: string, locked = false): TimeCell => ({ minutes, text, locked });
const empty = cell(0, '');
const dates = [16, 17, 18, 19, 20, 21, 22].map((day) => `2026-11-${day}`);

const sheet: Timesheet = {
  before: '2026-11-09',
  after: '2026-11-23',
  id: 'sheet-1',
  version: 1,
  user_id: 'user-1',
  user: 'Asha Kulkarni',
  dates,
  today: '2026-11-22',
  status: 'open',
  badge,
  reason: '',
  lines: [
    {
      on: { task_id: 'task-1' },
      title: 'Cabling',
      place: 'Cameras',
      is_open: true,
      days: [cell(90, '1h 30m'), ...Array.from({ length: 6 }, () => empty)],
      total: cell(90, '1h 30m'),
    },
  ],
  days: [cell(90, '1h 30m'), ...Array.from({ length: 6 }, () => empty)],
  total: cell(90, '1h 30m'),
  billable: cell(90, '1h 30m'),
  can_copy: true,
};

const timer: Timer = {
  id: 'timer-1',
  on: { task_id: 'task-1' },
  title: 'Cabling',
  place: 'Cameras',
  item_id: null,
  item: '',
  note: '',
  billable: true,
  started_ms: 1_795_320_000_000,
  now_ms: 1_795_322_832_000,
};

const stopped: TimerResponse = { timer: null, entry_id: 'entry-1', minutes: 47, doubt: null };

afterEach(() => vi.useRealTimers());

describe('the week', () => {
  test('is copied, changed in three cells and submitted by keyboard', async () => {
    const core = scriptCore({
      'timesheet.get': () => sheet,
      'timesheet.set': ({ time }) => ({ cell: cell(60, time === '1' ? '1h' : time) }),
      'timesheet.copy_last_week': () => ({ copied: 3, skipped: 0 }),
      'timesheet.submit': () => ({ id: 'sheet-1', version: 2 }),
    });
    const { user, say } = await show(<TimesheetPage />);
    await user.click(await screen.findByRole('button', { name: say('timesheet.copy') }));
    expect(core.asked('timesheet.copy_last_week')).toEqual([{ date: '2026-11-16', user_id: 'user-1' }]);
    const cells = () => screen.getAllByRole<HTMLInputElement>('textbox');
    expect(cells()[0]?.value).toBe('1 h 30 min');
    expect(cells()[1]?.getAttribute('aria-label')).toContain('Cabling');
    for (const index of [1, 2, 3]) {
      await user.click(cells()[index] as HTMLInputElement);
      await user.keyboard('1{ArrowRight}');
    }
    await waitFor(() => expect(core.asked('timesheet.set')).toHaveLength(3));
    expect(core.asked('timesheet.set')[0]).toEqual({
      user_id: 'user-1',
      date: '2026-11-17',
      on: { task_id: 'task-1' },
      time: '1',
    });
    await waitFor(() => expect(cells()[1]?.value).toBe('1 h'));
    expect(document.activeElement).toBe(cells()[4]);
    await user.click(screen.getByRole('button', { name: say('timesheet.submit') }));
    expect(core.asked('timesheet.submit')).toHaveLength(1);
  });

  test('says at the cell what is wrong, and Escape puts back what stood', async () => {
    scriptCore({
      'timesheet.get': () => sheet,
      'timesheet.set': () => ({
        code: 'invalid',
        message_id: 'error.invalid',
        params: {},
        fields: [{ path: 'time', message_id: 'error.duration', params: { typed: 'much' } }],
      }),
    });
    const { user, say } = await show(<TimesheetPage />);
    const first = (await screen.findAllByRole<HTMLInputElement>('textbox'))[0] as HTMLInputElement;
    await user.clear(first);
    await user.type(first, 'much{Enter}');
    const alert = await screen.findByRole('alert');
    await waitFor(() => expect(alert.textContent).toContain(say('error.duration', { typed: 'much' })));
    expect(first.getAttribute('aria-invalid')).toBe('true');
    await user.type(first, '{Escape}');
    expect(first.value).toBe('1 h 30 min');
    expect(screen.queryByRole('alert')).toBeNull();
  });

  test('that is submitted is only read, and can be taken back', async () => {
    const core = scriptCore({
      'timesheet.get': () => ({
        ...sheet,
        status: 'submitted',
        can_copy: false,
        reason: 'Friday is missing',
      }),
      'timesheet.recall': () => ({ id: 'sheet-1', version: 3 }),
    });
    const { user, say } = await show(<TimesheetPage />);
    await user.click(await screen.findByRole('button', { name: say('timesheet.recall') }));
    expect(core.asked('timesheet.recall')).toHaveLength(1);
    expect(screen.queryAllByRole('textbox')).toHaveLength(0);
    expect(screen.getByText('Friday is missing')).toBeTruthy();
  });

  test.each(testLocales)('is accessible in $name', async (language) => {
    scriptCore({ 'timesheet.get': () => sheet });
    await show(<TimesheetPage />, { language });
    await screen.findByRole('table');
    await expectAccessible();
  });

  test('of all people leads to that of each', async () => {
    scriptCore({
      'timesheet.week': () => ({
        before: sheet.before,
        after: sheet.after,
        dates,
        today: sheet.today,
        people: [
          {
            user_id: 'user-2',
            user: 'Ravi',
            id: 'sheet-2',
            version: 1,
            status: 'submitted',
            badge: { ...badge, key: 'badge.time.submitted' },
            days: sheet.days,
            total: sheet.total,
            billable: empty,
          },
        ],
        days: sheet.days,
        total: sheet.total,
      }),
    });
    const { say } = await show(<TeamWeek />);
    const row = (await screen.findByText('Ravi')).closest('tr') as HTMLElement;
    expect(within(row).getByText(say('badge.time.submitted'))).toBeTruthy();
    expect(within(row).getByRole('link').getAttribute('href')).toBe('/timesheet?user=user-2&date=2026-11-16');
    await expectAccessible();
  });
});

test('a week is approved, or sent back with a reason', async () => {
  const row: TimesheetRow = {
    id: 'sheet-2',
    version: 4,
    user_id: 'user-2',
    user: 'Ravi',
    week_start: '2026-11-16',
    status: 'submitted',
    badge,
    minutes: 2_400,
    billable_minutes: 1_800,
    submitted_ms: 1_795_320_000_000,
    reason: '',
  };
  const core = scriptCore({
    'timesheet.list': () => ({ rows: [row], next: null }),
    'timesheet.approve': () => ({ id: row.id, version: 5 }),
    'timesheet.send_back': () => ({ id: row.id, version: 5 }),
  });
  const { user, say } = await show(<Approvals />);
  expect(await screen.findByText(say('duration.hours', { hours: 40 }))).toBeTruthy();
  await expectAccessible();
  await user.click(screen.getByRole('button', { name: say('timesheet.approve') }));
  expect(core.asked('timesheet.approve')).toEqual([{ id: 'sheet-2', version: 4 }]);
  await user.click(screen.getByRole('button', { name: say('timesheet.send_back') }));
  await user.type(await screen.findByRole('textbox'), 'Friday is missing');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() =>
    expect(core.asked('timesheet.send_back')).toEqual([
      { id: 'sheet-2', version: 4, reason: 'Friday is missing' },
    ]),
  );
});

describe('the timer', () => {
  test('shows what runs, counts by itself and stops', async () => {
    const core = scriptCore({ 'timer.get': () => ({ timer }), 'timer.stop': () => stopped });
    const { user, say } = await show(<TimerFoot rail={false} />, { whole: true });
    const clock = await screen.findByRole('timer');
    expect(clock.textContent).toBe('0:47:12');
    await act(() => new Promise((done) => setTimeout(done, 1_100)));
    expect(clock.textContent).toBe('0:47:13');
    await expectAccessible();
    await user.click(
      screen.getByRole('button', { name: say('timer.stop_of', { title: 'Cabling', span: '0:47' }) }),
    );
    expect(core.asked('timer.stop')).toEqual([{}]);
  });

  test('is put right while it runs, or thrown away', async () => {
    const core = scriptCore({
      'timer.get': () => ({ timer }),
      'timer.update': () => ({ ...stopped, entry_id: null, minutes: null, timer }),
      'timer.discard': () => ({ ...stopped, entry_id: null, minutes: null }),
    });
    const { user, say } = await show(<TimerFoot rail={false} />, { whole: true });
    const change = { name: say('timer.change_of', { title: 'Cabling' }) };
    await user.click(await screen.findByRole('button', change));
    await user.type(await screen.findByRole('textbox', { name: new RegExp(say('time.note')) }), 'Ladder');
    await expectAccessible();
    await user.click(screen.getByRole('checkbox', { name: say('time.billable') }));
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() =>
      expect(core.asked('timer.update')).toEqual([
        { on: { task_id: 'task-1' }, note: 'Ladder', item_id: '', billable: false },
      ]),
    );
    await user.click(await screen.findByRole('button', change));
    await user.click(await screen.findByRole('button', { name: say('timer.discard') }));
    await waitFor(() => expect(core.asked('timer.discard')).toEqual([{}]));
  });

  test('in doubt asks how long it was', async () => {
    const doubt = {
      reason: 'clock_set_back',
      title: 'Cabling',
      started_ms: timer.started_ms,
      minutes: null,
    } as const;
    const core = scriptCore({
      'timer.get': () => ({ timer }),
      'timer.stop': ({ time }) =>
        time ? stopped : { ...stopped, entry_id: null, minutes: null, timer, doubt },
    });
    const { user, say } = await show(<TimerFoot rail={false} />, { whole: true });
    await user.click(await screen.findByRole('button', { name: /Stop/ }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText(say('timer.doubt.clock_set_back'))).toBeTruthy();
    await expectAccessible();
    await user.type(within(dialog).getByRole('textbox'), '2h');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(core.asked('timer.stop')).toEqual([{}, { time: '2h' }]));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  test('starts for what was searched', async () => {
    const core = scriptCore({
      'timer.get': () => ({ timer: null }),
      'timesheet.get': () => sheet,
      'search.find': () => ({
        seq: 1,
        hits: [
          {
            id: 'ticket-1',
            kind: 'ticket',
            title: 'Ward 3 down',
            customer_id: 'customer-1',
            customer: 'Sample Foods',
            badge: null,
            amount: null,
          },
        ],
      }),
      'timer.start': () => ({ ...stopped, entry_id: null, minutes: null, timer }),
    });
    const { user, say } = await show(<TimerFoot rail={false} />, { whole: true });
    await user.click(await screen.findByRole('button', { name: say('timer.start') }));
    await user.type(await screen.findByRole('combobox'), 'ward');
    await user.click(await screen.findByRole('option', { name: /Ward 3 down/ }));
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() =>
      expect(core.asked('timer.start')).toEqual([{ on: { ticket_id: 'ticket-1' }, note: '' }]),
    );
  });
});

const budget: TimeBudget = {
  budget_minutes: 600,
  minutes: 540,
  billable_minutes: 480,
  left_minutes: 120,
  expected_minutes: 660,
  unestimated_tasks: 1,
  percent: 90,
  money: null,
  margin: null,
  warning: {
    tone: 'warn',
    icon: 'triangle-alert',
    key: 'warning.budget_expected_over',
    params: { time: '1h', budget: '10h' },
  },
};

const burnt = { total: null, money_permille: null };
const burn: TimeBurn = {
  weeks: [
    { week: '2026-11-09', minutes: 150, total_minutes: 150, permille: 250, ...burnt },
    { week: '2026-11-16', minutes: 300, total_minutes: 450, permille: 750, ...burnt },
  ],
  budget_minutes: 600,
  budget_permille: 1000,
  budget: null,
  budget_money_permille: null,
};

const entry: TimeRow = {
  id: 'entry-1',
  version: 1,
  date: '2026-11-16',
  minutes: 90,
  time: '1h 30m',
  user_id: 'user-1',
  user: 'Asha Kulkarni',
  project_id: 'project-1',
  project: 'Cameras',
  task_id: 'task-1',
  ticket_id: null,
  title: 'Cabling',
  customer_id: 'customer-1',
  customer: 'Sample Foods',
  item_id: null,
  item: '',
  note: 'Pulled',
  billable: true,
  status: 'open',
  billing: 'open',
  badge: { ...badge, key: 'badge.time.to_invoice' },
  invoice_id: null,
};

describe('the time of a project', () => {
  const core = (more: Partial<TimeBudget> = {}) =>
    scriptCore({
      'time.budget': () => ({ ...budget, ...more }),
      'time.list': () => ({ rows: [entry], next: null }),
      'timer.get': () => ({ timer: null }),
      'time.burn': () => burn,
      'time.to_bill': () => ({
        seller: null,
        sellers: [],
        is_on_top: true,
        entries: 1,
        minutes: 90,
        waiting_minutes: 60,
        amount: inr('1500.00'),
        without_rate: [],
        expenses: 2,
        expenses_amount: inr('1125.00'),
        exchange: null,
      }),
      'time.bill': () => ({ id: 'invoice-9', version: 1, entries: 1, minutes: 90, expenses: 0 }),
      'time.log': () => ({ id: 'entry-2', version: 1 }),
      'expense.list': () => ({ rows: [] }),
    });
  const page = <ProjectTime projectId="project-1" name="Cameras" customer="Sample Foods" />;

  test('warns, and shows neither money nor margin to who may not see them', async () => {
    core();
    const { say } = await show(page);
    expect(
      await screen.findByText(say('warning.budget_expected_over', { time: '1h', budget: '10h' })),
    ).toBeTruthy();
    expect(screen.queryByText(say('budget.value'))).toBeNull();
    expect(screen.queryByText(say('budget.margin'))).toBeNull();
    await expectAccessible();
  });

  const margin: TimeMargin = {
    sold: [inr('9000.00')],
    cost: inr('2000.00'),
    expenses: inr('0.00'),
    converted: null,
    margin: inr('7000.00'),
    percent: 77,
    missing: null,
    uncosted_minutes: 0,
    deal: null,
    expected: null,
  };
  const eur = (amount: string) => ({ amount, currency: 'EUR' });

  test('says what remains of the sale', async () => {
    core({ margin });
    const { say } = await show(page);
    expect(await screen.findByText(say('budget.margin'))).toBeTruthy();
    expect(screen.getByText(say('budget.percent', { percent: 77 }))).toBeTruthy();
    expect(screen.queryByText(say('budget.cost'))).toBeNull();
  });

  test('says what will remain once what is left is done, and whose the sale is', async () => {
    const expected = { sold: [inr('9000.00')], cost: inr('9500.00'), margin: inr('-500.00'), percent: -5 };
    const deal = { sold: [inr('20000.00')], others: 1, has_parts: true };
    core({ margin: { ...margin, expected, deal } });
    const { say } = await show(page);
    const figures = within(await screen.findByRole('group', { name: say('budget.title') }));
    expect(figures.getAllByText(say('budget.in_the_end'))).toHaveLength(3);
    expect(figures.getByText('₹9,500')).toBeTruthy();
    expect(screen.getByText(new RegExp(say('budget.of_deal', { count: 1 }))).textContent).toContain('20,000');
    await expectAccessible();
  });

  test('draws how the budget was used, and says the same as a table', async () => {
    core();
    const { user, say } = await show(page);
    const table = await screen.findByRole('table', { name: say('burn.title') });
    const rows = within(table).getAllByRole('row').slice(1);
    expect(rows.map((row) => within(row).getAllByRole('cell')[2]?.textContent)).toEqual([
      '2 h 30 min',
      '7 h 30 min',
    ]);
    expect(within(table).queryByRole('columnheader', { name: say('budget.value') })).toBeNull();
    const picture = document.querySelector('figure');
    expect(picture?.textContent).toContain('7 h 30 min');
    expect(picture?.textContent).toContain(`${say('budget.title')} 10 h`);
    const figures = screen.getByRole('button', { name: say('burn.figures') });
    expect(figures.getAttribute('aria-pressed')).toBe('false');
    await user.click(figures);
    expect(figures.getAttribute('aria-pressed')).toBe('true');
    await expectAccessible();
  });

  test('says at what rate the cost is in the currency of the sale', async () => {
    const converted = { cost: eur('22.22'), rate: '90', date: '2026-11-10' };
    core({ margin: { ...margin, sold: [eur('180.00')], margin: eur('157.78'), percent: 87, converted } });
    const { say } = await show(page);
    const rate = say('budget.converted', { rate: '90', date: '10 Nov 2026' });
    expect(await screen.findByText(new RegExp(rate))).toBeTruthy();
    expect(screen.getByText(say('budget.percent', { percent: 87 }))).toBeTruthy();
    await expectAccessible();
  });

  test('shows both sides and says why there is no margin between them', async () => {
    const missing = { ...badge, key: 'warning.margin_no_rate', params: { currency: 'EUR', home: 'INR' } };
    core({ margin: { ...margin, sold: [eur('180.00')], margin: null, percent: null, missing } });
    const { say } = await show(page);
    expect(await screen.findByText(say('warning.margin_no_rate', missing.params))).toBeTruthy();
    expect(screen.getByText(say('budget.sold'))).toBeTruthy();
    expect(screen.getByText(say('budget.cost'))).toBeTruthy();
    expect(screen.queryByText(say('budget.margin'))).toBeNull();
  });

  test('becomes a draft invoice', async () => {
    const scripted = core();
    const { user, say, router } = await show(page);
    await user.click(await screen.findByRole('button', { name: say('time.bill') }));
    const dialog = await screen.findByRole('dialog');
    expect(await within(dialog).findByText(new RegExp(say('time.waiting')))).toBeTruthy();
    expect(within(dialog).getByText(say('time.on_top'))).toBeTruthy();
    await user.click(within(dialog).getByRole('radio', { name: say('time.level.entry') }));
    const expenses = within(dialog).getByRole<HTMLInputElement>('checkbox', {
      name: new RegExp(say('time.with_expenses', { count: '2' })),
    });
    expect(expenses.checked).toBe(true);
    await user.click(expenses);
    await expectAccessible();
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() =>
      expect(scripted.asked('time.bill')).toEqual([
        {
          project_id: 'project-1',
          from: undefined,
          to: undefined,
          level: 'entry',
          annex: true,
          expenses: false,
          rate: undefined,
        },
      ]),
    );
    await waitFor(() => expect(router.state.location.pathname).toBe('/invoices/invoice-9'));
  });

  test('is noted there', async () => {
    const scripted = core();
    const { user, say } = await show(page);
    await user.click(await screen.findByRole('button', { name: say('time.log') }));
    const dialog = await screen.findByRole('dialog');
    fireEvent.change(within(dialog).getByRole('textbox', { name: say('time.length') }), {
      target: { value: '2h' },
    });
    await expectAccessible();
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() =>
      expect(scripted.asked('time.log')).toMatchObject([{ on: { project_id: 'project-1' }, time: '2h' }]),
    );
  });
});

test('rates, costs and what is invoiced are set in the settings', async () => {
  const core = scriptCore({
    'time_setting.get': () => ({ version: 1, bills: 'approved', item_id: null, item: '' }),
    'time_setting.save': () => ({ version: 2, bills: 'all', item_id: null, item: '' }),
    'time_rate.list': () => ({
      rows: [
        {
          id: 'rate-1',
          version: 2,
          project_id: 'project-1',
          project: 'Cameras',
          user_id: null,
          user: '',
          item_id: null,
          item: '',
          currency: 'INR',
          rate: '1000',
          from: '',
        },
      ],
    }),
    'time_rate.save': () => ({ id: 'rate-1' }),
    'time_cost.list': () => ({ rows: [] }),
    'session.users': () => ({ user_id: 'user-1', users: [{ id: 'user-1', name: 'Asha Kulkarni' }] }),
  });
  const { user, say } = await show(<TimeSettings />);
  await user.click(await screen.findByRole('button', { name: say('rate.edit_of', { name: 'Cameras' }) }));
  const field = await screen.findByRole('textbox', { name: say('rate.hour') });
  await user.clear(field);
  await user.type(field, '1200');
  await expectAccessible();
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() =>
    expect(core.asked('time_rate.save')).toMatchObject([
      { id: 'rate-1', version: 2, project_id: 'project-1', rate: '1200' },
    ]),
  );
});
