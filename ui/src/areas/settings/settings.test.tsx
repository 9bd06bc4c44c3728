/** Settings and catalogue against a scripted core. */
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { CompanyProvider } from '@/app/company';
import { english } from '@/app/messages';
import { type Item, permissions, type TaxClass } from '@/host/generated';
import { scriptCore } from '@/test/core';
import { selling } from '@/test/deals';
import { branch, users } from '@/test/fixtures';
import { testLocales } from '@/test/pseudo';
import { expectAccessible, show } from '@/test/render';
import ItemPage from '../catalogue/ItemPage';
import TaxClasses from '../catalogue/TaxClasses';
import AreaSettings from './AreaSettings';
import BranchSettings from './BranchSettings';
import UserSettings from './UserSettings';

const taxClass: TaxClass = {
  id: 'class-1',
  scheme: 'gst_in',
  key: 'standard',
  name: 'GST 18%',
  archived: false,
  is_sold: true,
  holds_today: true,
  version: 1,
  rates: [
    {
      id: 'rate-1',
      code: 'CGST',
      rate: '9',
      category: 'S',
      supply: 'intra',
      valid_from: '2017-07-01',
      valid_to: null,
    },
  ],
};

const item: Item = {
  id: 'item-1',
  code: 'ITM-0003',
  version: 2,
  kind: 'product',
  name: 'Access point',
  description: '',
  unit: 'nos',
  uqc: 'NOS',
  hsn_sac: '851762',
  currency: 'INR',
  price: '11900',
  price_includes_tax: false,
  cost: null,
  archived: false,
  tax_classes: [{ id: 'class-1', scheme: 'gst_in', name: 'GST 18%' }],
  list_prices: [],
  can_delete: false,
  owner_id: null,
  created_ms: 1_795_000_000_000,
};

const core = (more: Parameters<typeof scriptCore>[0] = {}) =>
  scriptCore({
    'branch.list': () => ({ rows: [branch] }),
    'branch.update': () => ({ rows: [{ ...branch, version: 5 }], warnings: [] }),
    'user.list': () => users,
    'user.create': () => ({ id: 'user-9' }),
    'permission_set.list': () => ({
      rows: [
        {
          id: 'set-1',
          name: 'Sales',
          preset: 'sales',
          grants: [{ permission: 'customer.read', scope: 'team' }],
          version: 1,
        },
        { id: 'set-2', name: 'Owner', preset: 'owner', grants: [], version: 1 },
        { id: 'set-3', name: 'Bookkeepers', preset: 'finance', grants: [], version: 2 },
        { id: 'set-4', name: 'Viewer', preset: 'viewer', grants: [], version: 1 },
      ],
    }),
    'permission_set.save': () => ({ id: 'set-9' }),
    'area.switch': (request) => request,
    'tax_class.list': () => ({ rows: [taxClass] }),
    'tax_class.update': ({ id, version }) => ({ id, version: version + 1 }),
    'item.get': () => item,
    'item.units': () => ({ units: [{ unit: 'nos', uqc: 'NOS' }], uqc: ['NOS', 'KGS'] }),
    'item.update': ({ id, version }) => ({ id, version: version + 1, warnings: [] }),
    ...more,
  });

describe.each(testLocales)('in $name axe finds nothing on', (language) => {
  test.each([
    ['the letterhead', <BranchSettings key="b" />],
    ['the users', <UserSettings key="u" />],
    ['the areas', <AreaSettings key="a" />],
    ['the tax classes', <TaxClasses key="t" />],
    ['an item', <ItemPage key="i" />],
  ])('%s', async (_, page) => {
    core();
    await show(page, { language });
    await waitFor(() =>
      expect(document.querySelectorAll('form, table, ul.area-list').length).toBeGreaterThan(0),
    );
    await expectAccessible();
  });
});

test('only what was changed of a branch is sent, against the version that was seen', async () => {
  const scripted = core();
  const { user, say } = await show(<BranchSettings />);
  await user.type(
    await screen.findByRole('textbox', { name: new RegExp(say('tax_id.gstin')) }),
    '27AAAFM0000A1ZG',
  );
  await user.keyboard('{Control>}{Enter}{/Control}');
  const typed = { id: 'branch-1', version: 4, set: { tax_number: '27AAAFM0000A1ZG' } };
  await waitFor(() => expect(scripted.asked('branch.update')).toEqual([typed]));
  await user.click(screen.getByRole('button', { name: new RegExp(say('branch.tax_standing')) }));
  await user.click(await screen.findByRole('option', { name: say('branch.tax_standing.composition') }));
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() =>
    expect(scripted.asked('branch.update')[1]).toMatchObject({ tax_standing: 'composition' }),
  );
});

