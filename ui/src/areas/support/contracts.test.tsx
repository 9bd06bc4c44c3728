/** Contracts with what they give, the support that items bring, and the settings of both. */
import { screen, waitFor, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, test } from 'vitest';
import { CompanyProvider } from '@/app/company';
import { inr } from '@/test/billing';
import { listenToKeys } from '@/test/keys';
import { testLocales } from '@/test/pseudo';
import { expectAccessible, show } from '@/test/render';
import { contract, contractRow, entitlement, policy, supportCore, supporting } from '@/test/support';
import CategorySettings from './CategorySettings';
import ContractList from './ContractList';
import ContractPage from './ContractPage';
import { CustomerContracts } from './CustomerSupport';
import EntitlementPage from './EntitlementPage';
import { ItemOffer } from './ItemOffer';
import ReplySettings from './ReplySettings';
import SlaSettings from './SlaSettings';

listenToKeys();

const as = (screen: ReactNode) => <CompanyProvider status={supporting}>{screen}</CompanyProvider>;

test.each(testLocales)('contracts, entitlements and settings are accessible in $name', async (language) => {
  supportCore();
  const places: [ReactNode, string, string, string][] = [
    [<ContractList key="1" />, '/contracts', '/contracts', contractRow.name],
    [<ContractPage key="2" />, '/contracts/$id', '/contracts/con-1', 'Support, gold'],
    [<EntitlementPage key="3" />, '/entitlements/$id', '/entitlements/ent-1', 'TKT-0001 Ward 3'],
    [<SlaSettings key="4" />, '/settings/service-levels', '/settings/service-levels', policy.name],
  ];
  for (const [element, path, at, text] of places) {
    const { unmount } = await show(as(element), { path, at, language });
    expect((await screen.findAllByText(text)).length).toBeGreaterThan(0);
    await expectAccessible();
    unmount();
  }
});

test('a month shows the contracts that end in it, and goes again', async () => {
  const core = supportCore();
  const { user, say } = await show(as(<ContractList />), { path: '/contracts', at: '/contracts' });
  await user.click(await screen.findByRole('button', { name: /Mar 2027/ }));
  const asked = () => core.asked('contract.list').at(-1)?.filter;
  await waitFor(() => expect(asked()).toEqual({ month: '2027-03' }));
  await user.click(screen.getByRole('button', { name: new RegExp(`^${say('contract.tab.due')}`) }));
  await waitFor(() => expect(asked()).toEqual({ month: '2027-03', state: 'due' }));
});

test('a contract is made with what was typed, as it was typed', async () => {
  const core = supportCore();
  const { user, say, router } = await show(as(<ContractList />), {
    path: '/contracts',
    at: '/contracts?add=new&customer=customer-1',
  });
  const dialog = await screen.findByRole('dialog');
  const field = (id: string) => within(dialog).getByRole('textbox', { name: new RegExp(`^${say(id)}`) });
  await user.type(field('contract.name'), 'Support');
  await user.type(field('contract.start'), '2026-12-01');
  await user.type(field('contract.end'), '2027-11-30');
  await user.type(field('contract.value'), '1.2 lakh');
  await user.type(field('contract.notice_days'), '30');
  await user.click(within(dialog).getByRole('checkbox', { name: say('contract.auto_renew_text') }));
  await expectAccessible();
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() =>
    expect(core.asked('contract.create')).toEqual([
      {
        customer_id: 'customer-1',
        name: 'Support',
        start: '2026-12-01',
        end: '2027-11-30',
        notice_days: 30,
        auto_renew: true,
        renewal_months: 12,
        value: '1.2 lakh',
      },
    ]),
  );
  await waitFor(() => expect(router.state.location.pathname).toBe('/contracts/con-2'));
});

test('a contract ends with its reason, and a missing one is said at its field', async () => {
  const core = supportCore({
    'contract.end': ({ reason }) =>
      reason === ''
        ? {
            code: 'invalid',
            message_id: 'error.invalid',
            fields: [{ path: 'reason', message_id: 'error.required' }],
          }
        : { id: 'con-1', version: 5 },
  });
  const { user, say } = await show(as(<ContractPage />), { path: '/contracts/$id', at: '/contracts/con-1' });
  await user.click(await screen.findByRole('button', { name: say('action.more') }));
  await user.click(await screen.findByRole('menuitem', { name: say('contract.end_it') }));
  const dialog = await screen.findByRole('dialog');
  const end = within(dialog).getByRole('button', { name: new RegExp(`^${say('contract.end_it')}`) });
  await user.click(end);
  expect((await within(dialog).findAllByText(new RegExp(say('error.required')))).length).toBeGreaterThan(0);
  await user.type(
    within(dialog).getByRole('textbox', { name: say('contract.why') }),
    'Moved to another firm',
  );
  await user.click(end);
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(core.asked('contract.end').at(-1)).toEqual({
    id: 'con-1',
    version: 4,
    reason: 'Moved to another firm',
  });
});

