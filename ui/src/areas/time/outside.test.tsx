/** Time of a customer in no project: shown on the customer’s page, listed, and billed from both. */
import { screen, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, test } from 'vitest';
import { CompanyProvider } from '@/app/company';
import type { TimeRow, TimeToBill } from '@/host/generated';
import { scriptCore } from '@/test/core';
import { delivering, project, projectRow } from '@/test/projects';
import { testLocales } from '@/test/pseudo';
import { expectAccessible, show as showBare } from '@/test/render';
import Approvals from './Approvals';
import { CustomerTime } from './CustomerTime';
import Entries from './Entries';

const permissions = {
  ...delivering.user.permissions,
  'time.read': 'all',
  'time.write': 'all',
  'invoice.write': 'all',
} as const;
const status = { ...delivering, user: { ...delivering.user, permissions } };
const show = (screen: ReactNode, options?: Parameters<typeof showBare>[1]) =>
  showBare(<CompanyProvider status={status}>{screen}</CompanyProvider>, options);

const row = {
  id: 'entry-1',
  version: 1,
  date: '2026-11-16',
  minutes: 90,
  time: '1h 30m',
  user: 'Asha Kulkarni',
  project: '',
  title: 'TKT-0001 Ward 3 down',
  customer_id: 'customer-1',
  customer: 'Sample Foods',
  note: 'Reset',
  status: 'open',
  invoice_id: null,
  badge: { tone: 'neutral', icon: 'circle-dashed', key: 'badge.time.to_invoice', params: {} },
} as unknown as TimeRow;

const open: TimeToBill = {
  seller: null,
  sellers: [],
  entries: 2,
  minutes: 150,
  waiting_minutes: 0,
  amount: null,
  without_rate: [],
  is_on_top: false,
  expenses: 0,
  expenses_amount: null,
  exchange: null,
};
const core = (more: Partial<typeof open> = {}) =>
  scriptCore({
    'time.to_bill': () => ({ ...open, ...more }),
    'time.outside': () => {
      const { entries, minutes, waiting_minutes } = { ...open, ...more };
      return { entries, minutes, waiting_minutes };
    },
    'time.bill': () => ({ id: 'invoice-9', version: 1, entries: 2, minutes: 150, expenses: 0 }),
    'time.list': () => ({ rows: [row], next: null }),
    'time.summary': () => ({ count: 1, minutes: 90, billable_minutes: 90, to_invoice_minutes: 90 }),
    'timesheet.week': () => ({ people: [] }) as never,
    'customer.get': () => ({ name: 'Sample Foods' }) as never,
    'project.get': () => project,
    'project.list': () => ({ rows: [projectRow], next: null }),
  });

const list = { path: '/timesheet/entries', at: '/timesheet/entries' };

test('the customer’s page says what can be billed and makes the draft', async () => {
  const scripted = core();
  const { user, say, router } = await show(<CustomerTime customerId="customer-1" />);
  await user.click(await screen.findByRole('button', { name: say('time.bill') }));
  await screen.findByRole('dialog');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() =>
    expect(scripted.asked('time.bill')).toMatchObject([{ customer_id: 'customer-1', level: 'summary' }]),
  );
  await waitFor(() => expect(router.state.location.pathname).toBe('/invoices/invoice-9'));
});

test('an invoice in another currency is asked for its rate, with the newest proposed', async () => {
  const scripted = core({ exchange: { currency: 'EUR', home: 'INR', rate: '90.5' } });
  const { user, say } = await show(<CustomerTime customerId="customer-1" />);
  await user.click(await screen.findByRole('button', { name: say('time.bill') }));
  const label = say('document.rate', { currency: 'EUR', home: 'INR' });
  const field = await screen.findByRole<HTMLInputElement>('textbox', { name: label });
  expect(field.value).toBe('90.5');
  await user.clear(field);
  await user.type(field, '91');
  await expectAccessible();
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(scripted.asked('time.bill')).toMatchObject([{ rate: '91' }]));
});

test('where two branches worked, one of them bills', async () => {
  const pune = { branch_id: 'branch-1', branch: 'Pune', currency: 'INR' };
  const dubai = { branch_id: 'branch-2', branch: 'Dubai', currency: 'AED' };
  const scripted = core({ seller: pune, sellers: [pune, dubai] });
  const { user, say } = await show(<CustomerTime customerId="customer-1" />);
  await user.click(await screen.findByRole('button', { name: say('time.bill') }));
  await user.click(await screen.findByRole('button', { name: new RegExp(say('time.seller')) }));
  await user.click(await screen.findByRole('option', { name: /Dubai/ }));
  const asked = { customer_id: 'customer-1', branch_id: 'branch-2', currency: 'AED' };
  await waitFor(() => expect(scripted.asked('time.to_bill').at(-1)).toMatchObject(asked));
  await expectAccessible();
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(scripted.asked('time.bill')).toMatchObject([asked]));
});

