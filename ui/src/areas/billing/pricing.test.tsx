/** The price of a picked line follows its quantity, customer and seller; what was typed by hand or sold stays. */
import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { DraftInput, ItemPickRequest, LineInput } from '@/host/generated';
import { core, draftInvoice, item, totals } from '@/test/billing';
import { show } from '@/test/render';
import InvoicePage from './InvoicePage';
import NewInvoice from './NewInvoice';

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

const falcon = {
  'search.find': () => ({
    seq: 0,
    hits: [
      {
        id: 'customer-2',
        customer_id: 'customer-2',
        kind: 'customer',
        title: 'Falcon Trading',
        customer: null,
        badge: null,
        amount: null,
      },
    ],
  }),
};

async function edit(
  lines: LineInput[],
  more: Parameters<typeof core>[0] = {},
  head: Partial<DraftInput> = {},
) {
  const draft = { customer_id: 'customer-1', payment_term: { days: 30 }, lines, ...head };
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
  const { scripted, user, say, cell } = await edit(
    [line, { ...line, id: 'stored-2', unit_price: '1200' }],
    falcon,
  );
  const who = screen.getByRole('combobox', { name: say('kind.customer') });
  await user.clear(who);
  await user.type(who, 'falcon');
  await user.click(await screen.findByRole('option', { name: 'Falcon Trading' }));
  await waitFor(() => expect(cell('lines.price').value).toBe(''));
  expect(cell('lines.price', '2').value).toBe('1,200.00');
  expect(scripted.asked('item.pick').at(-1)).toMatchObject({ customer_id: 'customer-2' });
});

test('what a saved draft has from its customer leaves with that customer', async () => {
  const head = {
    currency: 'USD',
    rate: '83',
    rate_date: '2026-11-20',
    rate_source: 'typed',
    language: 'fr',
    contact_id: 'contact-1',
    deal_id: 'deal-1',
    place_of_supply: '29',
    reverse_charge: true,
    prices_include_tax: false,
    order_no: 'PO 12',
  };
  const { scripted, user, say } = await edit([line], falcon, head);
  const who = screen.getByRole('combobox', { name: say('kind.customer') });
  await user.clear(who);
  await user.type(who, 'falcon');
  await user.click(await screen.findByRole('option', { name: 'Falcon Trading' }));
  const asked = () => scripted.asked('document.price').at(-1)?.draft;
  await waitFor(() => expect(asked()?.customer_id).toBe('customer-2'));
  const gone = ['currency', 'rate', 'rate_date', 'rate_source', 'language', 'reverse_charge'] as const;
  for (const name of [...gone, 'contact_id', 'deal_id'] as const)
    expect(asked()?.[name], name).toBeUndefined();
  expect(asked()).toMatchObject({ order_no: 'PO 12', prices_include_tax: false });
});

test('a line without tax is priced as one', async () => {
  const { scripted, user, say } = await edit([{ ...line, tax_class_id: 'class-1' }], {
    'tax_class.list': () =>
      ({ rows: [{ id: 'class-1', key: 'standard', name: 'GST 18%', scheme: 'gst_in' }] }) as never,
    'item.pick': ({ no_tax }) => ({
      currency: 'INR',
      hits: [{ ...item, price: { ...item.price, unit_price: no_tax ? '1357' : '1150' } }],
    }),
  });
  await user.click(screen.getByRole('button', { name: say('lines.more_of', { number: '1' }) }));
  await user.click(await screen.findByRole('button', { name: new RegExp(say('lines.tax_class')) }));
  await user.click(await screen.findByRole('option', { name: say('lines.no_tax') }));
  await waitFor(() =>
    expect(scripted.asked('document.price').at(-1)?.draft.lines?.[0]?.unit_price).toBe('1357'),
  );
});

test('leaving while the first save is on its way makes one invoice', async () => {
  let answer: (made: { id: string; version: number; number: null }) => void = () => undefined;
  const scripted = core({
    'item.pick': pick,
    'invoice.create': () => new Promise((resolve) => (answer = resolve)),
  });
  const { user, say, router } = await show(<NewInvoice />, {
    at: '/invoices/new?customer=customer-1',
    path: '/invoices/new',
  });
  await user.type(await screen.findByRole('combobox', { name: say('lines.add') }), 'cab');
  await user.click(await screen.findByRole('option', { name: /Structured cabling/ }));
  await waitFor(() => expect(scripted.asked('invoice.create')).toHaveLength(1));
  await user.click(screen.getByRole('button', { name: say('action.close') }));
  await waitFor(() => expect(router.state.location.pathname).not.toBe('/invoices/new'));
  answer({ id: 'invoice-9', version: 1, number: null });
  await waitFor(() => expect(Object.keys(localStorage)).toEqual([]));
  expect(scripted.asked('invoice.create')).toHaveLength(1);
});

const refused = (path: string) => ({
  code: 'invalid' as const,
  message_id: 'error.invalid',
  params: {},
  fields: [{ path, message_id: 'error.negative', params: {} }],
});

