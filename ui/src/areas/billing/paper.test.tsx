/** Papers beside what happens to them: the drawn page follows the money, and an answer is to what was sent. */
import { screen, waitFor, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, test } from 'vitest';
import { formatMoney } from '@/design/format';
import { ApiError } from '@/host';
import type { Estimate, Invoice, Payment } from '@/host/generated';
import {
  acceptance,
  core,
  firstRow,
  inr,
  issuedInvoice,
  payment,
  sentEstimate,
  totals,
} from '@/test/billing';
import { expectAccessible, show } from '@/test/render';
import { AnswerDialog } from './AnswerDialog';
import EstimateList from './EstimateList';
import EstimatePage from './EstimatePage';
import InvoiceList from './InvoiceList';
import InvoicePage from './InvoicePage';
import PaymentList from './PaymentList';
import PaymentPage from './PaymentPage';
import { RefundDialog } from './RefundDialog';
import { SentDialog } from './SentDialog';
import { VersionList } from './Versions';

const estimateRow = {
  ...sentEstimate,
  customer_id: 'customer-1',
  subject: '',
  date: '2026-11-23',
  deal_id: null,
};
/** What the core says of a paper; changed by a test while it is on screen. */
interface Facts {
  invoice: Partial<Invoice>;
  payment: Partial<Payment>;
  estimate: Partial<Estimate>;
}

async function draw(page: ReactNode, address: { path?: string; at?: string }) {
  const facts: Facts = { invoice: {}, payment: {}, estimate: {} };
  const scripted = core({
    'invoice.get': ({ id }) => ({ ...issuedInvoice, id, ...facts.invoice }),
    'payment.get': ({ id }) => ({ ...payment, id, ...facts.payment }),
    'estimate.get': ({ id }) => ({ ...sentEstimate, id, ...facts.estimate }),
    'estimate.list': () => ({ rows: [estimateRow], next: null }) as never,
    'estimate.summary': () => ({ count: 1, totals: [], tabs: [] }) as never,
  });
  const shown = await show(page, address);
  const drawn = () => scripted.asked('document.pages').length;
  const redrawn = async (change: Partial<Facts>) => {
    await waitFor(() => expect(drawn()).toBeGreaterThan(0));
    const before = drawn();
    Object.assign(facts, change);
    scripted.change(['document', 'payment']);
    await waitFor(() => expect(drawn()).toBeGreaterThan(before));
  };
  const peek = async (code: string) => {
    await screen.findByText(code);
    screen.getByRole('grid').focus();
    await shown.user.keyboard(' ');
    await screen.findByRole('complementary');
  };
  return { ...shown, redrawn, peek };
}

const nothing = () => undefined;
const invoicePage = { path: '/invoices/$id', at: '/invoices/invoice-1' };
const paymentPage = { path: '/payments/$id', at: '/payments/payment-1' };
const reversed = { reversed: true, reversal: { reason: 'Bounced', date: '2026-11-23' } };
const settledMore = { allocations: payment.allocations.map((one) => ({ ...one, open: inr('9.00') })) };

test('the paper of an invoice is drawn anew when money settles it or is taken off it', async () => {
  const { redrawn } = await draw(<InvoicePage />, invoicePage);
  await redrawn({ invoice: { open: inr('1.00') } });
  await redrawn({ invoice: { open: inr('1.00'), settled: [] } });
});

test('so is that of the invoice beside the list', async () => {
  const { redrawn, peek } = await draw(<InvoiceList />, {});
  await peek('INV/26-27/0001');
  await redrawn({ invoice: { open: inr('1.00') } });
});

test('a receipt is drawn anew when its payment is reversed or settles something else', async () => {
  const { redrawn } = await draw(<PaymentPage />, paymentPage);
  await redrawn({ payment: settledMore });
  await redrawn({ payment: reversed });
});

test('so is the receipt beside the list', async () => {
  const { redrawn, peek } = await draw(<PaymentList />, { path: '/payments', at: '/payments' });
  await peek(payment.number);
  await redrawn({ payment: settledMore });
  await redrawn({ payment: reversed });
});

test('the estimate beside the list is drawn anew when it is accepted', async () => {
  const { redrawn, peek } = await draw(<EstimateList />, {});
  await peek(sentEstimate.code);
  await redrawn({ estimate: { answer: acceptance } });
});

