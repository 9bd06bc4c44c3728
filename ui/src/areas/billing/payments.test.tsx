/** Money in another currency, for another seller, of another customer. */
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { CompanyProvider } from '@/app/company';
import { Shell } from '@/app/Shell';
import { core, firstRow, inr, owing } from '@/test/billing';
import { backups, branch, customer, status, users } from '@/test/fixtures';
import { listenToKeys } from '@/test/keys';
import { show } from '@/test/render';
import InvoiceList from './InvoiceList';
import PaymentList from './PaymentList';

listenToKeys();

const dubai = { ...branch, id: 'branch-2', name: 'Mulshi Gulf', country: 'AE', currency: 'AED' };
const eur = (amount: string) => ({ amount, currency: 'EUR' });
const recorded = { id: 'payment-9', number: 'RCT/1', allocations: [], credit: eur('0.00') };
const euroRow = { ...firstRow, branch_id: 'branch-2', total: eur('500.00'), open: eur('500.00') };
const sellers = () => ({ rows: [branch, dubai] });

async function pay(more: Parameters<typeof core>[0]) {
  const scripted = core(more);
  const shown = await show(<PaymentList />, { at: '/payments?record=customer-1', path: '/payments' });
  const sheet = within(await screen.findByRole('dialog'));
  const choose = async (label: string, option: string) => {
    await shown.user.click(await sheet.findByRole('button', { name: new RegExp(shown.say(label)) }));
    await shown.user.click(await screen.findByRole('option', { name: option }));
  };
  const sent = () =>
    scripted.calls
      .filter(({ command, preview }) => command === 'payment.record' && !preview)
      .map(({ payload }) => payload);
  return { ...shown, scripted, sheet, choose, sent };
}

test('the rate asked for is that to the currency of the branch which receives the money', async () => {
  const { user, say, sheet, choose, sent } = await pay({
    'branch.list': sellers,
    'customer_balance.get': () => owing('EUR'),
    'invoice.list': () => ({ rows: [euroRow], next: null }),
    'payment.record': () => recorded,
  });
  const rate = (home: string) =>
    sheet.findByRole<HTMLInputElement>('textbox', { name: say('document.rate', { currency: 'EUR', home }) });
  await user.type(await rate('AED'), '4.2');
  await choose('payment.receiver', branch.name);
  expect((await rate('INR')).value).toBe('');
  await user.type(await rate('INR'), '98');
  await choose('payment.receiver', dubai.name);
  expect((await rate('AED')).value).toBe('4.2');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(sent()).toMatchObject([{ rate: '4.2', branch_id: 'branch-2' }]));
});

test('money in the currency of the seller needs no rate, whatever the company counts in', async () => {
  const aed = { amount: '500.00', currency: 'AED' };
  const scripted = core({
    'branch.list': sellers,
    'invoice.list': () => ({ rows: [{ ...euroRow, total: aed, open: aed }], next: null }),
    'payment.record': () => recorded,
  });
  const { user, say } = await show(<InvoiceList />);
  await screen.findByText(firstRow.number);
  screen.getByRole('grid').focus();
  await user.keyboard('p');
  await screen.findByRole('textbox', { name: say('payment.amount') });
  await waitFor(() => expect(scripted.asked('branch.list').length).toBeGreaterThan(0));
  const rate = say('document.rate', { currency: 'AED', home: 'INR' });
  expect(screen.queryByRole('textbox', { name: rate })).toBeNull();
});

test('a payment for one invoice asks for the rate to the currency of its seller', async () => {
  core({
    'branch.list': sellers,
    'invoice.list': () => ({ rows: [euroRow], next: null }),
    'payment.record': () => recorded,
  });
  const { user, say } = await show(<InvoiceList />);
  await screen.findByText(firstRow.number);
  screen.getByRole('grid').focus();
  await user.keyboard('p');
  const name = say('document.rate', { currency: 'EUR', home: 'AED' });
  expect(await screen.findByRole('textbox', { name })).toBeTruthy();
});

test('another customer brings neither the rate nor the branch of the one before', async () => {
  const other = { ...customer, id: 'customer-2', name: 'Falcon Trading' };
  const hit = { id: 'customer-2', customer_id: 'customer-2', kind: 'customer', title: other.name };
  const { user, say, sheet, choose, sent } = await pay({
    'branch.list': sellers,
    'customer.get': ({ id }) => (id === other.id ? other : customer),
    'customer_balance.get': ({ customer_id }) =>
      customer_id === 'customer-1' ? owing('EUR') : { figures: [] },
    'invoice.list': ({ filter }) => ({
      rows: filter?.customer_id === 'customer-1' ? [euroRow] : [],
      next: null,
    }),
    'search.find': () => ({ seq: 0, hits: [{ ...hit, customer: null, badge: null, amount: null }] }),
    'payment.record': () => recorded,
  });
  await choose('payment.receiver', dubai.name);
  await user.type(await sheet.findByRole('textbox', { name: /AED/ }), '4');
  const who = sheet.getByRole('combobox', { name: say('kind.customer') });
  await user.clear(who);
  await user.type(who, 'falcon');
  await user.click(await screen.findByRole('option', { name: other.name }));
  await user.type(sheet.getByRole('textbox', { name: say('payment.amount') }), '10');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(sent()).toHaveLength(1));
  expect(sent()[0]).toMatchObject({ customer_id: 'customer-2', amount: '10', currency: 'INR' });
  expect(sent()[0]).not.toHaveProperty('rate', '4');
  expect(sent()[0]).not.toHaveProperty('branch_id', 'branch-2');
});

