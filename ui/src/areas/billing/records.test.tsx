/** What papers and payments have around them: fields that few need, their thread, their history, kept keystrokes. */
import { screen, waitFor, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { describe, expect, test } from 'vitest';
import { CompanyProvider } from '@/app/company';
import { acceptance, core, inr, owing, payment, sentEstimate } from '@/test/billing';
import { customer, status } from '@/test/fixtures';
import { testLocales } from '@/test/pseudo';
import { expectAccessible, show } from '@/test/render';
import { AnswerDialog } from './AnswerDialog';
import { CustomerBalance } from './CustomerBalance';
import EstimateList from './EstimateList';
import EstimatePage from './EstimatePage';
import InvoiceList from './InvoiceList';
import InvoicePage from './InvoicePage';
import PaymentList from './PaymentList';
import PaymentPage from './PaymentPage';
import { ReasonDialog } from './ReasonDialog';
import { RefundDialog } from './RefundDialog';

const deals = [
  { id: 'deal-1', title: 'Cabling of the training rooms', code: 'DEAL-0001', status: 'open' },
  { id: 'deal-2', title: 'Old switchboard', code: 'DEAL-0002', status: 'lost' },
];
const answered = { ...sentEstimate, answer: acceptance };

const everything = (element: ReactNode) => {
  const permissions = { ...status.user.permissions, 'deal.read': 'all' as const };
  return (
    <CompanyProvider status={{ ...status, user: { ...status.user, permissions } }}>{element}</CompanyProvider>
  );
};

const draftPage = { path: '/invoices/$id', at: '/invoices/invoice-9' };
const issuedPage = { path: '/invoices/$id', at: '/invoices/invoice-1' };
const estimatePage = { path: '/estimates/$id', at: '/estimates/estimate-1' };
const paymentPage = { path: '/payments/$id', at: '/payments/payment-1' };

describe.each(testLocales)('in $name axe finds nothing on', (language) => {
  test('the editor with all its fields', async () => {
    core({ 'deal.list': () => ({ rows: deals, next: null }) as never });
    const { user, say } = await show(everything(<InvoicePage />), { language, ...draftPage });
    await user.click(await screen.findByRole('button', { name: say('document.more') }));
    await screen.findByRole('button', { name: new RegExp(say('document.contact')) });
    await expectAccessible();
  });

  test('the page of a payment', async () => {
    core();
    const { say } = await show(<PaymentPage />, { language, ...paymentPage });
    await screen.findByText(say('payment.refunded'));
    await expectAccessible();
  });
});

test('day of supply, person, deal and language of a paper are chosen behind one button', async () => {
  const scripted = core({ 'deal.list': () => ({ rows: deals, next: null }) as never });
  const { user, say } = await show(everything(<InvoicePage />), draftPage);
  const draft = () => scripted.asked('document.price').at(-1)?.draft;
  const choose = async (label: string, option: RegExp) => {
    await user.click(await screen.findByRole('button', { name: new RegExp(label) }));
    await user.click(await screen.findByRole('option', { name: option }));
  };
  await user.click(await screen.findByRole('button', { name: say('document.more') }));
  const supplied = screen.getByRole('textbox', { name: new RegExp(say('document.supply_date')) });
  await user.type(supplied, '2026-11-20');
  await user.tab();
  await choose(say('document.contact'), /Sunita Rao/);
  await choose(say('kind.deal'), /Cabling of the training rooms/);
  await choose(say('document.language'), new RegExp(say('language.fr')));
  await waitFor(() =>
    expect(draft()).toMatchObject({
      supply_date: '2026-11-20',
      contact_id: 'contact-1',
      deal_id: 'deal-1',
      language: 'fr',
    }),
  );
  expect(scripted.asked('deal.list').every(({ filter }) => filter?.customer_id === 'customer-1')).toBe(true);
  await user.click(screen.getByRole('button', { name: new RegExp(say('kind.deal')) }));
  expect(screen.queryByRole('option', { name: /Old switchboard/ })).toBeNull();
  await user.click(screen.getByRole('option', { name: say('document.deal_none') }));
  await choose(say('document.contact'), new RegExp(say('document.contact_none')));
  await waitFor(() => {
    expect(draft()?.deal_id).toBeUndefined();
    expect(draft()?.contact_id).toBeUndefined();
  });
});

test('the editor leads to the customer and to the deal of a saved draft', async () => {
  core();
  const { say } = await show(<InvoicePage />, draftPage);
  const place = (name: string) =>
    screen.findByRole('link', { name }).then((link) => link.getAttribute('href'));
  expect(await place(customer.name)).toBe('/customers/customer-1');
  expect(await place(`${say('kind.deal')} Cabling of the training rooms`)).toBe('/deals/deal-1');
});

test.each([
  ['invoice', <InvoicePage key="i" />, issuedPage],
  ['estimate', <EstimatePage key="e" />, estimatePage],
  ['payment', <PaymentPage key="p" />, paymentPage],
])('the page of %s has its history in a tab', async (kind, page, address) => {
  const scripted = core({
    'estimate.get': () => answered,
  });
  const { user, say } = await show(page, address);
  await user.click(await screen.findByRole('tab', { name: say('history.title') }));
  const panel = await screen.findByRole('tabpanel', { name: say('history.title') });
  expect(await within(panel).findByText(/Asha Kulkarni/)).toBeTruthy();
  expect(scripted.asked('history.of_record').at(-1)).toMatchObject({ kind, id: `${kind}-1` });
});

test.each([
  ['invoice', <InvoicePage key="i" />, draftPage],
  ['estimate', <EstimatePage key="e" />, estimatePage],
])(
  'the editor of %s has its history in the menu, and Escape leads back to the editor',
  async (_, page, address) => {
    core();
    const { user, say, router } = await show(page, address);
    await user.click(await screen.findByRole('button', { name: say('action.more') }));
    await user.click(await screen.findByRole('menuitem', { name: say('history.title') }));
    const sheet = await screen.findByRole('dialog', { name: say('history.title') });
    expect(await within(sheet).findByText(/Asha Kulkarni/)).toBeTruthy();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(router.state.location.pathname).toBe(address.at);
  },
);

test('a payment shows what became of it, at which rate, who received it and what was noted', async () => {
  core();
  const { say } = await show(<PaymentPage />, paymentPage);
  const rows = async (title: string) => {
    const heading = await screen.findByRole('heading', { name: title });
    return within(heading.closest('section') as HTMLElement)
      .getAllByRole('listitem')
      .map((row) => row.textContent);
  };
  expect(await rows(say('payment.settled'))).toEqual([expect.stringContaining('INV/26-27/0001')]);
  const [refund] = await rows(say('payment.refunded'));
  expect(refund).toContain('CHQ 77');
  expect(refund).toContain('250');
  expect(await rows(say('payment.kept_back'))).toEqual([expect.stringContaining('Correspondent bank')]);
  expect(screen.getByText(say('document.rate', { currency: 'EUR', home: 'INR' }))).toBeTruthy();
  expect(screen.getByText('92.5')).toBeTruthy();
  expect(screen.getByText(/83,250/)).toBeTruthy();
  expect(screen.getByText('Pune')).toBeTruthy();
  expect(screen.getByText(payment.note)).toBeTruthy();
});

test('a reversed payment says why and when', async () => {
  core({
    'payment.get': () => ({
      ...payment,
      reversed: true,
      reversal: { reason: 'The cheque bounced', date: '2026-11-23' },
    }),
  });
  const { say } = await show(<PaymentPage />, paymentPage);
  expect(await screen.findByText('The cheque bounced')).toBeTruthy();
  expect(screen.queryByRole('button', { name: say('payment.refund') })).toBeNull();
});

test.each([
  ['invoice.list', <InvoiceList key="i" />],
  ['estimate.list', <EstimateList key="e" />],
  ['payment.list', <PaymentList key="p" />],
] as const)('%s is asked for one owner', async (list, page) => {
  const scripted = core({ 'estimate.list': () => ({ rows: [], next: null }) });
  await show(page, { path: '/list', at: '/list?owner=user-2' });
  await waitFor(() => expect(scripted.asked(list).at(-1)?.filter).toMatchObject({ owner_id: 'user-2' }));
});

const crashCopies = () => Object.keys(localStorage).filter((key) => key.startsWith('throughline.draft'));
const nothing = () => undefined;
const reverse = (
  <ReasonDialog
    title="Reverse"
    text=""
    action="Reverse"
    command="payment.reverse"
    request={(reason) => ({ id: 'payment-1', reason })}
    onClose={nothing}
  />
);

test.each([
  ['a payment', <PaymentList key="p" />, 'payment.reference', 'payment.customer-1'],
  [
    'a refund',
    <RefundDialog key="f" row={payment} onClose={nothing} />,
    'payment.reference',
    'refund.payment-1.150.00',
  ],
  ['a reason', reverse, 'reason', 'payment.reverse.{"id":"payment-1","reason":""}'],
  [
    'an answer',
    <AnswerDialog key="a" estimate={sentEstimate} answer="accept" onClose={nothing} />,
    'estimate.said_by',
    'estimate.accept.estimate-1.version-1',
  ],
])(
  'what was typed for %s is there after a crash, and gone when it was cancelled',
  async (_, form, label, name) => {
    core();
    const address = { path: '/payments', at: '/payments?record=customer-1' };
    const crashed = await show(form, address);
    const { user, say } = crashed;
    const field = () => screen.findByRole('textbox', { name: new RegExp(`^${say(label)}`) });
    await user.type(await field(), 'Kept 42');
    crashed.unmount();
    expect(crashCopies()).toEqual([`throughline.draft.company-1.user-1.${name}`]);
    await show(form, address);
    expect(((await field()) as HTMLInputElement).value).toBe('Kept 42');
    expect(screen.getByText(say('form.restored'))).toBeTruthy();
    await user.click(screen.getByRole('button', { name: say('action.cancel') }));
    await waitFor(() => expect(crashCopies()).toEqual([]));
  },
);

test('a limit that was changed is looked at anew beside what is owed', async () => {
  let over: ReturnType<typeof inr> | null = null;
  const scripted = core({
    'customer_balance.get': () => ({
      figures: owing('INR').figures.map((one) => ({ ...one, over_limit: over })),
    }),
  });
  const { say } = await show(<CustomerBalance customerId="customer-1" />);
  await screen.findByText(say('balance.open'));
  over = inr('700.00');
  scripted.change(['customer']);
  expect(await screen.findByText(/700/)).toBeTruthy();
});