test('a renewal is proposed with one key and opens as an estimate', async () => {
  const core = supportCore();
  const { router, user } = await show(as(<ContractPage />), {
    path: '/contracts/$id',
    at: '/contracts/con-1',
  });
  await screen.findAllByText('Support, gold');
  await user.keyboard('r');
  await waitFor(() => expect(core.asked('contract.propose')).toEqual([{ id: 'con-1', version: 4 }]));
  await waitFor(() => expect(router.state.location.pathname).toBe('/estimates/estimate-7'));
});

test('a contract goes on as was agreed when nothing is written', async () => {
  const core = supportCore();
  const { user, say } = await show(as(<ContractPage />), { path: '/contracts/$id', at: '/contracts/con-1' });
  await user.click(await screen.findByRole('button', { name: say('action.more') }));
  await user.click(await screen.findByRole('menuitem', { name: say('contract.renew') }));
  await screen.findByRole('dialog');
  await expectAccessible();
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(core.asked('contract.renew')).toEqual([{ id: 'con-1', version: 4 }]));
});

test('what was ended can only be taken back, and what merely ran out goes on', async () => {
  const row = { ...contract.row, state: 'ended' as const };
  const core = supportCore({ 'contract.get': () => ({ ...contract, row: { ...row, is_ended: true } }) });
  const { user, say, unmount } = await show(as(<ContractPage />), {
    path: '/contracts/$id',
    at: '/contracts/con-1',
  });
  await user.click(await screen.findByRole('button', { name: say('action.more') }));
  const entries = () => screen.getAllByRole('menuitem').map((entry) => entry.textContent);
  await waitFor(() => expect(entries()).toEqual([say('contract.reopen'), say('action.delete')]));
  await user.click(screen.getByRole('menuitem', { name: say('contract.reopen') }));
  await waitFor(() => expect(core.asked('contract.reopen')).toEqual([{ id: 'con-1', version: 4 }]));
  unmount();
  supportCore({ 'contract.get': () => ({ ...contract, row }) });
  await show(as(<ContractPage />), { path: '/contracts/$id', at: '/contracts/con-1' });
  await user.click(await screen.findByRole('button', { name: say('action.more') }));
  await waitFor(() => expect(entries()).toEqual([say('contract.renew'), say('action.delete')]));
});

test('what was made by mistake goes, and its page is left', async () => {
  const core = supportCore({
    'contract.delete': () => ({ id: 'con-1', version: 5 }),
    'entitlement.delete': () => ({ id: 'ent-1', version: 3 }),
  });
  const leave = async (screenOf: ReactNode, path: string, at: string) => {
    const { router, user, say, unmount } = await show(as(screenOf), { path, at });
    await user.click(await screen.findByRole('button', { name: say('action.more') }));
    await user.click(await screen.findByRole('menuitem', { name: say('action.delete') }));
    await waitFor(() => expect(router.state.location.pathname).not.toBe(at));
    const { pathname } = router.state.location;
    unmount();
    return pathname;
  };
  expect(await leave(<ContractPage />, '/contracts/$id', '/contracts/con-1')).toBe('/contracts');
  expect(core.asked('contract.delete')).toEqual([{ id: 'con-1', version: 4 }]);
  const above = await leave(<EntitlementPage />, '/entitlements/$id', '/entitlements/ent-1');
  expect(above).toBe('/contracts/con-1');
  expect(core.asked('entitlement.delete')).toEqual([{ id: 'ent-1', version: entitlement.row.version }]);
});