test('the page of one receipt is gone before the next is read', async () => {
  const { badge } = sentEstimate;
  const row = (id: string, number: string) => ({ ...payment, id, number, badge });
  let next: (read: Payment) => void = nothing;
  core({
    'payment.list': () =>
      ({ rows: [row('payment-1', 'RCT/1'), row('payment-2', 'RCT/2')], next: null }) as never,
    'payment.summary': () => ({ count: 2, amounts: [], refunded: [] }),
    'payment.get': ({ id }) =>
      id === 'payment-1' ? { ...payment, id } : new Promise((resolve) => (next = resolve)),
  });
  const { user } = await show(<PaymentList />, { path: '/payments', at: '/payments' });
  await screen.findByText('RCT/1');
  screen.getByRole('grid').focus();
  await user.keyboard(' ');
  await screen.findByRole('img');
  await user.keyboard('j');
  await waitFor(() => expect(screen.queryByRole('img')).toBeNull());
  next({ ...payment, id: 'payment-2' });
  expect(await screen.findByRole('img')).toBeTruthy();
});

test('a draft without lines has no page', async () => {
  core();
  const { user, say } = await show(<InvoicePage />, { ...invoicePage, at: '/invoices/invoice-9' });
  const page = say('preview.page', { page: 1, pages: 1 });
  await screen.findByAltText(page, {}, { timeout: 4000 });
  await user.click(
    screen.getByRole('textbox', { name: say('lines.cell', { label: say('lines.quantity'), number: '1' }) }),
  );
  await user.keyboard('{Control>}{Backspace}{/Control}');
  await waitFor(() => expect(screen.queryByAltText(page)).toBeNull());
});

const [first] = sentEstimate.versions;
const twice: Estimate = {
  ...sentEstimate,
  versions: [
    ...sentEstimate.versions,
    { ...(first as (typeof sentEstimate.versions)[number]), id: 'version-2', no: 2, total: inr('90000.00') },
  ],
};

test('versions say in words which terms changed', async () => {
  const change = (change: string, before: string, after: string) => ({
    change,
    description: '',
    before,
    after,
  });
  const [sent] = sentEstimate.versions;
  const changes = [
    change('payment_term', '{"days":30}', '{"days":90}'),
    change('valid_until', '2026-12-22', '2027-01-31'),
    change('delivery_address', '', ''),
    change('changed', '1200 m2 × 1400.5 + GST 18%', ''),
  ];
  const { say } = await show(
    <VersionList versions={[{ ...(sent as (typeof sentEstimate.versions)[number]), changes }]} />,
  );
  expect(await screen.findByText(say('term.days', { days: 90 }))).toBeTruthy();
  expect(screen.getByText(say('term.days', { days: 30 })).closest('del')).toBeTruthy();
  expect(screen.queryByText('2027-01-31')).toBeNull();
  expect(screen.getByText('1,200 m2 × 1,400.5 + GST 18%')).toBeTruthy();
  expect(screen.getAllByText(say('estimate.change.delivery_address'))).toHaveLength(2);
});

const accepted = { 'estimate.accept': () => ({ id: 'estimate-1', version: 0, number: null }) };

test('options that are taken with an acceptance are said, and what it comes to is asked of the core', async () => {
  const [version] = sentEstimate.versions;
  const options = [
    { id: 'line-8', description: 'Tripod', total: { amount: '200.00', currency: 'INR' } },
    { id: 'line-9', description: 'Bag', total: { amount: '50.00', currency: 'INR' } },
  ];
  const offered = { ...sentEstimate, versions: [{ ...version, options }] } as Estimate;
  const scripted = core({
    ...accepted,
    'estimate.with_options': ({ options }: { options: string[] }) => ({
      total: { amount: options.length > 0 ? '87048.00' : '86848.00', currency: 'INR' },
    }),
  });
  const { user, say } = await show(
    <AnswerDialog estimate={offered} answer="accept" onClose={() => undefined} />,
  );
  await user.type(screen.getByRole('textbox', { name: say('estimate.said_by') }), 'Asha');
  await user.click(screen.getByRole('checkbox', { name: 'Tripod' }));
  await screen.findByText(/87,048\.00/);
  await expectAccessible();
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(scripted.asked('estimate.accept')).toMatchObject([{ options: ['line-8'] }]));
});

test('what was typed to one version is no answer to the next', async () => {
  const scripted = core(accepted);
  const dialog = (estimate: Estimate) => (
    <AnswerDialog estimate={estimate} answer="accept" onClose={nothing} />
  );
  const crashed = await show(dialog(sentEstimate));
  const said = () => screen.findByRole('textbox', { name: crashed.say('estimate.said_by') });
  await crashed.user.type(await said(), 'Sunita');
  crashed.unmount();
  const { user } = await show(dialog(twice));
  await user.clear(await said());
  await user.type(await said(), 'Asha');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(scripted.asked('estimate.accept')).toHaveLength(1));
  expect(scripted.asked('estimate.accept')[0]).toMatchObject({ version_id: 'version-2', said_by: 'Asha' });
});

