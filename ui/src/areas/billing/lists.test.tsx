/** Whoever writes only their own papers is offered on a colleague's what is no writing. */
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, test } from 'vitest';
import { CompanyProvider } from '@/app/company';
import type { EstimateRow } from '@/host/generated';
import { core, firstRow, issuedInvoice, paymentRow, sentEstimate } from '@/test/billing';
import { branch, status } from '@/test/fixtures';
import { show } from '@/test/render';
import EstimateList from './EstimateList';
import InvoiceList from './InvoiceList';
import InvoicePage from './InvoicePage';
import PaymentList from './PaymentList';

const own = (page: ReactNode) => {
  const writes = { 'estimate.write': 'own', 'invoice.write': 'own', 'payment.write': 'own' } as const;
  const user = { ...status.user, permissions: { ...status.user.permissions, ...writes } };
  return <CompanyProvider status={{ ...status, user }}>{page}</CompanyProvider>;
};

const both = <Row extends { id: string; owner_id: string | null }>(row: Row, name: keyof Row) => [
  { ...row, id: 'own', [name]: 'MINE' },
  { ...row, id: 'theirs', [name]: 'THEIRS', owner_id: 'user-2' },
];

const estimateRow: EstimateRow = {
  ...sentEstimate,
  version_no: 1,
  subject: 'Office network',
  date: '2026-11-23',
  owner_id: 'user-1',
  branch_id: 'branch-1',
  customer_id: 'customer-1',
  valid_until: sentEstimate.valid_until,
};

const answers = (more: Parameters<typeof core>[0] = {}) =>
  core({
    'invoice.list': () => ({ rows: both(firstRow, 'number'), next: null }),
    'payment.list': () => ({ rows: both(paymentRow, 'number'), next: null }),
    'payment.summary': () => ({ count: 2, amounts: [], refunded: [] }),
    'estimate.list': () => ({ rows: both(estimateRow, 'code'), next: null }),
    'estimate.summary': () => ({ count: 2, totals: [], to_invoice: [], tabs: [] }),
    'invoice.get': ({ id }) => ({ ...issuedInvoice, id, owner_id: id === 'own' ? 'user-1' : 'user-2' }),
    'invoice.mark_sent': ({ id }) => ({ id }) as never,
    ...more,
  });

/** What the menu of a row offers. */
async function offered(row: string) {
  fireEvent.contextMenu(await screen.findByText(row));
  const entries = screen.queryAllByRole('menuitem').map((one) => one.textContent);
  fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Escape' });
  await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
  return entries.join('; ');
}

test.each([
  ['invoices', <InvoiceList key="i" />, ['payment.record', 'document.copy', 'invoice.mark_sent']],
  ['payments', <PaymentList key="p" />, ['payment.apply_credit', 'payment.refund', 'payment.reverse']],
  ['estimates', <EstimateList key="e" />, ['document.copy']],
])('in the list of %s', async (_, list, writes) => {
  answers();
  const { say } = await show(own(list));
  const [mine, theirs] = [await offered('MINE'), await offered('THEIRS')];
  for (const id of writes) {
    expect(mine).toContain(say(id));
    expect(theirs).not.toContain(say(id));
  }
});

test('money is recorded, and invoices are noted as sent, on one’s own alone', async () => {
  const scripted = answers();
  const { user, say } = await show(own(<InvoiceList />));
  await screen.findByText('THEIRS');
  expect(screen.getAllByTitle(say('payment.record')).map((one) => one.dataset.pays)).toEqual(['own']);
  screen.getByRole('grid').focus();
  await user.keyboard('xjx');
  await user.click(screen.getByRole('button', { name: say('invoice.mark_sent') }));
  await waitFor(() => expect(scripted.asked('invoice.mark_sent').map(({ id }) => id)).toEqual(['own']));
});

test.each([
  ['own', 1],
  ['theirs', 0],
])('on the page of an invoice that is %s', async (id, count) => {
  answers();
  const at = { path: '/invoices/$id', at: `/invoices/${id}` };
  const { say } = await show(own(<InvoicePage />), at);
  await screen.findByRole('heading', { name: issuedInvoice.number ?? '' });
  expect(screen.queryAllByRole('button', { name: new RegExp(say('payment.record')) })).toHaveLength(count);
});

test.each([
  ['invoice.list', <InvoiceList key="i" />],
  ['estimate.list', <EstimateList key="e" />],
  ['payment.list', <PaymentList key="p" />],
] as const)('%s names the seller of two and is narrowed to one', async (command, list) => {
  const other = { ...branch, id: 'branch-2', name: 'Mulshi Gulf' };
  const scripted = answers({ 'branch.list': () => ({ rows: [branch, other] }) });
  const { user, say } = await show(list);
  await screen.findByText('MINE');
  // A list without room for one more column has it in its chooser.
  if (command === 'estimate.list') expect(await screen.findAllByText(branch.name)).toHaveLength(2);
  await user.click(screen.getByRole('button', { name: say('filter.title') }));
  const dialog = await screen.findByRole('dialog', { name: say('filter.title') });
  await user.click(within(dialog).getByRole('button', { name: new RegExp(say('document.branch')) }));
  await user.click(await screen.findByRole('option', { name: other.name }));
  await waitFor(() =>
    expect(scripted.asked(command).at(-1)?.filter).toMatchObject({ branch_id: 'branch-2' }),
  );
});
