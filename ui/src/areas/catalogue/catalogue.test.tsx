/** The screens of the catalogue against a scripted core. */
import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { CompanyProvider } from '@/app/company';
import type { Item, ItemHit, PriceList, TaxClass } from '@/host/generated';
import { scriptCore } from '@/test/core';
import { branch, status } from '@/test/fixtures';
import { expectAccessible, show } from '@/test/render';
import ItemList from './ItemList';
import ItemPage from './ItemPage';
import NewItem from './NewItem';
import PriceListPage from './PriceListPage';
import PriceLists from './PriceLists';
import TaxClasses from './TaxClasses';

beforeEach(() => localStorage.clear());

const drafts = () => Object.keys(localStorage).filter((key) => key.startsWith('throughline.draft'));

const item: Item = {
  id: 'item-1',
  code: 'ITEM-0001',
  version: 1,
  kind: 'product',
  name: 'Pump',
  description: '',
  unit: 'pc',
  uqc: '',
  hsn_sac: '',
  currency: 'INR',
  price: '900',
  price_includes_tax: false,
  cost: null,
  archived: false,
  tax_classes: [],
  list_prices: [],
  can_delete: false,
  owner_id: null,
  created_ms: 0,
};

const list: PriceList = {
  id: 'list-1',
  name: 'Dealers',
  currency: 'INR',
  for_all: false,
  prices_include_tax: false,
  valid_from: null,
  valid_to: null,
  holds_today: true,
  lines: 201,
  version: 1,
};

const line = (index: number) => ({
  id: `line-${index}`,
  item_id: `item-${index}`,
  code: '',
  name: `Item ${index}`,
  min_quantity: '0',
  unit_price: '10',
});

const hit: ItemHit = {
  id: 'item-1',
  code: 'ITEM-0001',
  name: 'Pump',
  description: '',
  kind: 'product',
  unit: 'pc',
  hsn_sac: '',
  price: null,
  tax_class_id: null,
  tax_class: '',
};

test('an item shows its price as the core keeps it, and the next save sends what is new alone', async () => {
  let kept = item;
  const scripted = scriptCore({
    'item.get': () => kept,
    'item.units': () => ({ units: [], uqc: [] }),
    'tax_class.list': () => ({ rows: [] }),
    'item.update': ({ id, set }) => {
      kept = { ...kept, version: kept.version + 1, price: set.price ? '1200.5' : kept.price };
      return { id, version: kept.version, warnings: [] };
    },
  });
  const { user, say } = await show(<ItemPage />, { path: '/items/$id', at: '/items/item-1' });
  const price = await screen.findByLabelText<HTMLInputElement>(new RegExp(`^${say('item.price')}`));
  await user.clear(price);
  await user.type(price, '1,200.50');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(price.value).toBe('1200.5'));
  await user.type(screen.getByLabelText(say('item.name')), 's');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() =>
    expect(scripted.asked('item.update').map(({ set }) => set)).toEqual([
      { price: '1,200.50' },
      { name: 'Pumps' },
    ]),
  );
});

test('a price list of many prices shows more of them on demand', async () => {
  scriptCore({
    'price_list.list': () => ({ rows: [list] }),
    'price_list.lines': ({ after }) =>
      after ? { rows: [line(201)], next: null } : { rows: [line(1)], next: 'page-2' },
  });
  const { user, say } = await show(<PriceListPage />, { path: '/lists/$id', at: '/lists/list-1' });
  await screen.findByText('Item 1');
  await user.click(screen.getByRole('button', { name: say('list.show_more') }));
  expect(await screen.findByText('Item 201')).toBeTruthy();
  expect(screen.getByText('Item 1')).toBeTruthy();
  expect(screen.queryByRole('button', { name: say('list.show_more') })).toBeNull();
});

const gst: TaxClass = {
  id: 'class-1',
  name: 'GST 18%',
  scheme: 'gst_in',
  key: 'gst_18',
  is_sold: true,
  archived: false,
  holds_today: true,
  rates: [
    {
      id: 'rate-1',
      code: 'IGST',
      rate: '18',
      supply: 'any',
      category: 'S',
      valid_from: null,
      valid_to: null,
    },
  ],
  version: 1,
};

test('a price list that is gone says so, with the way back', async () => {
  scriptCore({ 'price_list.list': () => ({ rows: [] }) });
  const { say } = await show(<PriceListPage />, {
    path: '/catalogue/price-lists/$id',
    at: '/catalogue/price-lists/gone',
  });
  expect(await screen.findByText(say('price_list.gone'))).toBeTruthy();
  expect(screen.getByRole('button', { name: say('catalogue.price_lists') })).toBeTruthy();
});

