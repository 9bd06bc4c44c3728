/** The screens of estimates, invoices and payments against a scripted core, in every test language. */
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import type { ErrorBody } from '@/host';
import type { Invoice, InvoiceRow, PaymentRow, Totals } from '@/host/generated';
import { scriptCore } from '@/test/core';
import { customer } from '@/test/fixtures';
import { testLocales } from '@/test/pseudo';
import { expectAccessible, show } from '@/test/render';
import { formOf, inputOf, pastedLines, withIds } from './editor/document-form';
import InvoiceList from './InvoiceList';
import InvoicePage from './InvoicePage';
import NewInvoice from './NewInvoice';
import PaymentList from './PaymentList';

const inr = (amount: string) => ({ amount, currency: 'INR' });

const invoiceRow = (index: number): InvoiceRow => ({
  id: `invoice-${index}`,
  kind: 'invoice',
  number: `INV/26-27/000${index}`,
  customer_id: 'customer-1',
  customer: customer.name,
  subject: 'Office network',
  date: '2026-10-12',
  due_date: '2026-11-11',
  total: inr('118000.00'),
  open: inr(index === 3 ? '0.00' : '118000.00'),
  badge: { tone: 'danger', icon: 'circle-alert', key: 'badge.overdue', params: { days: 12 } },
});

const summary = {
  count: 4,
  totals: [inr('472000.00')],
  open: [inr('354000.00')],
  tabs: [
    { tab: null, count: 9 },
    { tab: 'open' as const, count: 4 },
    { tab: 'void' as const, count: 0 },
  ],
  ageing: [
    { from_days: null, to_days: null, count: 1, open: [inr('118000.00')] },
    { from_days: 1, to_days: 30, count: 2, open: [inr('236000.00')] },
    { from_days: 91, to_days: null, count: 0, open: [] },
  ],
};

const totals: Totals = {
  currency: 'INR',
  due_date: '2026-12-23',
  place_of_supply: '27',
  lines: [
    {
      quantity: '64',
      unit_price: '1150',
      net: '73600.00',
      tax: '13248.00',
      total: '86848.00',
      rate: '18',
      optional: false,
    },
  ],
  lines_net: '73600.00',
  discount: '0.00',
  charge: '0.00',
  net: '73600.00',
  taxes: [
    { code: 'CGST', rate: '9', base: '73600.00', amount: '6624.00' },
    { code: 'SGST', rate: '9', base: '73600.00', amount: '6624.00' },
  ],
  tax: '13248.00',
  rounding: '0.00',
  total: '86848.00',
  warnings: [],
  why: [
    {
      subject: 'tax',
      index: 0,
      label_id: 'price.why.tax.per_rate',
      params: { code: 'CGST', rate: '9', base: '73600.00', amount: '6624.00' },
    },
  ],
};

const draftInvoice: Invoice = {
  id: 'invoice-9',
  version: 1,
  kind: 'invoice',
  number: null,
  state: 'draft',
  customer_id: 'customer-1',
  customer: customer.name,
  date: '2026-11-23',
  due_date: '2026-12-23',
  subject: '',
  badge: { tone: 'neutral', icon: 'pencil', key: 'badge.draft', params: {} },
  settled: [],
  total: inr('86848.00'),
  open: inr('86848.00'),
  draft: {
    customer_id: 'customer-1',
    payment_term: { days: 30 },
    lines: [{ id: 'stored-1', description: 'Structured cabling', quantity: '16*4', unit_price: '1150' }],
  },
  totals,
  events: [],
};

const issuedInvoice: Invoice = {
  ...draftInvoice,
  id: 'invoice-1',
  number: 'INV/26-27/0001',
  state: 'open',
  draft: null,
  totals: null,
  badge: { tone: 'info', icon: 'send', key: 'badge.issued', params: {} },
  settled: [
    {
      kind: 'payment',
      source_id: 'payment-1',
      number: 'RCT/26-27/0001',
      date: '2026-11-20',
      amount: inr('5000.00'),
    },
  ],
  events: [{ event: 'issued', text: 'INV/26-27/0001', at_ms: 1_795_000_000_000 }],
};

const paymentRow: PaymentRow = {
  id: 'payment-1',
  number: 'RCT/26-27/0001',
  customer_id: 'customer-1',
  customer: customer.name,
  date: '2026-11-20',
  method: 'bank',
  reference: 'UTR 5521',
  amount: inr('50000.00'),
  credit: inr('1000.00'),
  badge: { tone: 'info', icon: 'wallet', key: 'badge.with_credit', params: {} },
};