test('a row proposes items whatever stands in its quantity, and keeps it where none was typed', async () => {
  const told: string[] = [];
  const { user, say, priced, cell } = await edit(
    [{ ...line, item_id: undefined, description: '3 x old cable', quantity: 'ten' }],
    {
      'item.pick': (request) => {
        if (request.quantity !== 'ten') return pick(request);
        told.push(request.quantity);
        return refused('quantity');
      },
      'document.price': () => refused('lines[0].quantity'),
    },
  );
  const name = say('lines.cell', { label: say('lines.item'), number: '1' });
  await user.click(screen.getByRole('combobox', { name }));
  await user.keyboard('{ArrowDown}');
  await user.click(await screen.findByRole('option', { name: /Structured cabling/ }));
  expect(told).toContain('ten');
  await waitFor(() => expect(priced()).toMatchObject({ item_id: 'item-1', quantity: 'ten' }));
  expect(cell('lines.quantity').value).toBe('ten');
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

/** A core that reads quantities as whole numbers, and wants a rate for what is not in rupees. */
const reads: Parameters<typeof core>[0] = {
  'document.price': ({ draft }) => {
    const lines = draft.lines ?? [];
    const wrong = lines.findIndex(({ quantity }) => !/^[\d*]+$/.test(quantity ?? ''));
    if (wrong >= 0) return refused(`lines[${wrong}].quantity`);
    if (draft.currency === 'USD') return refused('rate');
    const [first] = totals.lines;
    return {
      ...totals,
      lines: lines.map(({ quantity = '1', unit_price = '' }) => ({
        ...(first as (typeof totals.lines)[number]),
        quantity: quantity === '16*4' ? '64' : quantity,
        unit_price,
        net: `${unit_price}.00`,
      })),
    };
  },
};
const foot = () => screen.getByText(/86,848/, { selector: '.foot *' }).closest('[aria-live]');
const late = () => foot()?.getAttribute('data-late');
const cheap: LineInput = { id: 'stored-1', description: 'Screw', quantity: '1', unit_price: '2' };
const dear: LineInput = { id: 'stored-2', description: 'Rack', quantity: '2', unit_price: '18000' };

test('a cell says what was typed, and figures that were refused are told from those that hold', async () => {
  const { user, say, type, cell } = await edit([{ ...dear, quantity: '16*4' }], reads);
  await waitFor(() => expect(cell('lines.quantity').value).toBe('64'));
  expect(late()).toBeNull();
  await type('lines.quantity', 'abc');
  await user.tab();
  expect(await screen.findByText(say('error.negative'))).toBeTruthy();
  expect(cell('lines.quantity').value).toBe('abc');
  expect(late()).toBe('true');
  expect(screen.getByRole('table', { name: say('lines.title') }).dataset.late).toBe('true');
  await type('lines.quantity', '3');
  await waitFor(() => expect(late()).toBeNull());
});

test('the page of a draft that cannot be printed is told from one that says what stands in the form', async () => {
  const isRefused = (lines: readonly LineInput[] = []) => lines.some(({ quantity }) => quantity === 'abc');
  const { say, type } = await edit([dear], {
    ...reads,
    'document.draft_pages': ({ draft }) =>
      isRefused(draft.lines) ? refused('lines[0].quantity') : { pages: 1, warnings: [] },
  });
  const page = () => screen.findByRole('img');
  expect((await page()).dataset.late).toBeUndefined();
  await type('lines.quantity', 'abc');
  expect(await screen.findByText(say('preview.late'))).toBeTruthy();
  expect((await page()).dataset.late).toBe('true');
  await type('lines.quantity', '3');
  await waitFor(() => expect(screen.queryByText(say('preview.late'))).toBeNull());
  expect((await page()).dataset.late).toBeUndefined();
});

test('each line keeps its own figures when another is taken away and the rest is refused', async () => {
  const { user, say } = await edit([cheap, dear], reads);
  const amount = (number: string, net: string) =>
    screen.queryByRole('button', { name: say('lines.why', { number, amount: net }) });
  await waitFor(() => expect(amount('2', '18,000.00')).toBeTruthy());
  const quantity = say('lines.cell', { label: say('lines.quantity'), number: '2' });
  await user.type(screen.getByRole('textbox', { name: quantity }), 'abc');
  await user.click(
    screen.getByRole('combobox', { name: say('lines.cell', { label: say('lines.item'), number: '1' }) }),
  );
  await user.keyboard('{Control>}{Backspace}{/Control}');
  await screen.findByText(say('error.negative'));
  await waitFor(() => expect(amount('1', '18,000.00')).toBeTruthy());
  expect(amount('1', '2.00')).toBeNull();
});

test('figures in another currency than the one typed stand nowhere but at the foot, in their own', async () => {
  const { user, say } = await edit([dear], reads, { currency: 'INR' });
  const why = say('lines.why', { number: '1', amount: '18,000.00' });
  await screen.findByRole('button', { name: why });
  await user.click(screen.getByRole('button', { name: say('document.more') }));
  const currency = screen.getByRole('textbox', { name: say('document.currency') });
  await user.clear(currency);
  await user.type(currency, 'USD');
  await waitFor(() => expect(late()).toBe('true'));
  await screen.findByRole('columnheader', { name: /\$/ });
  expect(screen.queryByRole('button', { name: why })).toBeNull();
  expect(screen.queryByText('CGST 9 %')).toBeNull();
  expect(foot()?.textContent).toContain('₹86,848.00');
});
