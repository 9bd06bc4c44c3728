/** Recurring invoices against a scripted core, in every test language. */
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import type { RecurringInvoice, RecurringRow } from '@/host/generated';
import { core, firstRow, inr, totals } from '@/test/billing';
import { testLocales } from '@/test/pseudo';
import { expectAccessible, show } from '@/test/render';
import NewRecurring from './NewRecurring';
import RecurringList from './RecurringList';
import RecurringPage from './RecurringPage';

const row = (more: Partial<RecurringRow> = {}): RecurringRow => ({
  id: 'recurring-1',
  code: 'REC-0001',
  version: 3,
  customer_id: 'customer-1',
  customer: 'Chandni Courtyard Hotels',
  subject: 'Care December 2026',
  every: 1,
  unit: 'month',
  next: '2026-12-01',
  amount: inr('11800.00'),
  state: 'running',
  badge: { tone: 'ok', icon: 'refresh-cw', key: 'badge.recurring.running', params: {} },
  owner_id: 'user-1',
  ...more,
});

const line = { description: 'Care', detail: '{period}', quantity: '1', unit_price: '10000' };

const page = (more: Partial<RecurringInvoice> = {}): RecurringInvoice => ({
  row: row(),
  draft: { customer_id: 'customer-1', subject: 'Care {month}', payment_term: { days: 30 }, lines: [line] },
  next_draft: {
    customer_id: 'customer-1',
    subject: 'Care December 2026',
    payment_term: { days: 30 },
    lines: [{ ...line, detail: '1 Dec 2026 – 31 Dec 2026' }],
  },
  rhythm: { every: 1, unit: 'month', first: '2026-09-01', end: { kind: 'never' } },
  days: ['2026-12-01', '2027-01-01', '2027-02-01'],
  totals,
  problem: null,
  deal_id: 'deal-1',
  deal: 'DEAL-0001 Care',
  contract_id: null,
  contract: '',
  ...more,
});

const done = (due = false) => ({ id: 'recurring-1', version: 4, due });

const scripted = (more: Parameters<typeof core>[0] = {}) =>
  core({
    'recurring_invoice.list': () => ({
      rows: [
        row(),
        row({
          id: 'recurring-2',
          code: 'REC-0002',
          state: 'paused',
          badge: { tone: 'warn', icon: 'clock', key: 'badge.recurring.paused', params: {} },
        }),
      ],
      next: null,
    }),
    'recurring_invoice.summary': () => ({ count: 2, tabs: [{ state: 'running', count: 1 }] }),
    'recurring_invoice.get': () => page(),
    'recurring_invoice.days': () => ({ days: ['2026-12-01', '2027-01-01'], come: 2, last: null }),
    'recurring_invoice.of_invoice': ({ unit }) => ({
      draft: { customer_id: 'customer-1', payment_term: { days: 30 }, lines: [line] },
      first: unit === 'year' ? '2027-10-12' : '2026-11-12',
    }),
    'recurring_invoice.create': () => done(),
    'recurring_invoice.update': () => done(),
    'recurring_invoice.pause': () => done(),
    'recurring_invoice.skip': () => done(),
    'recurring_invoice.make': () => ({ invoice_ids: ['invoice-9'] }),
    'contract.list': () => ({ rows: [], next: null }),
    'invoice.list': () => ({ rows: [{ ...firstRow, subject: 'Care October 2026' }], next: null }),
    'attachment.list': () => ({ rows: [], next: null }),
    ...more,
  });

const at = { at: '/recurring-invoices/recurring-1', path: '/recurring-invoices/$id' };
const editing = { at: '/recurring-invoices/recurring-1?edit=yes', path: '/recurring-invoices/$id' };
const beginning = { at: '/recurring-invoices/new?from=invoice-1', path: '/recurring-invoices/new' };

describe.each(testLocales)('in $name axe finds nothing on', (language) => {
  test('the list', async () => {
    scripted();
    await show(<RecurringList />, { language });
    await screen.findByText('REC-0001');
    await expectAccessible();
  });

  test('the page of one', async () => {
    scripted();
    await show(<RecurringPage />, { language, ...at });
    await screen.findByText('Care October 2026');
    await expectAccessible();
  });

  test('the form', async () => {
    scripted();
    const { say } = await show(<RecurringPage />, { language, ...editing });
    await screen.findByRole('textbox', { name: say('recurring.every') });
    await expectAccessible();
  });
});

