/** The price of a picked line follows its quantity, customer and seller; what was typed by hand or sold stays. */
import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { ItemPickRequest, LineInput } from '@/host/generated';
import { core, draftInvoice, item } from '@/test/billing';
import { show } from '@/test/render';
import InvoicePage from './InvoicePage';

const line: LineInput = {
  id: 'stored-1',
  item_id: 'item-1',
  description: item.name,
  quantity: '5',
  unit_price: '1150',
};

/** Ten and more cost 990; the customer from Dubai pays in dirhams, where the price is typed. */
const pick = ({ quantity, customer_id }: ItemPickRequest) => {
  const unit_price = Number(quantity ?? 1) >= 10 ? '990' : '1150';
  const price = customer_id === 'customer-2' ? null : { ...item.price, unit_price };
  return { currency: 'INR', hits: [{ ...item, price }] };
};

async function edit(lines: LineInput[], more: Parameters<typeof core>[0] = {}) {
  const draft = { customer_id: 'customer-1', payment_term: { days: 30 }, lines };
  const scripted = core({
    'invoice.get': () => ({ ...draftInvoice, draft }),
    'item.pick': pick,
    ...more,
  });
  const shown = await show(<InvoicePage />, { path: '/invoices/$id', at: '/invoices/invoice-9' });
  await screen.findAllByDisplayValue(lines[0]?.description ?? '');
  const cell = (label: 'lines.quantity' | 'lines.price', number = '1') =>
    screen.getByRole<HTMLInputElement>('textbox', {
      name: shown.say('lines.cell', { label: shown.say(label), number }),
    });
  const type = async (label: Parameters<typeof cell>[0], text: string) => {
    await shown.user.clear(cell(label));
    await shown.user.type(cell(label), text);
  };
  const priced = () => scripted.asked('document.price').at(-1)?.draft.lines?.[0];
  return { ...shown, scripted, cell, type, priced };
}

test('a line asks again for its price when its quantity changes, unless it was typed by hand', async () => {
  const { scripted, type, priced } = await edit([line]);
  await type('lines.quantity', '12');
  await waitFor(() => expect(priced()).toMatchObject({ quantity: '12', unit_price: '990' }));
  await type('lines.price', '1000');
  await type('lines.quantity', '2');
  await waitFor(() => expect(priced()).toMatchObject({ quantity: '2', unit_price: '1000' }));
  expect(scripted.asked('item.pick').at(-1)).toMatchObject({ item_id: 'item-1', customer_id: 'customer-1' });
});

test('whoever issues right after typing the quantity issues at its price', async () => {
  const slow = (request: ItemPickRequest) =>
    new Promise<ReturnType<typeof pick>>((answer) => setTimeout(() => answer(pick(request)), 80));
  const { scripted, type, user } = await edit([line], { 'item.pick': slow });
  await type('lines.quantity', '12');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(scripted.asked('invoice.issue')).toHaveLength(1));
  expect(scripted.asked('invoice.update').at(-1)?.draft.lines).toEqual([
    expect.objectContaining({ quantity: '12', unit_price: '990' }),
  ]);
});

test('another customer brings another price, and none where none holds in that currency', async () => {
  const found = { kind: 'customer', title: 'Falcon Trading', customer: null };
  const { scripted, user, say, cell } = await edit([line, { ...line, id: 'stored-2', unit_price: '1200' }], {
    'search.find': () => ({ seq: 0, hits: [{ ...found, id: 'customer-2', customer_id: 'customer-2' }] }),
  });
  const who = screen.getByRole('combobox', { name: say('kind.customer') });
  await user.clear(who);
  await user.type(who, 'falcon');
  await user.click(await screen.findByRole('option', { name: 'Falcon Trading' }));
  await waitFor(() => expect(cell('lines.price').value).toBe(''));
  expect(cell('lines.price', '2').value).toBe('1,200.00');
  expect(scripted.asked('item.pick').at(-1)).toMatchObject({ customer_id: 'customer-2' });
});

test('"12 x name" in a line brings its quantity and the price of as many', async () => {
  const { user, say, priced, scripted } = await edit([
    { ...line, item_id: undefined, description: 'Cabling' },
  ]);
  const what = screen.getByRole('combobox', {
    name: say('lines.cell', { label: say('lines.item'), number: '1' }),
  });
  await user.clear(what);
  await user.type(what, '12 x cab');
  await user.click(await screen.findByRole('option', { name: /Structured cabling/ }));
  await waitFor(() => expect(priced()).toMatchObject({ quantity: '12', unit_price: '990' }));
  await user.clear(what);
  await user.type(what, 'cab');
  await screen.findByRole('option', { name: /Structured cabling/ });
  expect(scripted.asked('item.pick').at(-1)).toMatchObject({ q: 'cab', quantity: '12' });
});

test('what was sold keeps its price when it is invoiced in parts', async () => {
  const sold = { ...line, billing_row_id: 'row-1', quantity: '12', unit_price: '990' };
  const { scripted, type, priced } = await edit([sold]);
  await type('lines.quantity', '5');
  await waitFor(() => expect(priced()).toMatchObject({ quantity: '5', unit_price: '990' }));
  expect(scripted.asked('item.pick')).toEqual([]);
});
