/** The screens of estimates, invoices and payments against a scripted core, in every test language. */
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { ErrorBody } from '@/host';
import { core, firstRow, inr, issuedInvoice, totals } from '@/test/billing';
import { customer } from '@/test/fixtures';
import { testLocales } from '@/test/pseudo';
import { expectAccessible, show } from '@/test/render';
import { formOf, inputOf, pastedLines, withIds } from './editor/document-form';
import InvoiceList from './InvoiceList';
import InvoicePage from './InvoicePage';
import NewInvoice from './NewInvoice';
import PaymentList from './PaymentList';

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
  const { say, user } = await show(<InvoicePage />, { path: '/invoices/$id', at: '/invoices/invoice-9' });
  const text = say('warning.place_unknown', { place });
  expect(await screen.findByText(text, {}, { timeout: 4000 })).toBeTruthy();
  expect(screen.queryByRole('alert')).toBeNull();
  // The foot says that there is something to read, and leads there.
  await user.click(screen.getByRole('button', { name: say('document.warnings', { count: 1 }) }));
  expect(document.activeElement?.closest('.field')?.textContent).toContain(text);
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
    // As much as is open: the rest becomes credit.
    allocations: [{ invoice_id: 'invoice-1' }],
  });
  await waitFor(() => expect(screen.queryByRole('textbox', { name: say('payment.amount') })).toBeNull());
});

test('a payment that was being typed is there after a crash over what is open now, and Escape forgets it', async () => {
  core();
  const keys = () => Object.keys(localStorage).filter((key) => key.includes('payment.of'));
  const pay = async () => {
    const view = await show(<InvoiceList />);
    await screen.findByText('INV/26-27/0001');
    screen.getByRole('grid').focus();
    await view.user.keyboard('p');
    const amount = await screen.findByRole<HTMLInputElement>('textbox', { name: view.say('payment.amount') });
    const name = new RegExp(`^${view.say('payment.reference')}`);
    const reference = screen.getByRole<HTMLInputElement>('textbox', { name });
    return { ...view, amount, reference };
  };
  const first = await pay();
  await first.user.type(first.reference, 'UTR 9');
  await waitFor(() => expect(keys()).toHaveLength(1));
  first.unmount();
  core({ 'invoice.list': () => ({ rows: [{ ...firstRow, open: inr('18000.00') }], next: null }) });
  const { user, say, amount, reference } = await pay();
  expect(reference.value).toBe('UTR 9');
  expect(amount.value).toContain('18,000');
  expect(screen.getByText(say('form.restored'))).toBeTruthy();
  await user.keyboard('{Escape}');
  expect(keys()).toEqual([]);
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

test('a payment stands beside the row it was asked for on, whichever was current before', async () => {
  core();
  const { user, say } = await show(<InvoiceList />);
  await screen.findByText('INV/26-27/0001');
  const measured = vi.spyOn(Element.prototype, 'getBoundingClientRect');
  onTestFinished(() => measured.mockRestore());
  const pay = screen.getAllByTitle(say('payment.record'))[1] as Element;
  await user.click(pay);
  await screen.findByRole('dialog', { name: say('payment.record') });
  const rows = measured.mock.contexts.map((one) => (one as Element).closest('.grid-row'));
  expect(rows).toContain(pay.closest('.grid-row'));
});