test('the same customer chosen again keeps what was typed', async () => {
  const { user, say, sheet } = await pay({ 'branch.list': sellers });
  const amount = sheet.getByRole<HTMLInputElement>('textbox', { name: say('payment.amount') });
  await user.type(amount, '10');
  const who = sheet.getByRole('combobox', { name: say('kind.customer') });
  await user.clear(who);
  await user.type(who, 'aar');
  await user.click(await screen.findByRole('option', { name: customer.name }));
  expect(amount.value).toContain('10');
});

test('invoices in another currency than the customer has now are paid too', async () => {
  const rupees = { ...firstRow, id: 'invoice-2', number: 'INV/26-27/0002', open: inr('900.00') };
  const { user, say, sheet, choose, sent } = await pay({
    'customer.get': () => ({ ...customer, currency: 'USD' }),
    'customer_balance.get': () => owing('EUR', 'INR'),
    'invoice.list': ({ filter }) => ({ rows: [filter?.currency === 'EUR' ? euroRow : rupees], next: null }),
    'payment.record': () => recorded,
  });
  expect(await sheet.findByText(euroRow.number)).toBeTruthy();
  expect(sheet.queryByText(rupees.number)).toBeNull();
  await choose('document.currency', 'INR');
  expect(await sheet.findByText(rupees.number)).toBeTruthy();
  expect(sheet.queryByText(euroRow.number)).toBeNull();
  await choose('document.currency', 'EUR');
  await user.type(sheet.getByRole('textbox', { name: say('payment.amount') }), '500');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(sent()).toHaveLength(1));
  expect(sent()[0]).toMatchObject({ amount: '500', currency: 'EUR' });
});

test('where everything is in one currency nobody is asked for it', async () => {
  const { say, sheet } = await pay({});
  await sheet.findByText('INV/26-27/0002');
  expect(sheet.queryByRole('button', { name: new RegExp(say('document.currency')) })).toBeNull();
});

test('the palette over a payment takes nothing away that was typed', async () => {
  core({
    'backup.status': () => backups,
    'session.users': () => ({ users: users.rows, user_id: 'user-1' }),
  });
  const list = (
    <Shell areas={[]}>
      <InvoiceList />
    </Shell>
  );
  const { user, say } = await show(list, { whole: true });
  await screen.findByText(firstRow.number);
  screen.getByRole('grid').focus();
  await user.keyboard('p');
  const amount = () => screen.findByRole<HTMLInputElement>('textbox', { name: say('payment.amount') });
  await user.clear(await amount());
  await user.keyboard('77');
  await user.keyboard('{Control>}k{/Control}inv');
  expect(document.activeElement).toBe(screen.getByRole('combobox', { name: say('palette.title') }));
  await user.keyboard('{Escape}');
  expect((await amount()).value).toBe('77');
  await waitFor(async () => expect(document.activeElement).toBe(await amount()));
});

test('payments are narrowed to a way of paying that only a branch abroad has', async () => {
  const scripted = core({ 'branch.list': sellers });
  const gulf = { ...status, company: { ...status.company, country: 'AE' } };
  const { user, say } = await show(
    <CompanyProvider status={gulf}>
      <PaymentList />
    </CompanyProvider>,
    { at: '/payments?method=upi', path: '/payments' },
  );
  await screen.findByText(say('payment.method.upi'));
  await user.click(screen.getByRole('button', { name: say('filter.title') }));
  const fields = within(await screen.findByRole('dialog', { name: say('filter.title') }));
  await user.click(fields.getByRole('button', { name: new RegExp(say('payment.method')) }));
  expect(await screen.findByRole('option', { name: say('payment.method.upi') })).toBeTruthy();
  expect(scripted.asked('payment.list').map(({ filter }) => filter?.method)).toEqual(['upi']);
});

test('a deduction that is still being written takes no share away', async () => {
  const { user, say, sheet, choose, scripted, sent } = await pay({
    'invoice.list': () => ({ rows: [firstRow], next: null }),
    'payment.record': () => recorded,
  });
  await user.type(sheet.getByRole('textbox', { name: say('payment.amount') }), '100');
  await user.click(
    await sheet.findByRole('button', { name: say('payment.keep_back', { number: firstRow.number }) }),
  );
  await choose('payment.deduction', say('payment.deduction.small_difference'));
  const [, kept] = sheet.getAllByRole('textbox', { name: say('payment.amount') });
  await user.type(kept as HTMLElement, '0.5');
  const asked = () => scripted.calls.filter(({ preview }) => preview).map(({ payload }) => payload);
  const said = { invoice_id: firstRow.id, kind: 'small_difference', amount: '0.5' };
  await waitFor(() => expect(asked().at(-1)).toMatchObject({ deductions: [{ ...said, reason: '–' }] }));
  expect(asked()).not.toContainEqual(
    expect.objectContaining({ deductions: [expect.objectContaining({ amount: '' })] }),
  );
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(sent()).toMatchObject([{ deductions: [{ ...said, reason: '' }] }]));
});