const item = {
  id: 'item-1',
  code: 'ITM-0001',
  name: 'Structured cabling, Cat6A',
  description: '',
  kind: 'service' as const,
  unit: 'points',
  hsn_sac: '995461',
  price: { unit_price: '1150', currency: 'INR', includes_tax: false, price_list_id: null, price_list: '' },
  tax_class_id: 'class-1',
  tax_class: 'GST 18%',
};

const core = (more: Parameters<typeof scriptCore>[0] = {}) =>
  scriptCore({
    'invoice.list': () => ({ rows: [1, 2, 3, 4].map(invoiceRow), next: null }),
    'invoice.summary': () => summary,
    'invoice.get': ({ id }) => (id === 'invoice-9' ? draftInvoice : { ...issuedInvoice, id }),
    'invoice.create': () => ({ id: 'invoice-9', version: 1, number: null }),
    'invoice.update': ({ id, version }) => ({ id, version: version + 1, number: null }),
    'invoice.issue': ({ id }) => ({ id, version: 9, number: 'INV/26-27/0014' }),
    'document.price': () => totals,
    'document.pages': () => ({ pages: 1, warnings: [] }),
    'document.draft_pages': () => ({ pages: 1, warnings: [] }),
    'branch.list': () => ({ rows: [] }),
    'tax_class.list': () => ({ rows: [] }),
    'customer.get': () => customer,
    'customer.list': () => ({ rows: [], next: null }),
    'search.find': () => ({
      seq: 0,
      hits: [
        {
          id: 'customer-1',
          kind: 'customer',
          title: customer.name,
          customer: null,
          customer_id: 'customer-1',
        },
      ],
    }),
    'item.pick': () => ({ currency: 'INR', hits: [item] }),
    'payment.list': () => ({ rows: [paymentRow], next: null }),
    'payment.summary': () => ({ count: 1, amounts: [inr('50000.00')] }),
    'payment.record': ({ customer_id: _, ...request }) => ({
      id: 'payment-9',
      number: 'RCT/26-27/0009',
      allocations: [
        { invoice_id: 'invoice-1', number: 'INV/26-27/0001', amount: inr('118000.00'), open: inr('0.00') },
      ],
      credit: inr(request.amount === '2 lakh' ? '82000.00' : '0.00'),
    }),
    ...more,
  });

describe.each(testLocales)('in $name axe finds nothing on', (language) => {
  test('the list of invoices', async () => {
    core();
    const { say } = await show(<InvoiceList />, { language });
    await screen.findByText('INV/26-27/0001');
    await screen.findByText(say('ageing.not_due'));
    await expectAccessible();
  });

  test('the editor with a line', async () => {
    core();
    await show(<InvoicePage />, { language, path: '/invoices/$id', at: '/invoices/invoice-9' });
    await screen.findByDisplayValue('Structured cabling');
    await waitFor(() => expect(screen.getAllByText(/86,848/).length).toBeGreaterThan(0));
    await expectAccessible();
  });

  test('the page of an issued invoice', async () => {
    core();
    await show(<InvoicePage />, { language, path: '/invoices/$id', at: '/invoices/invoice-1' });
    await screen.findByRole('heading', { name: 'INV/26-27/0001' });
    await expectAccessible();
  });

  test('the sheet that records a payment', async () => {
    core();
    await show(<PaymentList />, { language, at: '/payments?record=customer-1', path: '/payments' });
    await screen.findByRole('dialog');
    await screen.findByText('INV/26-27/0002');
    await expectAccessible();
  });
});