test('a price list is searched; a price that was added is named and can be brought into view', async () => {
  let lines = 201;
  const scripted = scriptCore({
    'price_list.list': () => ({ rows: [{ ...list, lines, version: lines }] }),
    'price_list.lines': ({ search }) =>
      search === 'Pump'
        ? { rows: [{ ...line(900), name: 'Pump' }], next: null }
        : { rows: search ? [] : [line(1)], next: null },
    'price_list.save': ({ id }) => {
      lines += 1;
      return { id: id ?? '', version: lines };
    },
    'item.pick': () => ({ currency: 'INR', hits: [{ ...hit, id: 'item-900', name: 'Pump' }] }),
  });
  const { user, say } = await show(<PriceListPage />, { path: '/lists/$id', at: '/lists/list-1' });
  await screen.findByText('Item 1');
  const search = screen.getByRole<HTMLInputElement>('textbox', { name: say('price_list.search') });
  await user.type(search, 'valve');
  expect(await screen.findByText(say('item.none_match'))).toBeTruthy();
  await expectAccessible();
  await user.type(screen.getByRole('combobox', { name: say('kind.item') }), 'pum');
  await user.click(await screen.findByRole('option', { name: /Pump/ }));
  await user.type(screen.getByLabelText(say('item.price')), '12');
  await user.click(screen.getByRole('button', { name: say('price_list.add') }));
  expect(await screen.findByText(say('price_list.added', { name: 'Pump' }))).toBeTruthy();
  expect(search.value).toBe('');
  expect(document.activeElement).toBe(screen.getByRole('combobox', { name: say('kind.item') }));
  await user.click(await screen.findByRole('button', { name: say('price_list.show_added') }));
  expect(await screen.findByRole('link', { name: 'Pump' })).toBeTruthy();
  expect(scripted.asked('price_list.save')[0]?.set).toEqual([
    { item_id: 'item-900', min_quantity: '', unit_price: '12' },
  ]);
});

test('a new item takes another currency, and what was typed outlives a crash until it is saved', async () => {
  const scripted = scriptCore({
    'item.units': () => ({ units: [], uqc: [] }),
    'tax_class.list': () => ({ rows: [] }),
    'item.create': () => ({ id: 'item-9', version: 1, warnings: [] }),
  });
  const first = await show(<NewItem />);
  const { say } = first;
  const currency = () =>
    screen.getByRole<HTMLInputElement>('textbox', { name: new RegExp(`^${say('document.currency')}`) });
  expect(currency().value).toBe('INR');
  await first.user.type(screen.getByLabelText(say('item.name')), 'Valve');
  await first.user.clear(currency());
  await first.user.type(currency(), 'usd');
  first.unmount();
  const { user } = await show(<NewItem />);
  expect(screen.getByText(say('form.restored'))).toBeTruthy();
  expect(currency().value).toBe('usd');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() =>
    expect(scripted.asked('item.create')).toMatchObject([{ name: 'Valve', currency: 'usd' }]),
  );
  await waitFor(() => expect(drafts()).toEqual([]));
});

test('what happened to an item stands in its history, which follows each change', async () => {
  let kept = item;
  const happened = () => ({
    seq: kept.version,
    at_ms: 1_795_320_000_000,
    actor: 'Asha Kulkarni',
    command: 'item.update',
    reason: '',
    own: false,
    changes: [{ table: 'item', column: 'price', before: '800', after: String(kept.price) }],
  });
  const scripted = scriptCore({
    'item.get': () => kept,
    'item.units': () => ({ units: [], uqc: [] }),
    'tax_class.list': () => ({ rows: [] }),
    'history.of_record': () => ({ actions: [happened()], next: null }),
  });
  const { user, say } = await show(<ItemPage />, { path: '/items/$id', at: '/items/item-1' });
  await user.type(await screen.findByLabelText(say('item.name')), 's');
  await user.click(screen.getByRole('tab', { name: say('history.title') }));
  expect(await screen.findByText('900', { selector: 'ins' })).toBeTruthy();
  kept = { ...item, version: 2, price: '950' };
  scripted.change(['item']);
  expect(await screen.findByText('950', { selector: 'ins' })).toBeTruthy();
  await user.click(screen.getByRole('tab', { name: say('customer.overview') }));
  expect((await screen.findByLabelText<HTMLInputElement>(say('item.name'))).value).toBe('Pumps');
});

