/** The first page against a scripted core, in every test language. */
import { screen } from '@testing-library/react';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { CompanyProvider } from '@/app/company';
import type { Branch, CompanyStatus, DealStages, Home, NumberSeries, TodayRow } from '@/host/generated';
import { scriptCore } from '@/test/core';
import { backups, status } from '@/test/fixtures';
import { testLocales } from '@/test/pseudo';
import { expectAccessible, show } from '@/test/render';
import HomePage from './HomePage';

const inr = (amount: string) => ({ amount, currency: 'INR' });

const home: Home = {
  today: '2026-11-22',
  to_collect: { count: 3, amounts: [inr('118000.00'), { amount: '443.74', currency: 'USD' }], first: null },
  overdue: { count: 1, amounts: [inr('59000.00')], first: '2026-11-10' },
  invoiced: { count: 0, amounts: [], first: null },
  collected: { count: 2, amounts: [inr('1000.50')], first: null },
  exceptions: [
    {
      kind: 'unbilled_deals',
      figure: { count: 2, amounts: [inr('471000.00')], first: null },
      sold_by: '2026-11-19',
    },
    {
      kind: 'unbilled_time',
      figure: { count: 12, amounts: [], first: null },
      sold_by: '2026-10-31',
    },
    { kind: 'late_leads', figure: { count: 1, amounts: [], first: null }, sold_by: null },
  ],
};

const reminder: TodayRow = {
  action: {
    subject: { rule: 'remind_invoice', record_id: 'invoice-1', state: '2026-11-10' },
    icon: 'bell',
    text_key: 'next.remind',
    why_key: 'why.invoice_overdue',
    action_key: 'next.act.log_reminder',
    params: {
      customer: 'Sample Foods',
      number: 'INV/26-27/0001',
      amount: inr('59000.00'),
      due: '2026-11-10',
    },
    due: null,
    due_time: null,
    by_ms: null,
    late: null,
    command: { name: 'activity.log', payload: { record_id: 'invoice-1', text: 'Called, ' } },
  },
  record_id: 'invoice-1',
  record_kind: 'invoice',
  record_title: 'INV/26-27/0001',
  customer: 'Sample Foods',
  amount: inr('59000.00'),
  promise: false,
};

const stages: DealStages = {
  pipelines: [
    {
      id: 'pipeline-1',
      name: 'Sales',
      count: 3,
      sums: [inr('400000.00')],
      weighted: [inr('200000.00')],
      stages: [
        {
          id: 'stage-1',
          name: 'Qualified',
          probability: '20',
          count: 2,
          ageing: 1,
          sums: [inr('100000.00')],
          permille: 250,
        },
        {
          id: 'stage-2',
          name: 'Negotiation',
          probability: '80',
          count: 1,
          ageing: 0,
          sums: [inr('300000.00')],
          permille: 750,
        },
      ],
    },
  ],
  count: 3,
  sums: [inr('400000.00')],
  weighted: [inr('200000.00')],
};

const branch = {
  id: 'branch-1',
  street: '1 Market Road',
  tax_number: '',
  lacks_tax_number: true,
  upi_id: '',
} as Branch;
const series = { id: 'series-1', kind: 'invoice', next_no: 1, version: 1 } as NumberSeries;

const everything: CompanyStatus = {
  ...status,
  areas: [
    { area: 'sales', state: 'live' },
    { area: 'finance', state: 'live' },
    { area: 'delivery', state: 'live' },
  ],
  user: {
    ...status.user,
    permissions: { ...status.user.permissions, 'activity.read': 'all', 'deal.read': 'all' },
  },
};

const script = (changed: Partial<Home> = {}, rows: TodayRow[] = [reminder], seller: Branch = branch) =>
  scriptCore({
    'home.get': () => ({ ...home, ...changed }),
    'activity.today': () => ({ rows, count: rows.length }),
    'deal.stages': () => stages,
    'branch.list': () => ({ rows: [seller] }),
    'number_series.list': () => ({ rows: [series] }),
    'backup.status': () => ({ ...backups, second: null }),
  });

const page = () => (
  <CompanyProvider status={everything}>
    <HomePage />
  </CompanyProvider>
);

beforeEach(() => localStorage.clear());

describe.each(testLocales)('in $name', (language) => {
  test('axe finds nothing on the first page', async () => {
    script();
    await show(page(), { language, path: '/home', at: '/home' });
    await screen.findByText('Negotiation');
    await expectAccessible();
  });
});