test('what an hour beyond costs is agreed on its page, and the last day of notice on that of the contract', async () => {
  const core = supportCore({ 'entitlement.update': () => ({ id: 'ent-1', version: 3 }) });
  const first = await show(as(<EntitlementPage />), {
    path: '/entitlements/$id',
    at: '/entitlements/ent-1',
  });
  const agreed = first.say('fact.add', { label: first.say('entitlement.overage.hours') });
  await first.user.click(await screen.findByRole('button', { name: agreed }));
  await first.user.keyboard('1500{Enter}');
  await waitFor(() =>
    expect(core.asked('entitlement.update')).toMatchObject([{ set: { overage_price: '1500' } }]),
  );
  first.unmount();
  const { user, say } = await show(as(<ContractPage />), { path: '/contracts/$id', at: '/contracts/con-1' });
  const labels = await screen.findAllByText(say('contract.notice_by'));
  const fact = labels.map((label) => label.closest<HTMLElement>('.fact')).find((found) => found !== null);
  await user.click(within(fact as HTMLElement).getByRole('button'));
  await user.clear(screen.getByRole('textbox', { name: say('contract.notice_by') }));
  await user.keyboard('2027-01-30{Enter}');
  await waitFor(() =>
    expect(core.asked('contract.update')).toMatchObject([{ set: { notice_by: '2027-01-30' } }]),
  );
});

test('support that waits for its project begins without it in one step', async () => {
  const core = supportCore({
    'entitlement.get': () => ({
      ...entitlement,
      after_project_id: 'project-1',
      after_project: 'PRJ-0001 Network',
    }),
    'entitlement.begin': () => ({ id: 'ent-1', version: 4 }),
  });
  const { user, say } = await show(as(<EntitlementPage />), {
    path: '/entitlements/$id',
    at: '/entitlements/ent-1',
  });
  await user.click(await screen.findByRole('button', { name: say('action.more') }));
  await user.click(await screen.findByRole('menuitem', { name: say('entitlement.begin') }));
  await waitFor(() =>
    expect(core.asked('entitlement.begin')).toEqual([{ id: 'ent-1', version: entitlement.row.version }]),
  );
});

test('saved replies are kept with what follows from them', async () => {
  const core = supportCore({ 'saved_reply.save': ({ rows }) => ({ rows: rows as never, fields: [] }) });
  const { user, say } = await show(as(<ReplySettings />), {
    path: '/settings/saved-replies',
    at: '/settings/saved-replies',
  });
  await user.type(await screen.findByRole('textbox', { name: say('saved_reply.body') }), '!');
  await expectAccessible();
  await user.click(screen.getByRole('button', { name: new RegExp(`^${say('action.save')}`) }));
  await waitFor(() => expect(core.asked('saved_reply.save')).toHaveLength(1));
  const [row] = core.asked('saved_reply.save')[0]?.rows ?? [];
  expect([row?.id, row?.name, row?.body, row?.follow]).toEqual([
    'reply-1',
    'Done',
    'Dear {contact}!',
    'resolve',
  ]);
});

test('support that a customer buys without a contract counts from today on', async () => {
  const core = supportCore();
  const { user, say } = await show(as(<CustomerContracts customerId="customer-1" />));
  await user.click(await screen.findByRole('button', { name: say('entitlement.new') }));
  const dialog = await screen.findByRole('dialog');
  const field = (id: string) => within(dialog).getByRole('textbox', { name: new RegExp(`^${say(id)}`) });
  await user.type(field('entitlement.name'), 'Ten hours');
  await user.type(field('entitlement.amount.hours'), '10');
  await user.type(field('contract.end'), '2027-11-22');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() =>
    expect(core.asked('entitlement.create')).toEqual([
      {
        customer_id: 'customer-1',
        name: 'Ten hours',
        unit: 'hours',
        amount: '10',
        period: 'month',
        rollover: false,
        start: '2026-11-23',
        end: '2027-11-22',
      },
    ]),
  );
});

test('an item brings support once that is ticked', async () => {
  const core = supportCore({
    'support_offer.get': () => ({ version: 7, offer: null }),
    'support_offer.save': () => ({ version: 8, offer: null }),
  });
  const { user, say } = await show(as(<ItemOffer itemId="item-1" />));
  await user.click(await screen.findByRole('checkbox', { name: say('offer.brings') }));
  await user.type(screen.getByRole('textbox', { name: say('entitlement.amount.hours') }), '5');
  await expectAccessible();
  await user.click(screen.getByRole('button', { name: new RegExp(`^${say('action.save')}`) }));
  await waitFor(() =>
    expect(core.asked('support_offer.save')).toEqual([
      {
        item_id: 'item-1',
        version: 7,
        offer: {
          unit: 'hours',
          amount: '5',
          period: 'month',
          rollover: false,
          months: 12,
          auto_renew: false,
          after_project: false,
        },
      },
    ]),
  );
});