test('an acceptance on screen waits for the signature', async () => {
  const scripted = core(accepted);
  const { user, say } = await show(
    <AnswerDialog estimate={sentEstimate} answer="accept" onClose={nothing} />,
  );
  await user.type(await screen.findByRole('textbox', { name: say('estimate.said_by') }), 'Asha');
  const accept = screen.getByRole<HTMLButtonElement>('button', { name: new RegExp(say('estimate.accept')) });
  expect(accept.disabled).toBe(false);
  await user.click(screen.getByRole('button', { name: new RegExp(say('estimate.how')) }));
  await user.click(await screen.findByRole('option', { name: say('estimate.how.signature') }));
  expect(accept.disabled).toBe(true);
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(scripted.asked('estimate.accept')).toEqual([]);
});

test('a paper is noted as sent once, and what the core refuses keeps the dialog open', async () => {
  let times = 0;
  let refuse: (cause: ApiError) => void = nothing;
  const send = () => {
    times += 1;
    return new Promise((_, reject) => {
      refuse = reject;
    });
  };
  const { user, say } = await show(
    <SentDialog title="Sent" action="Note it" onSend={send} onClose={() => expect.unreachable('refused')} />,
  );
  await user.dblClick(await screen.findByRole('button', { name: /Note it/ }));
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(times).toBe(1);
  refuse(new ApiError({ code: 'precondition', message_id: 'error.void_not_sent', params: {}, fields: [] }));
  expect(await screen.findByText(say('error.void_not_sent'))).toBeTruthy();
});

test('a refund that was typed over another credit begins with what is left', async () => {
  core();
  const dialog = (amount: string) => (
    <RefundDialog row={{ ...payment, credit: { amount, currency: 'EUR' } }} onClose={nothing} />
  );
  const crashed = await show(dialog('150.00'));
  const field = (name: string) =>
    screen.findByRole<HTMLInputElement>('textbox', { name: new RegExp(`^${crashed.say(name)}`) });
  await crashed.user.type(await field('payment.reference'), 'CHQ 9');
  crashed.unmount();
  await show(dialog('40.00'));
  expect((await field('payment.amount')).value).toContain('40');
  expect((await field('payment.reference')).value).toBe('');
});

const estimatePage = { path: '/estimates/$id', at: '/estimates/estimate-1' };

test('whoever notes an acceptance beside other lines is told to which version, once they are saved', async () => {
  let as_sent = true;
  const scripted = core({
    ...accepted,
    'estimate.get': ({ id }) => ({ ...sentEstimate, id, as_sent }),
    'estimate.update': ({ id, version }) => {
      as_sent = false;
      return { id, version: version + 1, number: null };
    },
  });
  const { user, say } = await show(<EstimatePage />, estimatePage);
  const name = say('lines.cell', { label: say('lines.quantity'), number: '1' });
  await user.type(await screen.findByRole('textbox', { name }), '640');
  await user.click(screen.getByRole('button', { name: say('estimate.accept') }));
  const dialog = await screen.findByRole('dialog');
  expect(scripted.asked('estimate.update').at(-1)?.draft.lines?.[0]?.quantity).toBe('640');
  const told = say('estimate.answer_differs', { no: 1, total: formatMoney(inr('86848.00'), 'en-IN') });
  expect(await within(dialog).findByText(told)).toBeTruthy();
});

test('an answer to an older version is told apart from the newest on screen, and none to the newest', async () => {
  core(accepted);
  const { user, say } = await show(<AnswerDialog estimate={twice} answer="decline" onClose={nothing} />);
  await screen.findByRole('dialog');
  expect(screen.queryByText(/86,848/)).toBeNull();
  await user.click(screen.getByRole('button', { name: new RegExp(say('estimate.to_version')) }));
  await user.click(
    await screen.findByRole('option', { name: new RegExp(say('estimate.version', { no: 1 })) }),
  );
  expect(
    await screen.findByText(
      say('estimate.answer_differs', { no: 1, total: formatMoney(inr('86848.00'), 'en-IN') }),
    ),
  ).toBeTruthy();
});