test('what a branch sells under is put right, and stays once a paper went out', async () => {
  const scripted = core();
  const { user, say } = await show(<BranchSettings />);
  const currency = await screen.findByRole<HTMLInputElement>('textbox', { name: say('document.currency') });
  await user.clear(currency);
  await user.type(currency, 'KES');
  await user.click(screen.getByRole('button', { name: new RegExp(say('branch.tax_rounding')) }));
  await user.click(await screen.findByRole('option', { name: say('branch.tax_rounding.per_rate') }));
  const zone = screen.getByRole('combobox', { name: say('branch.time_zone') });
  await user.clear(zone);
  await user.type(zone, 'nairobi');
  await user.click(await screen.findByRole('option', { name: 'Africa/Nairobi' }));
  currency.focus();
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() =>
    expect(scripted.asked('branch.update')).toEqual([
      {
        id: 'branch-1',
        version: 4,
        set: {},
        rules: { currency: 'KES', tax_rounding: 'per_rate', time_zone: 'Africa/Nairobi' },
      },
    ]),
  );
});

test('a branch whose papers went out keeps its country, currency and year', async () => {
  core({ 'branch.list': () => ({ rows: [{ ...branch, has_papers: true }] }) });
  const { say } = await show(<BranchSettings />);
  expect(await screen.findByText(say('branch.rules_stay'))).toBeTruthy();
  const currency = screen.getByRole<HTMLInputElement>('textbox', { name: say('document.currency') });
  expect(currency.readOnly).toBe(true);
});

test('what is fixed by the first paper is fixed at once', async () => {
  let has_papers = false;
  const scripted = core({ 'branch.list': () => ({ rows: [{ ...branch, has_papers }] }) });
  const { say } = await show(<BranchSettings />);
  await screen.findByRole('textbox', { name: say('document.currency') });
  for (const tag of ['document', 'payment', 'billing_plan']) {
    has_papers = !has_papers;
    scripted.change([tag]);
    await waitFor(() => expect(screen.queryByText(say('branch.rules_stay')) !== null).toBe(has_papers));
  }
});

test('a further branch is added with its country', async () => {
  const scripted = core({
    'branch.create': ({ name }) => ({ rows: [branch, { ...branch, id: 'branch-2', name }] }),
  });
  const { user, say } = await show(<BranchSettings />);
  await user.click(await screen.findByRole('button', { name: say('branch.add') }));
  const dialog = await screen.findByRole('dialog');
  await user.type(within(dialog).getByRole('textbox', { name: say('branch.legal_name') }), 'Sample FZE');
  await user.click(within(dialog).getByRole('button', { name: new RegExp(say('first.country')) }));
  await user.click(await screen.findByRole('option', { name: 'United Arab Emirates' }));
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() =>
    expect(scripted.asked('branch.create')).toEqual([{ name: 'Sample FZE', country: 'AE' }]),
  );
});

test('a user is made with the rights that were ticked', async () => {
  const scripted = core();
  const { user, say } = await show(<UserSettings />);
  await user.click(await screen.findByRole('button', { name: new RegExp(say('user.new')) }));
  const dialog = await screen.findByRole('dialog');
  await user.type(within(dialog).getByRole('textbox', { name: say('user.name') }), 'Rohan');
  await user.click(within(dialog).getByRole('checkbox', { name: say('user.preset.sales') }));
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() =>
    expect(scripted.asked('user.create')).toEqual([
      { name: 'Rohan', email: '', permission_set_ids: ['set-1'] },
    ]),
  );
});

test('only areas with screens can be switched', async () => {
  const scripted = core();
  const { user, say } = await show(<AreaSettings />);
  const areas = await screen.findAllByRole('radiogroup');
  expect(areas.map((area) => area.getAttribute('aria-label'))).not.toContain(say('area.support'));
  const [pilot] = await screen.findAllByRole('radio', { name: say('area.state.pilot') });
  await user.click(pilot as HTMLElement);
  await waitFor(() => expect(scripted.asked('area.switch')).toEqual([{ area: 'sales', state: 'pilot' }]));
});