test('a service level is typed in hours and saved in minutes, with its rules', async () => {
  const core = supportCore();
  const { user, say } = await show(as(<SlaSettings />), {
    path: '/settings/service-levels',
    at: '/settings/service-levels',
  });
  await user.click(await screen.findByRole('button', { name: say('sla.edit_of', { name: policy.name }) }));
  const dialog = await screen.findByRole('dialog');
  const urgent = within(dialog).getByRole('group', { name: say('ticket.priority.urgent') });
  await user.type(
    within(urgent).getByRole('textbox', { name: new RegExp(`^${say('sla.response')}`) }),
    '1h 15m',
  );
  await user.click(within(dialog).getByRole('button', { name: say('sla.rule_add') }));
  const rule = within(dialog).getByRole('group', { name: say('sla.rule_no', { no: 1 }) });
  await user.click(within(rule).getByRole('button', { name: new RegExp(say('ticket.category')) }));
  await user.click(await screen.findByRole('option', { name: 'Fault' }));
  await expectAccessible();
  await user.click(within(dialog).getByRole('button', { name: new RegExp(`^${say('action.save')}`) }));
  await waitFor(() => expect(core.asked('sla_policy.save')).toHaveLength(1));
  expect(core.asked('sla_policy.save')[0]).toMatchObject({
    id: 'policy-1',
    version: 2,
    hours: 'business',
    rules: [{ category_id: 'category-1' }],
  });
  expect(core.asked('sla_policy.save')[0]?.targets).toEqual([
    { priority: 'urgent', response_minutes: 75, resolution_minutes: null },
    { priority: 'high', response_minutes: 120, resolution_minutes: 480 },
    { priority: 'normal', response_minutes: null, resolution_minutes: null },
    { priority: 'low', response_minutes: null, resolution_minutes: null },
  ]);
});

test('categories keep their order and whose their tickets are', async () => {
  const core = supportCore({ 'ticket_category.save': ({ rows }) => ({ rows }) as never });
  const { user, say } = await show(as(<CategorySettings />), {
    path: '/settings/ticket-categories',
    at: '/settings/ticket-categories',
  });
  await user.click(await screen.findByRole('button', { name: say('ticket_category.add') }));
  const [, added] = screen.getAllByRole('textbox', { name: say('ticket_category.name') });
  await user.type(added as HTMLElement, 'Question');
  await expectAccessible();
  await user.click(screen.getByRole('button', { name: new RegExp(`^${say('action.save')}`) }));
  await waitFor(() =>
    expect(core.asked('ticket_category.save')).toEqual([
      { rows: [{ id: 'category-1', name: 'Fault', owner_id: 'user-2' }, { name: 'Question' }] },
    ]),
  );
});

const beyond = (price: string | null) => ({
  rows: [
    {
      entitlement_id: 'ent-1',
      name: 'Support, gold',
      unit: 'hours',
      from: '2026-11-01',
      to: '2026-11-30',
      quantity: 150,
      price: price === null ? null : inr(price),
    },
  ],
  amount: price === null ? null : inr('1041.68'),
  currency: 'INR',
  exchange: null,
  billed: [
    {
      document_id: 'estimate-7',
      kind: 'estimate',
      document: 'Support',
      unit: 'hours',
      from: '2026-10-01',
      quantity: 60,
    },
  ],
  excess: [{ name: 'Support, gold', unit: 'hours', from: '2026-10-01', quantity: 30 }],
});

const billing = {
  ...supporting,
  user: {
    ...supporting.user,
    permissions: { ...supporting.user.permissions, 'invoice.read': 'all', 'invoice.write': 'all' },
  },
} as typeof supporting;

test.each(testLocales)('what was used beyond is billed in one step in $name', async (language) => {
  const core = supportCore({
    'overage.to_bill': () => beyond('416.67') as never,
    'overage.bill': () => ({ id: 'invoice-9', version: 1 }),
  });
  const { user, say, router } = await show(
    <CompanyProvider status={billing}>
      <ContractPage />
    </CompanyProvider>,
    { path: '/contracts/$id', at: '/contracts/con-1', language },
  );
  expect(await screen.findByText(say('overage.title'))).toBeTruthy();
  const excess = say('overage.excess', {
    name: 'Support, gold',
    quantity: say('duration.minutes', { minutes: 30 }),
  });
  expect(screen.getByText(excess, { exact: false })).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Support' }).getAttribute('href')).toBe('/estimates/estimate-7');
  await expectAccessible();
  await user.click(screen.getByRole('button', { name: say('overage.bill') }));
  await waitFor(() => expect(core.asked('overage.bill')).toEqual([{ contract_id: 'con-1' }]));
  await waitFor(() => expect(router.state.location.pathname).toBe('/invoices/invoice-9'));
});

