/** The parts in which a sale is invoiced against a scripted core, in every test language. */
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { CompanyProvider } from '@/app/company';
import type {
  BillingMilestoneListResponse,
  BillingMilestoneRow,
  BillingPlan as Plan,
} from '@/host/generated';
import { inr } from '@/test/billing';
import { scriptCore } from '@/test/core';
import { status } from '@/test/fixtures';
import { testLocales } from '@/test/pseudo';
import { expectAccessible, show } from '@/test/render';
import { BillingPlan } from './BillingPlan';

const figures = {
  sold: inr('118000.00'),
  sold_net: inr('100000.00'),
  invoiced: inr('47200.00'),
  invoiced_net: inr('40000.00'),
  to_invoice: inr('70800.00'),
  to_invoice_net: inr('60000.00'),
  collected: inr('0.00'),
};

const plan: Plan = { figures: [figures], rows: [], is_open: true, is_closed: false, drafts: 0 };

const part = (id: string, percent: string, more: Partial<BillingMilestoneRow>): BillingMilestoneRow => ({
  id,
  name: id,
  percent,
  when: { kind: 'by_hand' },
  date: null,
  awaited: null,
  amount: inr('47200.00'),
  invoices: [],
  badge: null,
  ...more,
});

const parts: BillingMilestoneListResponse = {
  rows: [
    part('On order', '40', {
      invoices: [
        {
          id: 'invoice-1',
          number: 'INV/26-27/0001',
          badge: { tone: 'ok', icon: 'check', key: 'badge.paid', params: {} },
        },
      ],
    }),
    part('Delivered', '40', {
      when: { kind: 'date', date: '2026-12-08' },
      date: '2026-12-08',
      badge: { tone: 'warn', icon: 'receipt', key: 'badge.to_bill', params: {} },
    }),
    part('Sign-off', '20', {
      when: { kind: 'reached', project_milestone_id: 'milestone-1' },
      awaited: { project_id: 'project-1', name: 'Handed over', reached_date: null },
      date: '2026-12-18',
    }),
  ],
  reachable: [{ id: 'milestone-1', name: 'Handed over', project: 'PRJ-0001 Plant', due_date: '2026-12-18' }],
  of_deal: false,
  seen: 'first',
};

const core = (list = parts, more: Parameters<typeof scriptCore>[0] = {}) =>
  scriptCore({
    'invoice.list': () => ({ rows: [], next: null }),
    'billing_plan.get': () => plan,
    'billing_milestone.list': () => list,
    'billing_milestone.bill': () => ({ invoice_ids: ['invoice-9'] }),
    'billing_milestone.save': () => ({ ids: [] }),
    'billing_milestone.equal_parts': () => ({
      parts: ['2026-12-31', '2027-01-31', '2027-02-28'].map((date, at) => ({
        name: `${at + 1}/3`,
        percent: '20',
        date,
      })),
    }),
    ...more,
  });

const page = () => (
  <CompanyProvider
    status={{
      ...status,
      user: { ...status.user, permissions: { 'invoice.read': 'all', 'invoice.write': 'all' } },
    }}
  >
    <BillingPlan of={{ deal_id: 'deal-1' }} />
  </CompanyProvider>
);

describe.each(testLocales)('in $name axe finds nothing on', (language) => {
  test('the parts and the form that plans them', async () => {
    core();
    const { user, say } = await show(page(), { language });
    await screen.findByText('Sign-off');
    await expectAccessible();
    await user.click(screen.getByRole('button', { name: say('parts.change') }));
    await screen.findByRole('dialog');
    await expectAccessible();
  });
});

test('whoever closes the rest is told of the drafts that take from it', async () => {
  const scripted = core(parts, {
    'billing_plan.get': () => ({ ...plan, drafts: 2 }),
    'billing_plan.close': () => ({ rows: 1 }),
  });
  const { user, say } = await show(page());
  await user.click(await screen.findByRole('button', { name: say('action.more') }));
  await user.click(await screen.findByRole('menuitem', { name: say('plan.close') }));
  expect(await screen.findByText(say('plan.close_drafts', { count: 2 }))).toBeTruthy();
  await user.type(
    screen.getByRole('textbox', { name: say('reason') }),
    'Not needed{Control>}{Enter}{/Control}',
  );
  await waitFor(() =>
    expect(scripted.asked('billing_plan.close')).toMatchObject([{ deal_id: 'deal-1', reason: 'Not needed' }]),
  );
});

test('where a draft has all of the rest, it is opened, and no other is offered', async () => {
  const refused = { code: 'precondition', message_id: 'error.nothing_left' } as const;
  const drafts = { rows: [{ id: 'invoice-7' }], next: null } as never;
  const more = { 'invoice.list': () => drafts, 'billing_plan.to_invoice': () => refused };
  core(parts, more);
  const { user, say, router, unmount } = await show(page());
  const opens = await screen.findByRole('button', { name: say('plan.open_draft') });
  expect(screen.queryByRole('button', { name: say('parts.change') })).toBeNull();
  await user.click(opens);
  await waitFor(() => expect(router.state.location.pathname).toBe('/invoices/invoice-7'));
  unmount();
  core(parts, { ...more, 'billing_plan.to_invoice': () => ({ id: 'invoice-8', version: 1, warnings: [] }) });
  await show(page());
  expect(await screen.findByRole('button', { name: say('estimate.to_invoice') })).toBeTruthy();
  expect(screen.queryByText(say('plan.on_draft'))).toBeNull();
});