test('an item is changed field by field', async () => {
  const scripted = core();
  const { user, say } = await show(<ItemPage />);
  const price = await screen.findByRole('textbox', { name: new RegExp(`^${say('item.price')}`) });
  await user.clear(price);
  await user.type(price, '12,500');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() =>
    expect(scripted.asked('item.update')).toEqual([{ id: 'item-1', version: 2, set: { price: '12,500' } }]),
  );
});

test('an item says what stands to a person who may only read, whatever was typed before', async () => {
  core();
  const price = async (say: (id: string) => string) =>
    screen.findByRole<HTMLInputElement>('textbox', { name: new RegExp(`^${say('item.price')}`) });
  const first = await show(<ItemPage />);
  const before = (await price(first.say)).value;
  await first.user.type(await price(first.say), '5');
  first.unmount();
  const { say } = await show(
    <CompanyProvider status={selling}>
      <ItemPage />
    </CompanyProvider>,
  );
  expect((await price(say)).value).toBe(before);
  expect(screen.queryByText(say('form.restored'))).toBeNull();
});

test('a rate gets its last day and a new one follows', async () => {
  const scripted = core();
  const { user, say } = await show(<TaxClasses />);
  await user.click(await screen.findByRole('button', { name: say('tax.edit_of', { name: 'GST 18%' }) }));
  const dialog = await screen.findByRole('dialog');
  await user.type(
    within(dialog).getByRole('textbox', { name: new RegExp(`^${say('price_list.to')}`) }),
    '2026-12-31',
  );
  await user.click(within(dialog).getByRole('button', { name: new RegExp(say('tax.add_rate')) }));
  await user.type(
    within(dialog).getAllByRole('textbox', { name: say('tax.code') })[1] as HTMLElement,
    'CGST',
  );
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(scripted.asked('tax_class.update')).toHaveLength(1));
  expect(scripted.asked('tax_class.update')[0]?.set.rates).toMatchObject([
    { id: 'rate-1', code: 'CGST', valid_to: '2026-12-31' },
    { code: 'CGST', supply: 'any' },
  ]);
});

test('a set of ones own is made, and the owner’s set cannot be changed', async () => {
  const scripted = core();
  const { user, say } = await show(<UserSettings />);
  await user.click(await screen.findByRole('button', { name: new RegExp(say('user.new_set')) }));
  const sheet = await screen.findByRole('dialog');
  await user.type(within(sheet).getByRole('textbox', { name: say('user.set_name') }), 'Desk');
  await user.click(within(sheet).getByRole('button', { name: new RegExp(say('permission.customer.read')) }));
  await user.click(await screen.findByRole('option', { name: say('user.reach.team') }));
  await expectAccessible();
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() =>
    expect(scripted.asked('permission_set.save')).toEqual([
      { name: 'Desk', grants: [{ permission: 'customer.read', scope: 'team' }] },
    ]),
  );
  expect(
    screen.queryByRole('button', { name: say('user.edit_set_of', { name: say('user.preset.owner') }) }),
  ).toBeNull();
});

test('a preset has the name it was given, and changing its rights alone does not rename it', async () => {
  const scripted = core();
  const { user, say } = await show(<UserSettings />);
  expect(await screen.findByText('Bookkeepers')).toBeTruthy();
  expect(screen.queryByText(say('user.preset.finance'))).toBeNull();
  const viewer = say('user.preset.viewer');
  await user.click(screen.getByRole('button', { name: say('user.edit_set_of', { name: viewer }) }));
  const sheet = await screen.findByRole('dialog');
  await user.click(within(sheet).getByRole('button', { name: new RegExp(say('action.save')) }));
  await waitFor(() =>
    expect(scripted.asked('permission_set.save')).toEqual([
      { id: 'set-4', version: 1, name: 'Viewer', grants: [] },
    ]),
  );
});

test('a number of the seller whose check does not fit says so at its field until another is typed', async () => {
  const doubt = { path: 'set.tax_number', message_id: 'warning.tax_id', params: { number: '27X' } };
  core({ 'branch.list': () => ({ rows: [{ ...branch, tax_number: '27X', doubts: [doubt] }] }) });
  const { user, say } = await show(<BranchSettings />);
  const text = say('warning.tax_id', { number: '27X' });
  expect(await screen.findByText(text)).toBeTruthy();
  await user.type(screen.getByLabelText(new RegExp(say('tax_id.gstin'))), '1');
  await waitFor(() => expect(screen.queryByText(text)).toBeNull());
});

test('every right has words', () => {
  for (const permission of permissions) expect(english).toHaveProperty([`permission.${permission}`]);
});