test('of several things without a price each is billed on its own page', async () => {
  const [row] = beyond(null).rows;
  supportCore({
    'overage.to_bill': () => ({ ...beyond(null), rows: [row, { ...row, entitlement_id: 'ent-2' }] }) as never,
  });
  const { say } = await show(
    <CompanyProvider status={billing}>
      <ContractPage />
    </CompanyProvider>,
    { path: '/contracts/$id', at: '/contracts/con-1' },
  );
  expect(await screen.findByText(say('overage.each'))).toBeTruthy();
  expect(screen.queryByRole('button', { name: say('overage.bill') })).toBeNull();
  await expectAccessible();
});

test('a price that no contract says is asked for, and a missing one is said at its field', async () => {
  const core = supportCore({
    'overage.to_bill': () => beyond(null) as never,
    'overage.bill': ({ price }) =>
      price
        ? { id: 'invoice-9', version: 1 }
        : {
            code: 'invalid',
            message_id: 'error.invalid',
            fields: [{ path: 'price', message_id: 'error.required' }],
          },
  });
  const { user, say, router } = await show(
    <CompanyProvider status={billing}>
      <EntitlementPage />
    </CompanyProvider>,
    { path: '/entitlements/$id', at: '/entitlements/ent-1' },
  );
  await user.click(await screen.findByRole('button', { name: say('overage.bill') }));
  const dialog = await screen.findByRole('dialog', { name: say('overage.bill') });
  await expectAccessible();
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect((await within(dialog).findAllByText(new RegExp(say('error.required')))).length).toBeGreaterThan(0);
  await user.type(within(dialog).getByRole('textbox', { name: new RegExp(say('overage.price')) }), '1,500');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() =>
    expect(core.asked('overage.bill').at(-1)).toEqual({ entitlement_id: 'ent-1', price: '1,500' }),
  );
  await waitFor(() => expect(router.state.location.pathname).toBe('/invoices/invoice-9'));
});

const euros = { currency: 'EUR', home: 'INR', rate: '90.5', rate_date: '2026-11-20' };

test('what was used beyond in a foreign currency is billed at a rate', async () => {
  const core = supportCore({
    'overage.to_bill': () => ({ ...beyond('416.67'), currency: 'EUR', exchange: euros }) as never,
    'overage.bill': () => ({ id: 'invoice-9', version: 1 }),
  });
  const { user, say, router } = await show(
    <CompanyProvider status={billing}>
      <ContractPage />
    </CompanyProvider>,
    { path: '/contracts/$id', at: '/contracts/con-1' },
  );
  await user.click(await screen.findByRole('button', { name: say('overage.bill') }));
  const dialog = await screen.findByRole('dialog', { name: say('overage.bill') });
  await expectAccessible();
  expect(within(dialog).queryByRole('textbox', { name: new RegExp(say('overage.price')) })).toBeNull();
  const rate = within(dialog).getByRole('textbox', {
    name: new RegExp(say('document.rate', { currency: 'EUR', home: 'INR' })),
  });
  await user.clear(rate);
  await user.type(rate, '91.25');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(core.asked('overage.bill')).toEqual([{ contract_id: 'con-1', rate: '91.25' }]));
  await waitFor(() => expect(router.state.location.pathname).toBe('/invoices/invoice-9'));
});

test('a renewal in a foreign currency is proposed at a rate', async () => {
  const core = supportCore({
    'contract.get': () => ({ ...contract, currency: 'EUR', exchange: euros }),
    'contract.propose': ({ rate }) =>
      rate
        ? { deal_id: 'deal-7', estimate_id: 'estimate-7' }
        : {
            code: 'invalid',
            message_id: 'error.invalid',
            fields: [{ path: 'rate', message_id: 'error.rate_needed' }],
          },
  });
  const { router, user, say } = await show(as(<ContractPage />), {
    path: '/contracts/$id',
    at: '/contracts/con-1',
  });
  await screen.findAllByText('Support, gold');
  await user.keyboard('r');
  const dialog = await screen.findByRole('dialog', { name: say('contract.propose') });
  expect(
    await within(dialog).findByRole('textbox', {
      name: new RegExp(say('document.rate', { currency: 'EUR', home: 'INR' })),
    }),
  ).toBeTruthy();
  await expectAccessible();
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() =>
    expect(core.asked('contract.propose').at(-1)).toEqual({ id: 'con-1', version: 4, rate: '90.5' }),
  );
  await waitFor(() => expect(router.state.location.pathname).toBe('/estimates/estimate-7'));
});