test('an answer waits for what cannot be saved', async () => {
  core({
    'estimate.update': () => ({
      code: 'invalid',
      message_id: 'error.invalid',
      fields: [{ path: 'lines[0].quantity', message_id: 'error.negative', params: {} }],
    }),
    'document.price': () => totals,
  });
  const { user, say } = await show(<EstimatePage />, estimatePage);
  const name = say('lines.cell', { label: say('lines.quantity'), number: '1' });
  await user.type(await screen.findByRole('textbox', { name }), 'abc');
  await user.click(screen.getByRole('button', { name: say('estimate.accept') }));
  expect((await screen.findAllByText(say('error.negative'))).length).toBeGreaterThan(0);
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('an estimate that others change before it is sent is refused, seen and sent as it stands', async () => {
  const now = { version: 2, draft: sentEstimate.draft };
  const mails: number[] = [];
  const scripted = core({
    'estimate.get': ({ id }) => ({ ...sentEstimate, id, ...now }),
    'document.mail': ({ version }) => {
      mails.push(version ?? 0);
      if (version === now.version) return { path: 'a.eml', opened: true };
      return { code: 'conflict', message_id: 'error.conflict', params: {}, fields: [] };
    },
  });
  const { user, say, router } = await show(<EstimatePage />, estimatePage);
  const send = async () => {
    await user.click(await screen.findByRole('button', { name: new RegExp(say('estimate.send_again')) }));
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('button', { name: new RegExp(say('estimate.send')) }));
  };
  await screen.findByDisplayValue('Structured cabling');
  Object.assign(now, { version: 3, draft: { ...sentEstimate.draft, subject: 'Theirs' } });
  await send();
  const newest = await screen.findByRole('button', { name: say('form.newest') });
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await user.click(newest);
  expect(await screen.findByDisplayValue('Theirs')).toBeTruthy();
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  await send();
  await waitFor(() => expect(mails).toEqual([2, 3]));
  await waitFor(() => expect(router.state.location.pathname).toBe('/estimates'));
  expect(scripted.asked('estimate.update')).toEqual([]);
});

test('chosen invoices are noted as sent once each, without those that are void', async () => {
  const rows = [1, 2, 3, 4].map((no) => ({
    ...firstRow,
    id: `invoice-${no}`,
    number: `INV/26-27/000${no}`,
    state: no === 2 ? ('void' as const) : firstRow.state,
  }));
  let isRefused = true;
  let answer: () => void = nothing;
  const scripted = core({
    'invoice.list': () => ({ rows, next: null }),
    'invoice.mark_sent': async ({ id }) => {
      if (id === 'invoice-1')
        await new Promise<void>((done) => {
          answer = done;
        });
      return id === 'invoice-3' && isRefused
        ? { code: 'precondition', message_id: 'error.void_not_sent', params: {}, fields: [] }
        : ({ id } as never);
    },
  });
  const noted = () => scripted.asked('invoice.mark_sent').map(({ id }) => id);
  const { user, say } = await show(<InvoiceList />);
  await screen.findByText('INV/26-27/0001');
  screen.getByRole('grid').focus();
  await user.keyboard('xjxjxjx');
  const mark = await screen.findByRole('button', { name: say('invoice.mark_sent') });
  await user.dblClick(mark);
  answer();
  expect(await screen.findByText(say('error.void_not_sent'))).toBeTruthy();
  expect(noted()).toEqual(['invoice-1', 'invoice-3']);
  isRefused = false;
  await user.click(mark);
  expect(await screen.findByText(say('invoice.sent_noted', { count: 3 }))).toBeTruthy();
  expect(noted()).toEqual(['invoice-1', 'invoice-3', 'invoice-3', 'invoice-4']);
  await waitFor(() => expect(screen.queryByRole('button', { name: say('invoice.mark_sent') })).toBeNull());
});

test('a refusal says why on its page', async () => {
  const answer = { ...acceptance, answer: 'declined', note: 'Too dear this year' };
  core({ 'estimate.get': () => ({ ...sentEstimate, answer }) });
  const { say } = await show(<EstimatePage />, { path: '/estimates/$id', at: '/estimates/estimate-1' });
  const facts = await screen.findByRole('complementary', { name: say('estimate.facts') });
  expect(within(facts).getByText(say('reason'))).toBeTruthy();
  expect(within(facts).getByText('Too dear this year')).toBeTruthy();
});

test('an invoice in another currency names its rate and what it came to at home', async () => {
  const converted = {
    rate: '83.4567',
    rate_date: '2026-11-20',
    rate_source: 'RBI reference',
    net: inr('8391.57'),
    tax: inr('0.00'),
    total: inr('8391.57'),
  };
  core({ 'invoice.get': () => ({ ...issuedInvoice, converted }) });
  const { say } = await show(<InvoicePage />, invoicePage);
  const facts = await screen.findByRole('complementary', { name: say('invoice.facts') });
  for (const text of ['83.4567', '20 Nov 2026', 'RBI reference']) {
    expect(within(facts).getByText(text)).toBeTruthy();
  }
});