test('what is pressing and what is left lying lead to their records, and unlike currencies stand apart', async () => {
  script();
  await show(page(), { path: '/home', at: '/home' });
  const invoice = await screen.findByRole('link', { name: /INV\/26-27\/0001/ });
  expect(invoice.getAttribute('href')).toContain('/invoices/invoice-1');
  const unbilled = screen.getByRole('link', { name: /Won, not yet invoiced/ });
  expect(unbilled.getAttribute('href')).toMatch(/\/deals\?.*unbilled=.*2026-11-19/);
  const time = screen.getByRole('link', { name: /Time of months past, not yet invoiced/ });
  expect(time.getAttribute('href')).toMatch(/\/timesheet\/entries\?billing=open&to=.*2026-10-31/);
  expect(screen.getByText('$443.74')).toBeTruthy();
  expect(screen.getByText('1 invoice, oldest due 10 Nov')).toBeTruthy();
});

test('the pipeline stands by stage with its sums', async () => {
  script();
  await show(page(), { path: '/home', at: '/home' });
  expect(await screen.findByText('Negotiation')).toBeTruthy();
  expect(screen.getByText('1 ageing')).toBeTruthy();
  expect(screen.getAllByText('₹4,00,000')).toHaveLength(2);
  expect(screen.getByText('₹2,00,000')).toBeTruthy();
});

test('a figure that the user may not see is not there', async () => {
  script({ collected: null });
  await show(page(), { path: '/home', at: '/home' });
  expect(await screen.findByText(/^Invoiced in/)).toBeTruthy();
  expect(screen.queryByText(/^Collected/)).toBeNull();
});

const without = (area: 'sales' | 'finance') => {
  const areas = everything.areas.map((one) => (one.area === area ? { ...one, state: 'off' as const } : one));
  return (
    <CompanyProvider status={{ ...everything, areas }}>
      <HomePage />
    </CompanyProvider>
  );
};

test('what is sold and cannot be invoiced is not left lying', async () => {
  script();
  await show(without('finance'), { path: '/home', at: '/home' });
  expect(await screen.findByRole('link', { name: /Open board/ })).toBeTruthy();
  expect(screen.queryByRole('link', { name: /Won, not yet invoiced/ })).toBeNull();
});

test('nothing leads into an area that is switched off', async () => {
  script();
  await show(without('sales'), { path: '/home', at: '/home' });
  expect(await screen.findByText(/^Invoiced in/)).toBeTruthy();
  for (const name of [/Won, not yet invoiced/, /Open Today/, /Open board/])
    expect(screen.queryByRole('link', { name })).toBeNull();
  expect(screen.queryByText('Negotiation')).toBeNull();
});

test('with nothing to do it says so', async () => {
  script({ exceptions: [] }, []);
  await show(page(), { path: '/home', at: '/home' });
  expect(await screen.findByText('Nothing needs you today.')).toBeTruthy();
});

test('a new company is told what its papers lack, until the list is put away', async () => {
  script();
  const { user } = await show(page(), { path: '/home', at: '/home' });
  const address = await screen.findByRole('link', { name: 'Address and tax number' });
  expect(address.getAttribute('href')).toContain('/settings/branch');
  expect(screen.getAllByRole('link', { name: /Address|Bank|Logo|Number of|second place/ })).toHaveLength(5);
  await user.click(screen.getByRole('button', { name: 'Put away' }));
  expect(screen.queryByText('Still to set up')).toBeNull();
});

test('the list is put away where nothing more can be remembered', async () => {
  script();
  const { user } = await show(page(), { path: '/home', at: '/home' });
  const button = await screen.findByRole('button', { name: 'Put away' });
  const setItem = () => {
    throw new DOMException('full', 'QuotaExceededError');
  };
  vi.stubGlobal('localStorage', { getItem: () => null, setItem });
  await user.click(button);
  expect(screen.queryByText('Still to set up')).toBeNull();
});

test('a seller whose law asks for no tax number is done with its address', async () => {
  script({}, [], { ...branch, tax_scheme: 'sales_us', lacks_tax_number: false });
  await show(page(), { path: '/home', at: '/home' });
  expect(await screen.findByText('Still to set up')).toBeTruthy();
  expect(screen.queryByRole('link', { name: 'Address and tax number' })).toBeNull();
});