test('the page says what comes next, and why a draft could not be made', async () => {
  scripted({
    'recurring_invoice.get': () =>
      page({ problem: { path: 'contact_id', message_id: 'error.no_such_contact', params: {} } }),
  });
  const { say } = await show(<RecurringPage />, at);
  await screen.findByText('Care October 2026');
  expect(screen.getByText('Every month')).toBeTruthy();
  expect(screen.getByText('1 Dec 2026 – 31 Dec 2026')).toBeTruthy();
  expect(screen.queryByText(/\{period\}|\{month\}/)).toBeNull();
  expect(screen.getByText(new RegExp(say('recurring.problem')))).toBeTruthy();
  expect(screen.getByRole('link', { name: 'DEAL-0001 Care' }).getAttribute('href')).toBe('/deals/deal-1');
});

test('it is paused where it stands, and the next is skipped from the menu', async () => {
  const asked = scripted();
  const { user, say } = await show(<RecurringPage />, at);
  await screen.findByText('Care October 2026');
  await user.click(screen.getByRole('button', { name: new RegExp(say('recurring.pause')) }));
  await waitFor(() =>
    expect(asked.asked('recurring_invoice.pause')).toEqual([{ id: 'recurring-1', version: 3 }]),
  );
  await user.click(screen.getByRole('button', { name: say('action.more') }));
  await user.click(within(await screen.findByRole('menu')).getByText(say('recurring.skip')));
  await waitFor(() => expect(asked.asked('recurring_invoice.skip')).toHaveLength(1));
});

test('one like an invoice begins on the period after it and saves only when asked to', async () => {
  const asked = scripted({ 'recurring_invoice.create': () => done(true) });
  const { user, say, router } = await show(<NewRecurring />, beginning);
  const every = await screen.findByRole('textbox', { name: say('recurring.every') });
  await screen.findByText(/2 drafts are made at once/);
  await user.clear(every);
  await user.type(every, '2');
  expect(asked.asked('invoice.create')).toEqual([]);
  expect(asked.asked('recurring_invoice.create')).toEqual([]);
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(router.state.location.pathname).toBe('/recurring-invoices/recurring-1'));
  const [request] = asked.asked('recurring_invoice.create');
  expect(request?.rhythm).toEqual({ every: 2, unit: 'month', first: '2026-11-12', end: { kind: 'never' } });
  expect(request?.draft.lines?.[0]?.description).toBe('Care');
  expect(asked.asked('recurring_invoice.make')).toEqual([{ id: 'recurring-1' }]);
});

test('one that is saved leaves its form although its drafts could not be made', async () => {
  const asked = scripted({
    'recurring_invoice.create': () => done(true),
    'recurring_invoice.make': () => ({ code: 'storage' as const, message_id: 'error.busy', fields: [] }),
  });
  const { user, say, router } = await show(<NewRecurring />, beginning);
  const every = await screen.findByRole('textbox', { name: say('recurring.every') });
  await screen.findByText(/2 drafts are made at once/);
  await user.type(every, '2');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(router.state.location.pathname).toBe('/recurring-invoices/recurring-1'));
  expect(asked.asked('recurring_invoice.create')).toHaveLength(1);
});

test('a change is sent with the version that was seen, and a refusal stands at its field', async () => {
  const asked = scripted({
    'recurring_invoice.update': () => ({
      code: 'invalid' as const,
      message_id: 'error.invalid',
      fields: [{ path: 'rhythm.every', message_id: 'error.between', params: { min: 1, max: 99 } }],
    }),
  });
  const { user, say } = await show(<RecurringPage />, editing);
  const every = await screen.findByRole('textbox', { name: say('recurring.every') });
  await user.clear(every);
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(await screen.findByText('Type a number from 1 to 99.')).toBeTruthy();
  const [request] = asked.asked('recurring_invoice.update');
  expect([request?.id, request?.version, request?.rhythm.every]).toEqual(['recurring-1', 3, 0]);
});
