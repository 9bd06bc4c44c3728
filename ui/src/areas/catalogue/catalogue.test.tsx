/** The screens of the catalogue against a scripted core. */
import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Item, PriceList } from '@/host/generated';
import { scriptCore } from '@/test/core';
import { show } from '@/test/render';
import ItemPage from './ItemPage';
import PriceListPage from './PriceListPage';

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
    'price_list.lines': ({ offset = 0 }) => ({ rows: offset === 0 ? [line(1)] : [line(201)], next: null }),
  });
  const { user, say } = await show(<PriceListPage />, { path: '/lists/$id', at: '/lists/list-1' });
  await screen.findByText('Item 1');
  await user.click(screen.getByRole('button', { name: say('list.show_more') }));
  expect(await screen.findByText('Item 201')).toBeTruthy();
  expect(screen.getByText('Item 1')).toBeTruthy();
  expect(screen.queryByRole('button', { name: say('list.show_more') })).toBeNull();
});