test('items are narrowed to those of a tax class', async () => {
  const scripted = scriptCore({
    'item.list': () => ({ rows: [], next: null }),
    'item.summary': () => ({ count: 0 }),
    'tax_class.list': () => ({ rows: [gst] }),
  });
  const { user, say } = await show(<ItemList />);
  await user.click(await screen.findByRole('button', { name: new RegExp(say('item.any_tax')) }));
  await user.click(await screen.findByRole('option', { name: gst.name }));
  await waitFor(() => expect(scripted.asked('item.list').at(-1)?.filter).toEqual({ tax_class_id: gst.id }));
  await user.click(await screen.findByRole('button', { name: say('filter.clear_all') }));
  expect(await screen.findByRole('button', { name: new RegExp(say('item.any_tax')) })).toBeTruthy();
});

test('the dialogs of price lists and tax classes keep what was typed, until they are left on purpose', async () => {
  scriptCore({
    'price_list.list': () => ({ rows: [list] }),
    'tax_class.list': () => ({ rows: [gst] }),
  });
  const typed = async (screenOf: () => React.ReactNode, open: string, field: string) => {
    const first = await show(screenOf());
    const { say } = first;
    await first.user.click(await screen.findByRole('button', { name: new RegExp(say(open)) }));
    await first.user.type(screen.getByRole('textbox', { name: say(field) }), 'Season');
    first.unmount();
    const { user, unmount } = await show(screenOf());
    await user.click(await screen.findByRole('button', { name: new RegExp(say(open)) }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByRole<HTMLInputElement>('textbox', { name: say(field) }).value).toBe('Season');
    expect(within(dialog).getByText(say('form.restored'))).toBeTruthy();
    await user.click(within(dialog).getByRole('button', { name: say('action.cancel') }));
    expect(drafts()).toEqual([]);
    unmount();
  };
  await typed(() => <PriceLists />, 'price_list.new', 'item.name');
  await typed(() => <TaxClasses />, 'tax.new', 'item.name');
});

test('an item is taxed under the laws that are sold under; the usual tax is left to the core', async () => {
  const vat: TaxClass = { ...gst, id: 'class-2', name: 'VAT 0%', scheme: 'vat_ae', key: 'zero' };
  const sales: TaxClass = { ...gst, id: 'class-3', name: 'City', scheme: 'sales_us', key: '' };
  const gone: TaxClass = { ...gst, id: 'class-4', name: 'TVA', scheme: 'vat_fr', is_sold: false };
  const classes = [{ id: gone.id, scheme: gone.scheme, name: gone.name }];
  const scripted = scriptCore({
    'item.get': () => ({
      ...item,
      tax_classes: [...classes, { id: gst.id, scheme: gst.scheme, name: gst.name }],
    }),
    'item.units': () => ({ units: [], uqc: [] }),
    'tax_class.list': () => ({ rows: [{ ...gst, key: 'standard' }, vat, sales, gone] }),
    'item.update': ({ id }) => ({ id, version: 2, warnings: [] }),
  });
  const { user, say } = await show(<ItemPage />, { path: '/items/$id', at: '/items/item-1' });
  const under = (scheme: 'gst_in' | 'sales_us' | 'vat_fr') =>
    new RegExp(say('item.tax_under', { scheme: say(`tax.scheme.${scheme}`) }));
  const field = await screen.findByRole('button', { name: under('gst_in') });
  expect(screen.queryByRole('button', { name: under('vat_fr') })).toBeNull();
  expect(screen.getByRole('button', { name: under('sales_us') }).textContent).toContain(say('item.tax_none'));
  await user.click(field);
  await user.click(await screen.findByRole('option', { name: say('item.tax_usual') }));
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() =>
    expect(scripted.asked('item.update').map(({ set }) => set)).toEqual([{ tax_class_ids: [] }]),
  );
});

test('nothing of an item can be typed or sent by who may only read it', async () => {
  const scripted = scriptCore({
    'item.get': () => ({ ...item, uqc: 'NOS' }),
    'item.units': () => ({ units: [{ unit: 'nos', uqc: 'NOS' }], uqc: ['NOS'] }),
    'tax_class.list': () => ({ rows: [gst] }),
    'item.update': ({ id }) => ({ id, version: 2, warnings: [] }),
  });
  const { 'item.write': _, ...permissions } = status.user.permissions;
  const { user, say } = await show(
    <CompanyProvider status={{ ...status, user: { ...status.user, permissions } }}>
      <ItemPage />
    </CompanyProvider>,
    { path: '/items/$id', at: '/items/item-1' },
  );
  await screen.findByLabelText(say('item.name'));
  const open = screen.getAllByRole<HTMLInputElement>('textbox').filter((field) => !field.readOnly);
  expect(open).toEqual([]);
  expect(screen.queryByRole('combobox')).toBeNull();
  const code = await screen.findByRole<HTMLButtonElement>('button', { name: new RegExp(say('item.uqc')) });
  expect(code.disabled).toBe(true);
  await user.type(screen.getByLabelText(say('item.name')), '{Control>}{Enter}{/Control}');
  expect(scripted.asked('item.update')).toEqual([]);
});