test('nothing is said where there is no such time', async () => {
  const scripted = core({ entries: 0 });
  const { say } = await show(<CustomerTime customerId="customer-1" />);
  await waitFor(() => expect(scripted.asked('time.outside')).toHaveLength(1));
  expect(screen.queryByText(say('time.outside'))).toBeNull();
  expect(scripted.asked('time.to_bill')).toEqual([]);
});

test('what waits for approval is shown and not billed', async () => {
  core({ entries: 0, waiting_minutes: 60 });
  const { say } = await show(<CustomerTime customerId="customer-1" />);
  expect(await screen.findByText(new RegExp(say('time.waiting')))).toBeTruthy();
  expect(screen.queryByRole('button', { name: say('time.bill') })).toBeNull();
});

test('entries are narrowed to one customer, billed, and shown in full again', async () => {
  const scripted = core();
  const { user, say } = await show(<Entries />, list);
  await screen.findByText('TKT-0001 Ward 3 down');
  expect(screen.queryByRole('button', { name: say('time.bill_outside') })).toBeNull();
  await user.pointer({ keys: '[MouseRight]', target: await screen.findByText('TKT-0001 Ward 3 down') });
  await user.click(
    await screen.findByRole('menuitem', { name: say('time.only_of', { customer: 'Sample Foods' }) }),
  );
  await waitFor(() =>
    expect(scripted.asked('time.list').at(-1)?.filter).toMatchObject({ customer_id: 'customer-1' }),
  );
  await user.click(await screen.findByRole('button', { name: say('time.bill_outside') }));
  await screen.findByRole('dialog');
  expect(scripted.asked('time.to_bill')[0]).toMatchObject({ customer_id: 'customer-1' });
  await user.keyboard('{Escape}');
  const chip = { name: say('filter.clear', { name: say('kind.customer') }) };
  await user.click(screen.getByRole('button', chip));
  await waitFor(() => expect(screen.queryByRole('button', chip)).toBeNull());
  expect(screen.queryByRole('button', { name: say('time.bill_outside') })).toBeNull();
});

test('entries are narrowed to one project and to a span of days', async () => {
  const scripted = core();
  const { user, say } = await show(<Entries />, {
    ...list,
    at: '/timesheet/entries?from=2026-11-01&to=2026-11-30',
  });
  await screen.findByText('TKT-0001 Ward 3 down');
  expect(scripted.asked('time.list')[0]?.filter).toMatchObject({ from: '2026-11-01', to: '2026-11-30' });
  await user.type(screen.getByRole('combobox', { name: say('kind.project') }), 'cam');
  await user.click(await screen.findByRole('option', { name: /Cameras/ }));
  await waitFor(() =>
    expect(scripted.asked('time.list').at(-1)?.filter).toMatchObject({
      project_id: 'project-1',
      from: '2026-11-01',
    }),
  );
  await expectAccessible();
  const chip = { name: say('filter.clear', { name: say('kind.project') }) };
  await user.click(await screen.findByRole('button', chip));
  await waitFor(() => expect(screen.queryByRole('button', chip)).toBeNull());
});

test('approvals go on where the page of weeks stopped', async () => {
  const week = (no: number) =>
    ({
      id: `sheet-${no}`,
      version: 1,
      user_id: 'user-2',
      user: `Person ${no}`,
      week_start: '2026-11-16',
      status: 'submitted',
      badge: row.badge,
      minutes: 90,
      billable_minutes: 60,
      submitted_ms: 0,
      reason: '',
    }) as const;
  const scripted = scriptCore({
    'timesheet.list': ({ after }) =>
      after ? { rows: [week(2)], next: null } : { rows: [week(1)], next: 'further' },
  });
  const { user, say } = await show(<Approvals />, {
    path: '/timesheet/approvals',
    at: '/timesheet/approvals',
  });
  await screen.findByText('Person 1');
  await user.click(screen.getByRole('button', { name: say('list.show_more') }));
  expect(await screen.findByText('Person 2')).toBeTruthy();
  expect(screen.getByText('Person 1')).toBeTruthy();
  expect(scripted.asked('timesheet.list').at(-1)).toMatchObject({ after: 'further', limit: 50 });
  expect(screen.queryByRole('button', { name: say('list.show_more') })).toBeNull();
});

test.each(testLocales)('axe finds nothing in $name', async (language) => {
  core();
  await show(<CustomerTime customerId="customer-1" />, { language });
  await screen.findAllByRole('button');
  await expectAccessible();
});