test('an invoice of one line is made, saved by itself and issued with the keyboard alone', async () => {
  const scripted = core();
  const { user, say, router } = await show(<NewInvoice />, { at: '/invoices/new', path: '/invoices/new' });
  const who = await screen.findByRole('combobox', { name: say('kind.customer') });
  await waitFor(() => expect(document.activeElement).toBe(who));
  await user.keyboard('aar');
  await screen.findByRole('option', { name: customer.name });
  await user.keyboard('{Enter}');
  const add = screen.getByRole('combobox', { name: say('lines.add') });
  await waitFor(() => expect(document.activeElement).toBe(add));
  await user.keyboard('cab');
  await screen.findByRole('option', { name: /Structured cabling/ });
  await user.keyboard('{Enter}');
  const quantity = await screen.findByRole('textbox', {
    name: say('lines.cell', { label: say('lines.quantity'), number: '1' }),
  });
  await waitFor(() => expect(document.activeElement).toBe(quantity));
  await user.clear(quantity);
  await user.keyboard('16*4');
  await waitFor(() =>
    expect(scripted.asked('document.price').at(-1)?.draft.lines?.[0]).toMatchObject({ quantity: '16*4' }),
  );
  await screen.findByText('CGST 9 %');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(router.state.location.pathname).toBe('/invoices/invoice-9'));
  expect(scripted.asked('invoice.issue')).toHaveLength(1);
  const saved = [...scripted.asked('invoice.create'), ...scripted.asked('invoice.update')].at(-1);
  expect(saved?.draft).toMatchObject({
    customer_id: 'customer-1',
    lines: [{ item_id: 'item-1', quantity: '16*4', unit_price: '1150', tax_class_id: 'class-1' }],
  });
  expect(Object.keys(localStorage).filter((key) => key.startsWith('throughline.draft'))).toEqual([]);
});

test('a line asks again for its price when its quantity changes, unless it was typed by hand', async () => {
  const line = {
    id: 'stored-1',
    item_id: 'item-1',
    description: item.name,
    quantity: '5',
    unit_price: '1150',
  };
  const scripted = core({
    'invoice.get': () => ({
      ...draftInvoice,
      draft: { customer_id: 'customer-1', payment_term: { days: 30 }, lines: [line] },
    }),
    'item.pick': ({ quantity }) => {
      const many = Number(quantity ?? 1) >= 10;
      return {
        currency: 'INR',
        hits: [{ ...item, price: { ...item.price, unit_price: many ? '990' : '1150' } }],
      };
    },
  });
  const { user, say } = await show(<InvoicePage />, { path: '/invoices/$id', at: '/invoices/invoice-9' });
  await screen.findByDisplayValue(item.name);
  const cell = (label: 'lines.quantity' | 'lines.price') =>
    screen.getByRole<HTMLInputElement>('textbox', {
      name: say('lines.cell', { label: say(label), number: '1' }),
    });
  const priced = () => scripted.asked('document.price').at(-1)?.draft.lines?.[0];
  await user.clear(cell('lines.quantity'));
  await user.type(cell('lines.quantity'), '12');
  await waitFor(() => expect(priced()).toMatchObject({ quantity: '12', unit_price: '990' }));
  await user.clear(cell('lines.price'));
  await user.type(cell('lines.price'), '1000');
  await user.clear(cell('lines.quantity'));
  await user.type(cell('lines.quantity'), '2');
  await waitFor(() => expect(priced()).toMatchObject({ quantity: '2', unit_price: '1000' }));
  expect(scripted.asked('item.pick').at(-1)).toMatchObject({ item_id: 'item-1', customer_id: 'customer-1' });
});

test('what was sold keeps its price when it is invoiced in parts', async () => {
  const lines = [
    {
      id: 'stored-1',
      item_id: 'item-1',
      billing_row_id: 'row-1',
      description: item.name,
      quantity: '12',
      unit_price: '990',
    },
  ];
  const draft = { customer_id: 'customer-1', payment_term: { days: 30 }, lines };
  const scripted = core({ 'invoice.get': () => ({ ...draftInvoice, draft }) });
  const { user, say } = await show(<InvoicePage />, { path: '/invoices/$id', at: '/invoices/invoice-9' });
  await screen.findByDisplayValue(item.name);
  const name = say('lines.cell', { label: say('lines.quantity'), number: '1' });
  const quantity = screen.getByRole('textbox', { name });
  await user.clear(quantity);
  await user.type(quantity, '5');
  await waitFor(() =>
    expect(scripted.asked('document.price').at(-1)?.draft.lines?.[0]).toMatchObject({
      quantity: '5',
      unit_price: '990',
    }),
  );
  expect(scripted.asked('item.pick')).toEqual([]);
});

test('the primary button leads to the first missing fact', async () => {
  const scripted = core();
  const { user, say } = await show(<NewInvoice />, { at: '/invoices/new', path: '/invoices/new' });
  await user.click(await screen.findByRole('button', { name: new RegExp(say('invoice.issue')) }));
  const who = screen.getByRole('combobox', { name: say('kind.customer') });
  await waitFor(() => expect(who.getAttribute('aria-invalid')).toBe('true'));
  expect(document.activeElement).toBe(who);
  expect(scripted.asked('invoice.issue')).toEqual([]);
});