test('what a branch sells under is news to the tax classes', async () => {
  let isSold = false;
  const scripted = scriptCore({
    'item.get': () => item,
    'item.units': () => ({ units: [], uqc: [] }),
    'tax_class.list': () => ({ rows: [{ ...gst, is_sold: isSold }] }),
  });
  const { say } = await show(<ItemPage />, { path: '/items/$id', at: '/items/item-1' });
  await screen.findByLabelText(say('item.name'));
  expect(screen.queryByRole('button', { name: new RegExp(say('item.tax')) })).toBeNull();
  isSold = true;
  scripted.change(['company']);
  expect(await screen.findByRole('button', { name: new RegExp(say('item.tax')) })).toBeTruthy();
});

const dubai = { ...branch, id: 'branch-2', name: 'Mulshi Gulf', country: 'AE', tax_scheme: 'vat_ae' };

test('where two sellers work under two laws, a class is made under the chosen one, with its fields', async () => {
  const scripted = scriptCore({
    'branch.list': () => ({ rows: [branch, dubai] }),
    'tax_class.list': () => ({ rows: [gst, { ...gst, id: 'class-2', name: 'VAT 5%', scheme: 'vat_ae' }] }),
    'tax_class.create': () => ({ id: 'class-9', version: 1 }),
  });
  const { user, say } = await show(<TaxClasses />);
  await user.click(await screen.findByRole('button', { name: say('tax.edit_of', { name: 'VAT 5%' }) }));
  const known = await screen.findByRole('dialog');
  expect(within(known).getByText(say('tax.category'))).toBeTruthy();
  expect(within(known).queryByText(say('tax.scheme'))).toBeNull();
  await user.keyboard('{Escape}');
  await user.click(screen.getByRole('button', { name: say('tax.new') }));
  const dialog = await screen.findByRole('dialog');
  expect(within(dialog).getByText(say('tax.supply'))).toBeTruthy();
  await user.click(within(dialog).getByRole('button', { name: new RegExp(say('tax.scheme')) }));
  await user.click(await screen.findByRole('option', { name: say('tax.scheme.vat_ae') }));
  expect(within(dialog).queryByText(say('tax.supply'))).toBeNull();
  await expectAccessible();
  await user.type(within(dialog).getByLabelText(say('item.name')), 'VAT 0%');
  await user.type(within(dialog).getByLabelText(say('tax.code')), 'VAT');
  await user.type(within(dialog).getByLabelText(say('tax.percent')), '0');
  await user.click(within(dialog).getByRole('button', { name: new RegExp(say('tax.create')) }));
  await waitFor(() =>
    expect(scripted.asked('tax_class.create')[0]).toMatchObject({ name: 'VAT 0%', scheme: 'vat_ae' }),
  );
});

test('an item keeps its HSN code where any seller prints it, not only the first', async () => {
  scriptCore({
    'branch.list': () => ({ rows: [dubai, branch] }),
    'item.units': () => ({ units: [], uqc: [] }),
    'tax_class.list': () => ({ rows: [] }),
  });
  const emirates = { ...status, company: { ...status.company, country: 'AE', home_currency: 'AED' } };
  const { say } = await show(
    <CompanyProvider status={emirates}>
      <NewItem />
    </CompanyProvider>,
  );
  expect(await screen.findByLabelText(new RegExp(say('lines.hsn')))).toBeTruthy();
});

test('an item is looked at beside its list', async () => {
  const row = {
    id: 'item-1',
    code: 'ITEM-0001',
    kind: 'product',
    name: 'Pump',
    unit: 'pc',
    hsn_sac: '',
    price: null,
    tax: '',
    badge: null,
    version: 1,
  };
  scriptCore({
    'item.list': () => ({ rows: [row], next: null }) as never,
    'item.summary': () => ({ count: 1 }) as never,
    'tax_class.list': () => ({ rows: [gst] }),
    'item.get': () => ({ ...item, tax_classes: [gst], hsn_sac: '8413' }),
  });
  const { user, say } = await show(<ItemList />);
  await screen.findByText('Pump');
  screen.getByRole('grid').focus();
  await user.keyboard(' ');
  const pane = await screen.findByRole('complementary');
  expect(await within(pane).findByText('8413')).toBeTruthy();
  expect(within(pane).getByText(gst.name)).toBeTruthy();
  expect(within(pane).getByRole('button', { name: new RegExp(say('item.archive')) })).toBeTruthy();
  await expectAccessible();
});