test('a line that waits for the first invoice of a recurring one leads to it, and says on which day that is made', async () => {
  const row = {
    id: 'row-1',
    kind: 'line',
    description: 'Care',
    quantity: '1',
    left: '1',
    sold: inr('1180.00'),
    to_invoice: inr('1180.00'),
    closed: false,
    estimate_id: 'estimate-1',
    first_of: { id: 'recurring-1', code: 'REC-0001', date: '2027-01-01' },
  };
  core(parts, { 'billing_plan.get': () => ({ ...plan, rows: [row] }) });
  const { say } = await show(page());
  const line = (await screen.findByText('Care')).closest('li') as HTMLElement;
  const link = within(line).getByRole('link', { name: 'REC-0001' });
  expect(link.getAttribute('href')).toContain('/recurring-invoices/recurring-1');
  expect(line.textContent).toMatch(/1 Jan(uary)? 2027/);
  expect(within(line).queryByText(say('plan.quantity', { quantity: '1' }))).toBeNull();
});

test('a part is invoiced where it stands, and only one that is not billed', async () => {
  const scripted = core();
  const { user, say, router } = await show(page());
  expect(await screen.findByText('INV/26-27/0001')).toBeTruthy();
  const invoice = (name: string) =>
    screen.queryByRole('button', { name: say('parts.invoice_this', { name }) });
  expect(invoice('On order')).toBeNull();
  await user.click(invoice('Delivered') as HTMLElement);
  await waitFor(() => expect(router.state.location.pathname).toBe('/invoices/invoice-9'));
  expect(scripted.asked('billing_milestone.bill')).toEqual([{ id: 'Delivered' }]);
});

test('what is billed stays out of the form, and what waits for a project names its milestone', async () => {
  const scripted = core();
  const { user, say } = await show(page());
  await user.click(await screen.findByRole('button', { name: say('parts.change') }));
  const dialog = within(await screen.findByRole('dialog'));
  const names = dialog.getAllByRole('textbox', { name: say('parts.name') });
  expect(names.map((field) => (field as HTMLInputElement).value)).toEqual(['Delivered', 'Sign-off']);
  await user.clear(names[1] as HTMLElement);
  await user.type(names[1] as HTMLElement, 'Acceptance');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() =>
    expect(scripted.asked('billing_milestone.save')).toEqual([
      {
        deal_id: 'deal-1',
        seen: 'first',
        milestones: [
          { id: 'Delivered', name: 'Delivered', percent: '40', when: { kind: 'date', date: '2026-12-08' } },
          {
            id: 'Sign-off',
            name: 'Acceptance',
            percent: '20',
            when: { kind: 'reached', project_milestone_id: 'milestone-1' },
          },
        ],
      },
    ]),
  );
});

test('parts that somebody else planned meanwhile are taken before one goes on', async () => {
  let list = { ...parts, rows: parts.rows.slice(0, 2) };
  const scripted = scriptCore({
    'billing_plan.get': () => plan,
    'billing_milestone.list': () => list,
    'billing_milestone.save': () => {
      if (list.seen === 'second') return { ids: [] };
      list = { ...parts, seen: 'second' };
      return { code: 'conflict' as const, message_id: 'error.conflict', fields: [] };
    },
  });
  const { user, say } = await show(page());
  await user.click(await screen.findByRole('button', { name: say('parts.change') }));
  await screen.findByRole('dialog');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await user.click(await screen.findByRole('button', { name: say('form.newest') }));
  const names = within(screen.getByRole('dialog')).getAllByRole('textbox', { name: say('parts.name') });
  expect(names.map((field) => (field as HTMLInputElement).value)).toEqual(['Delivered', 'Sign-off']);
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() =>
    expect(scripted.asked('billing_milestone.save').map(({ seen }) => seen)).toEqual(['first', 'second']),
  );
});

test('a plan of parts begins with a deposit and the rest', async () => {
  const scripted = core({ ...parts, rows: [] });
  const { user, say } = await show(page());
  await user.click(await screen.findByRole('button', { name: say('parts.plan') }));
  await user.click(await screen.findByRole('button', { name: new RegExp(say('action.save')) }));
  await waitFor(() => expect(scripted.asked('billing_milestone.save')).toHaveLength(1));
  expect(scripted.asked('billing_milestone.save')[0]?.milestones.map(({ percent }) => percent)).toEqual([
    '50',
    '50',
  ]);
});

test('equal parts are reckoned by the core and fill the form', async () => {
  const scripted = core();
  const { user, say } = await show(page());
  await user.click(await screen.findByRole('button', { name: say('parts.change') }));
  const dialog = within(await screen.findByRole('dialog'));
  await user.click(dialog.getByRole('button', { name: say('parts.equal') }));
  const count = dialog.getByRole('textbox', { name: say('parts.equal_count') });
  await user.clear(count);
  await user.type(count, '3');
  await expectAccessible();
  await user.click(dialog.getByRole('button', { name: say('parts.equal_fill') }));
  await waitFor(() => expect(dialog.getAllByRole('textbox', { name: say('parts.name') })).toHaveLength(3));
  expect(scripted.asked('billing_milestone.equal_parts')).toEqual([
    { deal_id: 'deal-1', parts: 3, unit: 'month', first: expect.any(String) },
  ]);
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() =>
    expect(
      scripted.asked('billing_milestone.save')[0]?.milestones?.map(({ percent, when }) => [percent, when]),
    ).toEqual([
      ['20', { kind: 'date', date: '2026-12-31' }],
      ['20', { kind: 'date', date: '2027-01-31' }],
      ['20', { kind: 'date', date: '2027-02-28' }],
    ]),
  );
});