test('why an amount is what it is, step by step', async () => {
  core();
  const { user, say } = await show(<InvoicePage />, { path: '/invoices/$id', at: '/invoices/invoice-9' });
  await user.click(await screen.findByRole('button', { name: say('why.of', { figure: 'CGST 9 %' }) }));
  const why = await screen.findByRole('dialog', { name: say('why.label') });
  expect(within(why).getByText(/9 % of 73,600.00, rounded once/)).toBeTruthy();
});

test('what the core refuses stands at its line', async () => {
  const refusal: ErrorBody = {
    code: 'invalid',
    message_id: 'error.invalid',
    fields: [{ path: 'lines[0].quantity', message_id: 'error.negative', params: {} }],
  };
  core({ 'document.price': () => refusal });
  const { say } = await show(<InvoicePage />, { path: '/invoices/$id', at: '/invoices/invoice-9' });
  expect(await screen.findByText(say('error.negative'))).toBeTruthy();
  const name = say('lines.cell', { label: say('lines.quantity'), number: '1' });
  expect(screen.getByRole('textbox', { name }).getAttribute('aria-invalid')).toBe('true');
});

test('a doubt about the place of supply stands at its field and stops nobody', async () => {
  const place = 'Mahrashtra';
  const warnings = [{ path: 'place_of_supply', message_id: 'warning.place_unknown', params: { place } }];
  const branch = { id: 'branch-1', tax_scheme: 'gst_in', currency: 'INR' };
  core({
    'document.price': () => ({ ...totals, place_of_supply: place, warnings }),
    'branch.list': () => ({ rows: [branch] }) as never,
  });
  const { say } = await show(<InvoicePage />, { path: '/invoices/$id', at: '/invoices/invoice-9' });
  const text = say('warning.place_unknown', { place });
  expect(await screen.findByText(text, {}, { timeout: 4000 })).toBeTruthy();
  expect(screen.queryByRole('alert')).toBeNull();
});

test('P on a row and Enter record what is open (journey 3)', async () => {
  const scripted = core();
  const { user, say } = await show(<InvoiceList />);
  await screen.findByText('INV/26-27/0001');
  screen.getByRole('grid').focus();
  await user.keyboard('p');
  const amount = await screen.findByRole('textbox', { name: say('payment.amount') });
  amount.focus();
  await user.keyboard('{Enter}');
  await waitFor(() => expect(scripted.asked('payment.record')).toHaveLength(1));
  expect(scripted.asked('payment.record')[0]).toMatchObject({
    customer_id: 'customer-1',
    amount: '118000.00',
    currency: 'INR',
    date: '2026-11-23',
    method: 'bank',
    allocations: [{ invoice_id: 'invoice-1', amount: '118000.00' }],
  });
  await waitFor(() => expect(screen.queryByRole('textbox', { name: say('payment.amount') })).toBeNull());
});

test('the peek offers what the invoice allows now, and closes when it cannot be read any more', async () => {
  let known = true;
  let open = inr('118000.00');
  const gone: ErrorBody = { code: 'not_found', message_id: 'error.not_found', fields: [] };
  const scripted = core({ 'invoice.get': ({ id }) => (known ? { ...issuedInvoice, id, open } : gone) });
  const { user, say } = await show(<InvoiceList />);
  await screen.findByText('INV/26-27/0001');
  screen.getByRole('grid').focus();
  await user.keyboard(' ');
  const peek = await screen.findByRole('complementary', { name: say('kind.invoice') });
  const pay = () => within(peek).queryByRole('button', { name: new RegExp(say('payment.record')) });
  expect(pay()).toBeTruthy();
  open = inr('0.00');
  scripted.change(['invoice']);
  await waitFor(() => expect(pay()).toBeNull());
  known = false;
  scripted.change(['invoice']);
  await waitFor(() => expect(screen.queryByRole('complementary', { name: say('kind.invoice') })).toBeNull());
});

test('more than is open becomes credit', async () => {
  let calls = 0;
  const scripted = core({
    'payment.record': () => {
      calls += 1;
      if (calls === 1) {
        return {
          code: 'invalid',
          message_id: 'error.invalid',
          fields: [{ path: 'allocations[0].amount', message_id: 'error.more_than_open', params: {} }],
        };
      }
      return { id: 'p', number: 'RCT/1', allocations: [], credit: inr('2000.00') };
    },
  });
  const { user, say } = await show(<InvoiceList />);
  await screen.findByText('INV/26-27/0001');
  screen.getByRole('grid').focus();
  await user.keyboard('p');
  const amount = await screen.findByRole('textbox', { name: say('payment.amount') });
  await user.clear(amount);
  await user.type(amount, '120000{Enter}');
  await waitFor(() =>
    expect(scripted.asked('payment.record').map((one) => one.allocations?.[0]?.amount)).toEqual([
      '120000',
      '118000.00',
    ]),
  );
});

test('what settled the wrong invoice is taken off it with a reason', async () => {
  const scripted = core({
    'credit.unapply': () => ({ id: 'payment-1', allocations: [], credit: inr('5000.00') }),
  });
  const { user, say } = await show(<InvoicePage />, { path: '/invoices/$id', at: '/invoices/invoice-1' });
  const takeOff = { name: say('invoice.take_off', { source: 'RCT/26-27/0001' }) };
  await user.click(await screen.findByRole('button', takeOff));
  await user.type(await screen.findByRole('textbox', { name: say('reason') }), 'Meant for another');
  await user.click(screen.getByRole('button', { name: say('invoice.take_off_do') }));
  await waitFor(() =>
    expect(scripted.asked('credit.unapply')).toEqual([
      { source_id: 'payment-1', invoice_id: 'invoice-1', reason: 'Meant for another' },
    ]),
  );
});

test('a settled invoice offers no payment', async () => {
  core();
  const { user, say } = await show(<InvoiceList />);
  await screen.findByText('INV/26-27/0003');
  screen.getByRole('grid').focus();
  await user.keyboard('jjp');
  expect(screen.queryByRole('textbox', { name: say('payment.amount') })).toBeNull();
});

test('the sheet shows how the core splits a payment, and sends shares only when they were typed', async () => {
  const scripted = core();
  const { user, say } = await show(<PaymentList />, { at: '/payments?record=customer-1', path: '/payments' });
  const sheet = await screen.findByRole('dialog');
  await within(sheet).findByText('INV/26-27/0002');
  await user.type(within(sheet).getByRole('textbox', { name: say('payment.amount') }), '2 lakh');
  expect(await within(sheet).findByText(/82,000/)).toBeTruthy();
  expect(scripted.calls.filter(({ command, preview }) => command === 'payment.record' && !preview)).toEqual(
    [],
  );
  expect(scripted.asked('payment.record').at(-1)?.allocations).toBeUndefined();
  const share = within(sheet).getByRole('textbox', {
    name: say('payment.share_of', { number: 'INV/26-27/0002' }),
  });
  await user.type(share, '500');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  const sent = scripted.calls.filter(({ command, preview }) => command === 'payment.record' && !preview);
  expect(sent).toHaveLength(1);
  expect(sent[0]?.payload).toMatchObject({
    allocations: [
      { invoice_id: 'invoice-1', amount: '118000.00' },
      { invoice_id: 'invoice-2', amount: '500' },
    ],
  });
});

test('lines take over their ids by row, whatever was added meanwhile', () => {
  const form = formOf({ payment_term: undefined, lines: [{ description: 'a' }, { description: 'b' }] }, 'X');
  const rows = form.lines.map((line) => line.key);
  const later = { ...form, lines: [{ key: 'new', description: 'c' }, ...form.lines] };
  const saved = {
    payment_term: undefined,
    lines: [
      { id: '1', description: 'a' },
      { id: '2', description: 'b' },
    ],
  };
  expect(withIds(later, rows, saved).lines.map((line) => line.id)).toEqual([undefined, '1', '2']);
});

test('what is absent stays absent, and rows of a sheet become lines', () => {
  const form = formOf({ subject: null as never, payment_term: null, lines: [] }, 'X');
  expect(JSON.stringify(inputOf(form, 'invoice'))).toBe('{"lines":[]}');
  expect(pastedLines('Cable\t12\t1,150\nRack\t\t8640', 'class-1')).toMatchObject([
    { description: 'Cable', quantity: '12', unit_price: '1,150', tax_class_id: 'class-1' },
    { description: 'Rack', quantity: '1', unit_price: '8640' },
  ]);
  expect(pastedLines('one cell')).toEqual([]);
});
