/** The customer screens against a scripted core, in every test language. */
import { act, screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { describe, expect, onTestFinished, test } from 'vitest';
import { CompanyProvider } from '@/app/company';
import type { ErrorBody } from '@/host';
import type { InvoiceRow } from '@/host/generated';
import { forgetUndo, offerUndoOf, undoNewest } from '@/host/undo';
import { scriptCore } from '@/test/core';
import { customer, customerPages, status, users } from '@/test/fixtures';
import { testLocales } from '@/test/pseudo';
import { expectAccessible, show } from '@/test/render';
import CustomerList from './CustomerList';
import CustomerPage from './CustomerPage';
import { emptyDraft, requestOf } from './customer-draft';
import NewCustomer from './NewCustomer';

const refused = (path: string, message_id: string): ErrorBody => ({
  code: 'invalid',
  message_id: 'error.invalid',
  params: {},
  fields: [{ path, message_id, params: {} }],
});

const history = {
  actions: [
    {
      seq: 4,
      at_ms: 1_795_000_000_000,
      actor: 'Asha Kulkarni',
      command: 'customer.update',
      reason: '',
      own: false,
      changes: [{ table: 'customer', column: 'phone', before: '1', after: '2' }],
    },
  ],
  next: null,
};

const invoice: InvoiceRow = {
  id: 'invoice-1',
  kind: 'invoice',
  state: 'open',
  branch_id: 'branch-1',
  number: 'INV/26-27/0118',
  customer_id: 'customer-1',
  customer: customer.name,
  subject: 'Structured cabling, block A',
  date: '2026-10-12',
  due_date: '2026-11-11',
  total: { amount: '118000.00', currency: 'INR' },
  open: { amount: '59000.00', currency: 'INR' },
  badge: { tone: 'danger', icon: 'circle-alert', key: 'badge.overdue', params: { days: 12 } },
  owner_id: 'user-1',
};

const core = (more: Parameters<typeof scriptCore>[0] = {}) =>
  scriptCore({
    'user.list': () => users,
    'customer.list': customerPages(12),
    'customer.summary': () => ({ count: 12 }),
    'customer.get': ({ id }) => ({ ...customer, id }),
    'history.of_record': () => history,
    'customer_balance.get': () => ({ figures: [] }),
    'invoice.list': ({ filter }) => ({
      rows: filter?.tab === 'draft' ? [] : [invoice],
      next: null,
    }),
    'estimate.list': () => ({ rows: [], next: null }),
    'payment.list': () => ({ rows: [], next: null }),
    'customer.duplicates': () => ({ rows: [] }),
    'customer.update': ({ id, version }) => ({ id, version: version + 1, warnings: [] }),
    'customer.delete': ({ id, version }) => ({ id, version: version + 1, warnings: [] }),
    'customer.create': () => ({ id: 'customer-9', version: 1, warnings: [] }),
    'contact.create': () => ({ id: 'contact-9', version: 1 }),
    ...more,
  });

type Say = Awaited<ReturnType<typeof show>>['say'];

const at = { path: '/customers/$id', at: '/customers/customer-1' };

describe.each(testLocales)('in $name axe finds nothing on', (language) => {
  test('the list', async () => {
    core();
    await show(<CustomerList />, { language });
    await screen.findByText('Customer 3');
    await expectAccessible();
  });

  test('the page of a customer', async () => {
    core();
    await show(<CustomerPage />, { language, ...at });
    await screen.findByRole('heading', { name: customer.name });
    await screen.findAllByText('INV/26-27/0118');
    await expectAccessible();
  });

  test('the form of a new customer', async () => {
    core();
    const { say } = await show(<NewCustomer />, { language });
    await screen.findByRole('button', { name: new RegExp(say('customer.create').slice(0, 8)) });
    await expectAccessible();
  });
});

test('filters and order live in the address and go to the core', async () => {
  const scripted = core();
  const { user, router, say } = await show(<CustomerList />);
  await screen.findByText('Customer 3');
  await user.type(screen.getByRole('textbox', { name: say('customer.search') }), 'aar');
  await waitFor(() => expect(scripted.asked('customer.list').at(-1)).toMatchObject({ search: 'aar' }));
  expect(router.state.location.search).toMatchObject({ search: 'aar' });
  await user.click(screen.getByRole('columnheader', { name: say('customer.code') }));
  await waitFor(() =>
    expect(scripted.asked('customer.list').at(-1)?.sort).toEqual({ column: 'code', descending: false }),
  );
  expect(scripted.asked('customer.summary').at(-1)).toMatchObject({ search: 'aar' });
});

test('where nothing matches, filters and search go away together', async () => {
  core({ 'customer.list': () => ({ rows: [], next: null }), 'customer.summary': () => ({ count: 0 }) });
  const { user, router, say } = await show(<CustomerList />, {
    path: '/customers',
    at: '/customers?kind=person&search=pump&sort=code&order=up',
  });
  await user.click(await screen.findByRole('button', { name: say('filter.clear_all') }));
  expect(router.state.location.search).toEqual({ sort: 'code', order: 'up' });
});

test('Space peeks beside the list, J walks on, Escape returns', async () => {
  core();
  const { user, say } = await show(<CustomerList />);
  await screen.findByText('Customer 3');
  screen.getByRole('grid').focus();
  await user.keyboard('j ');
  const peek = await screen.findByRole('complementary', { name: say('kind.customer') });
  expect(await within(peek).findByText(customer.name)).toBeTruthy();
  await user.keyboard('j');
  expect(screen.getByRole('grid').getAttribute('aria-activedescendant')).toMatch(/-2$/);
});

test('several customers are deleted as one action with one way back', async () => {
  const scripted = core({ 'history.undo': () => ({ command: 'customer.delete', rows: 1 }) });
  const { user, say } = await show(<CustomerList />);
  await screen.findByText('Customer 3');
  screen.getByRole('grid').focus();
  await user.keyboard('xjx');
  await user.click(screen.getByRole('button', { name: say('action.delete') }));
  await user.click(await screen.findByRole('button', { name: new RegExp(say('action.undo')) }));
  expect(scripted.asked('customer.delete').map(({ id }) => id)).toEqual(['customer-0', 'customer-1']);
  await waitFor(() => expect(scripted.asked('history.undo')).toEqual([{ seq: 2 }, { seq: 1 }]));
});

test.each([
  ['nothing when none of them is', 0, []],
  ['those that are gone when a later one is not', 1, [{ seq: 1 }]],
])('Ctrl+Z pressed while customers are deleted takes back %s', async (_, gone, undone) => {
  onTestFinished(forgetUndo);
  let deleted = 0;
  let answer = () => undefined as unknown;
  const waiting = new Promise<ErrorBody>((done) => {
    answer = () => done(refused('version', 'error.conflict'));
  });
  const scripted = core({
    'customer.delete': ({ id, version }) => {
      deleted += 1;
      return deleted > gone ? waiting : { id, version: version + 1, warnings: [] };
    },
    'history.undo': () => ({ command: 'customer.delete', rows: 1 }),
  });
  const { user, say } = await show(<CustomerList />);
  await screen.findByText('Customer 3');
  act(() => offerUndoOf([9], 'customer.deleted', { count: 1, name: 'Chakan' }));
  screen.getByRole('grid').focus();
  await user.keyboard('xjx');
  await user.click(screen.getByRole('button', { name: say('action.delete') }));
  await waitFor(() => expect(deleted).toBe(gone + 1));
  await act(async () => {
    const waits = undoNewest();
    answer();
    await waits;
  });
  expect(scripted.asked('history.undo')).toEqual(undone);
});

test('a fact is changed against the version that was seen', async () => {
  const scripted = core();
  const { user } = await show(<CustomerPage />, at);
  await user.click(await screen.findByRole('button', { name: customer.phone }));
  await user.clear(screen.getByRole('textbox', { name: 'Phone' }));
  await user.keyboard('+91 20 5550 9999{Enter}');
  await waitFor(() =>
    expect(scripted.asked('customer.update')).toEqual([
      { id: 'customer-1', version: 3, set: { phone: '+91 20 5550 9999' } },
    ]),
  );
  await user.click(screen.getByRole('tab', { name: 'History' }));
  expect((await screen.findAllByText('Customer changed')).length).toBe(2);
});

test('what is open and what happened last stand on the page, each a step from its record', async () => {
  core();
  const { say } = await show(<CustomerPage />, at);
  const table = await screen.findByRole('table', { name: say('open_items.title') });
  const open = within(table).getByRole('link', { name: 'INV/26-27/0118' });
  expect(open.getAttribute('href')).toContain('/invoices/invoice-1');
  expect(within(table).getByText('₹59,000')).toBeTruthy();
  expect(screen.getByText('₹1,18,000')).toBeTruthy();
});

test('a draft is called one beside its subject, which is said once', async () => {
  const draft = { ...invoice, id: 'invoice-2', number: '', subject: 'Network audit' };
  core({
    'invoice.list': ({ filter }) => ({ rows: filter?.tab === 'draft' ? [draft] : [], next: null }),
  });
  const { say } = await show(<CustomerPage />, at);
  const table = await screen.findByRole('table', { name: say('open_items.title') });
  expect(within(table).getByRole('link', { name: say('open_items.draft') })).toBeTruthy();
  expect(within(table).getAllByText('Network audit')).toHaveLength(1);
});

test('where there is more than is shown, nothing is counted and the list is one step away', async () => {
  const scripted = core({
    'invoice.list': ({ filter }) => ({ rows: filter?.tab === 'open' ? [invoice] : [], next: 'more' }),
  });
  const { say } = await show(<CustomerPage />, at);
  const table = await screen.findByRole('table', { name: say('open_items.title') });
  const heading = screen.getByRole('heading', { name: say('open_items.title') });
  expect(heading.parentElement?.textContent).not.toMatch(/[0-9]/);
  const note = await screen.findByText(new RegExp(say('open_items.first_only', { count: 30 })));
  expect(within(note).getByRole('link').getAttribute('href')).toContain('/invoices');
  expect(within(table).getAllByRole('row').length).toBeGreaterThan(1);
  expect(scripted.asked('invoice.list')).toContainEqual({
    filter: { customer_id: 'customer-1', tab: 'open' },
    sort: { column: 'due', descending: false },
    limit: 30,
  });
});

test('what belongs to an area that is off is neither read nor led to', async () => {
  const scripted = core({
    'activity.list': () =>
      ({
        rows: [
          {
            brief: { id: 'activity-1', kind: 'call', subject: 'Asked for the invoice' },
            record_kind: 'invoice',
            record_id: 'invoice-1',
            outcome: '',
            at_ms: 0,
          },
        ],
        next: null,
      }) as never,
  });
  const permissions = { ...status.user.permissions, 'activity.read': 'all', 'invoice.read': 'all' };
  const off = {
    ...status,
    areas: [
      { area: 'sales', state: 'off' },
      { area: 'finance', state: 'off' },
    ],
    user: { ...status.user, permissions },
  } as typeof status;
  const { say } = await show(
    <CompanyProvider status={off}>
      <CustomerPage />
    </CompanyProvider>,
    at,
  );
  const talk = await screen.findByText('Asked for the invoice');
  expect(talk.closest('a')).toBeNull();
  expect(screen.queryByRole('tab', { name: say('customer.sales') })).toBeNull();
  expect(screen.queryByRole('tab', { name: say('customer.money') })).toBeNull();
  expect(screen.queryByText('INV/26-27/0118')).toBeNull();
  const asked = scripted.calls.map(({ command }) => command);
  expect(asked.filter((name) => /^(invoice|estimate|payment|deal|customer_balance)\./.test(name))).toEqual(
    [],
  );
});

test('a doubtful tax id is marked in words', async () => {
  core();
  const { say } = await show(<CustomerPage />, at);
  expect(await screen.findByText(say('tax_id.doubtful'))).toBeTruthy();
});

test('a contact is added, and what the core refuses stands at its field', async () => {
  const scripted = core({
    'contact.create': ({ contact }) =>
      contact.name ? { id: 'contact-9', version: 1 } : refused('contact.name', 'error.required'),
  });
  const { user, say } = await show(<CustomerPage />, at);
  await user.click((await screen.findAllByRole('button', { name: say('contact.new') }))[0] as HTMLElement);
  const dialog = await screen.findByRole('dialog');
  await user.click(within(dialog).getByRole('button', { name: new RegExp(say('contact.add')) }));
  expect(await within(dialog).findByRole('alert')).toBeTruthy();
  const name = within(dialog).getByRole('textbox', { name: say('contact.name') });
  expect(name.getAttribute('aria-invalid')).toBe('true');
  await user.type(name, 'Suresh Pawar');
  await user.click(within(dialog).getByRole('checkbox', { name: say('contact.role.billing') }));
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(scripted.asked('contact.create').at(-1)).toMatchObject({
    customer_id: 'customer-1',
    contact: { name: 'Suresh Pawar', roles: ['billing'] },
  });
});

test('a customer that is not there is said to be missing', async () => {
  core({
    'customer.get': () => ({
      code: 'not_found',
      message_id: 'error.not_found',
      params: { kind: 'customer' },
    }),
  });
  await show(<CustomerPage />, at);
  expect(await screen.findByText(/^Customer: it is not there/)).toBeTruthy();
});

test('while typing, customers that may be the same are shown', async () => {
  const same = { held_by: null, score: 900, reasons: [], likely: true };
  const scripted = core({
    'customer.duplicates': () => ({
      rows: [
        { ...same, id: 'customer-1', code: 'CUS-0043', name: 'Aarohi Foods Pvt Ltd', place: 'Pune' },
        { ...same, id: 'customer-2', code: '', name: 'Aarohi Food', place: '', held_by: 'Meera Nair' },
      ],
    }),
  });
  const { user, say } = await show(<NewCustomer />);
  await user.type(screen.getAllByRole('textbox', { name: say('customer.name') })[0] as HTMLElement, 'Aarohi');
  const aside = await screen.findByRole('complementary', { name: say('duplicates.title') });
  expect(await within(aside).findByRole('link', { name: 'Aarohi Foods Pvt Ltd' })).toBeTruthy();
  const held = say('duplicates.held', { name: 'Aarohi Food', owner: 'Meera Nair' });
  expect(within(aside).getByText(held)).toBeTruthy();
  expect(within(aside).queryByRole('link', { name: /^Aarohi Food$/ })).toBeNull();
  await waitFor(() =>
    expect(scripted.asked('customer.duplicates').at(-1)).toMatchObject({
      name: 'Aarohi',
      kind: 'organisation',
    }),
  );
});

test('a tax id is doubted by a preview, which writes nothing', async () => {
  const scripted = core({
    'customer.create': () => ({
      id: 'x',
      version: 1,
      warnings: [{ path: 'tax_ids[0].number', message_id: 'warning.tax_id', params: { number: '27X' } }],
    }),
  });
  const { user, say } = await show(<NewCustomer />);
  await user.type(screen.getByRole('textbox', { name: new RegExp(say('tax_id.gstin')) }), '27X');
  await user.tab();
  expect(await screen.findByText(/The check of 27X/)).toBeTruthy();
  expect(
    scripted.calls.filter(({ command }) => command === 'customer.create').every(({ preview }) => preview),
  ).toBe(true);
});

test('a new customer is created, its draft forgotten and its page opened', async () => {
  const scripted = core();
  const { user, say, router } = await show(<NewCustomer />, { at: '/customers/new', path: '/customers/new' });
  await user.type(
    screen.getAllByRole('textbox', { name: say('customer.name') })[0] as HTMLElement,
    'Bluefern Clinics',
  );
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(router.state.location.pathname).toBe('/customers/customer-9'));
  expect(scripted.asked('customer.create')).toEqual([{ name: 'Bluefern Clinics', kind: 'organisation' }]);
  expect(Object.keys(localStorage).filter((key) => key.startsWith('throughline.draft'))).toEqual([]);
});

test('empty fields are left to the core', () => {
  expect(requestOf({ ...emptyDraft('IN'), name: 'A', city: 'Pune', term: '{"days":15}' }, 'IN')).toEqual({
    name: 'A',
    kind: 'organisation',
    payment_term: { days: 15 },
    addresses: [{ street: '', city: 'Pune', postal_code: '', region: '' }],
  });
});

test('a customer abroad has the country, the kind of tax number and the taxation of abroad', async () => {
  const scripted = core();
  const { user, say } = await show(<NewCustomer />);
  const choose = async (field: string, option: string) => {
    await user.click(screen.getByRole('button', { name: new RegExp(say(field)) }));
    await user.click(await screen.findByRole('option', { name: option }));
  };
  await user.type(
    screen.getAllByRole('textbox', { name: say('customer.name') })[0] as HTMLElement,
    'Rhein Pumpen',
  );
  expect(screen.queryByText(say('customer.treatment_note'))).toBeNull();
  await choose('address.country', 'Germany');
  expect(screen.getByRole('textbox', { name: new RegExp(say('tax_id.vat')) })).toBeTruthy();
  await choose('customer.treatment', say('customer.treatment.export'));
  await user.type(screen.getByRole('textbox', { name: new RegExp(say('customer.currency')) }), 'eur');
  await expectAccessible();
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() =>
    expect(scripted.asked('customer.create')).toEqual([
      {
        name: 'Rhein Pumpen',
        kind: 'organisation',
        currency: 'eur',
        tax_treatment: 'export',
        addresses: [{ street: '', city: '', postal_code: '', region: '', country: 'DE' }],
      },
    ]),
  );
});

test('the currency is changed where it stands, and what the core refuses stands there', async () => {
  const scripted = core({
    'customer.update': ({ id, version, set }) =>
      set.currency === 'xx'
        ? refused('set.currency', 'error.required')
        : { id, version: version + 1, warnings: [] },
  });
  const { user, say } = await show(<CustomerPage />, at);
  await user.click(await screen.findByRole('button', { name: customer.currency }));
  const field = screen.getByRole('textbox', { name: say('customer.currency') });
  await user.clear(field);
  await user.type(field, 'xx{Enter}');
  expect((await screen.findByRole('alert')).textContent).toBe(say('error.required'));
  await user.clear(field);
  await user.type(field, 'eur{Enter}');
  await waitFor(() =>
    expect(scripted.asked('customer.update').at(-1)).toEqual({
      id: 'customer-1',
      version: 3,
      set: { currency: 'eur' },
    }),
  );
});

/** Without a term that stands: happy-dom cannot look for the chosen option, whose key is JSON. */
const noTerm = { 'customer.get': () => ({ ...customer, payment_term: null }) };

const openOwnTerm = async ({ user, say }: { user: UserEvent; say: Say }) => {
  await user.click(await screen.findByRole('button', { name: say('term.other') }));
  await user.click(await screen.findByRole('option', { name: say('term.own') }));
};

test('any number of days can be the payment term of a customer', async () => {
  const scripted = core(noTerm);
  const { user, say } = await show(<CustomerPage />, at);
  await openOwnTerm({ user, say });
  const dialog = await screen.findByRole('dialog', { name: say('term.own_title') });
  const days = within(dialog).getByRole('textbox', { name: say('term.own_days') });
  await expectAccessible();
  await user.type(days, '21');
  await user.click(within(dialog).getByRole('button', { name: new RegExp(say('term.own_rule')) }));
  await user.click(await screen.findByRole('option', { name: say('term.own_rule.after_end_of_month') }));
  await user.click(within(dialog).getByRole('button', { name: new RegExp(say('term.own_take')) }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(scripted.asked('customer.update').map(({ set }) => set)).toEqual([
    { payment_term: { days_after_end_of_month: 21 } },
  ]);
});

test('what the core refuses of such a term stands in the dialog', async () => {
  core({ ...noTerm, 'customer.update': () => refused('set.payment_term', 'error.required') });
  const { user, say } = await show(<CustomerPage />, at);
  await openOwnTerm({ user, say });
  const days = await screen.findByRole('textbox', { name: say('term.own_days') });
  await user.type(days, '99999{Enter}');
  await waitFor(() => expect(days.getAttribute('aria-invalid')).toBe('true'));
});

test('the days of such a term are read in any digits, and what is no number says so', async () => {
  const scripted = core(noTerm);
  const { user, say } = await show(<CustomerPage />, at);
  await openOwnTerm({ user, say });
  const days = await screen.findByRole('textbox', { name: say('term.own_days') });
  await user.type(days, '30 days{Enter}');
  expect(await screen.findByText(say('term.own_days_wrong'))).toBeTruthy();
  expect(scripted.asked('customer.update')).toEqual([]);
  await user.clear(days);
  await user.type(days, '٣٠{Enter}');
  await waitFor(() =>
    expect(scripted.asked('customer.update').map(({ set }) => set)).toEqual([{ payment_term: { days: 30 } }]),
  );
});

test('a term of ones own is taken into the form, which is not sent by it', async () => {
  const scripted = core();
  const { user, say } = await show(<NewCustomer />);
  await user.click(screen.getByRole('button', { name: new RegExp(say('customer.payment')) }));
  await user.click(await screen.findByRole('option', { name: say('term.own') }));
  const days = await screen.findByRole('textbox', { name: say('term.own_days') });
  await user.type(days, '21{Enter}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  const field = screen.getByRole('button', { name: new RegExp(say('customer.payment')) });
  expect(field.textContent).toContain(say('term.days', { days: 21 }));
  expect(scripted.asked('customer.create')).toEqual([]);
});

describe('keystrokes that were not saved are there again after a crash:', () => {
  /** Types into the first field of a dialog, lets the window go and opens it anew. */
  const again = async (open: (user: UserEvent, say: Say) => Promise<unknown>, field: string) => {
    core();
    const before = await show(<CustomerPage />, at);
    await screen.findByRole('heading', { name: customer.name });
    await open(before.user, before.say);
    const typed = await screen.findByRole('textbox', { name: before.say(field) });
    await before.user.clear(typed);
    await before.user.type(typed, 'Typed');
    before.unmount();
    const after = await show(<CustomerPage />, at);
    await screen.findByRole('heading', { name: customer.name });
    await open(after.user, after.say);
    const found = await screen.findByRole<HTMLInputElement>('textbox', { name: after.say(field) });
    expect(found.value).toBe('Typed');
    expect(screen.getByText(after.say('form.restored'))).toBeTruthy();
    return after;
  };
  const press = (name: string) => async (user: UserEvent, say: Say) =>
    user.click((await screen.findAllByRole('button', { name: say(name) }))[0] as HTMLElement);
  const edit = (tab: string, more: string, values?: Record<string, string>) => {
    return async (user: UserEvent, say: Say) => {
      await user.click(screen.getByRole('tab', { name: new RegExp(say(tab)) }));
      await user.click(await screen.findByRole('button', { name: say(more, values) }));
      await user.click(await screen.findByRole('menuitem', { name: say('action.edit') }));
    };
  };

  test.each([
    ['a new contact', press('contact.new'), 'contact.name'],
    [
      'a contact',
      edit('customer.people', 'contact.actions', { name: customer.contacts[0]?.name ?? '' }),
      'contact.name',
    ],
    ['a new tax id', press('tax_id.new'), 'tax_id.gstin'],
    ['an address', edit('customer.addresses', 'address.actions'), 'address.street'],
    ['notes', async () => undefined, 'customer.notes'],
  ] as const)('%s', async (_name, open, field) => {
    await again(open, field);
  });

  test('and are forgotten when the form is closed on purpose', async () => {
    const { user, say } = await again(press('contact.new'), 'contact.name');
    await user.click(screen.getByRole('button', { name: say('action.cancel') }));
    await press('contact.new')(user, say);
    const name = await screen.findByRole<HTMLInputElement>('textbox', { name: say('contact.name') });
    expect(name.value).toBe('');
  });
});

test.each([
  ['contact.write', 'contact.new', 'address.new'],
  ['customer.write', 'address.new', 'contact.new'],
])('whoever holds %s alone is offered nothing else behind the dots', async (permission, offered, other) => {
  core();
  const permissions = { 'customer.read': 'all', [permission]: 'all' };
  const working = { ...status, user: { ...status.user, permissions } } as typeof status;
  const { user, say } = await show(
    <CompanyProvider status={working}>
      <CustomerPage />
    </CompanyProvider>,
    at,
  );
  await user.click(await screen.findByRole('button', { name: say('action.more') }));
  const menu = within(await screen.findByRole('menu'));
  expect(menu.getByRole('menuitem', { name: new RegExp(say(offered)) })).toBeTruthy();
  expect(menu.queryByRole('menuitem', { name: new RegExp(say(other)) })).toBeNull();
});

test('notes are saved when their field is left', async () => {
  const scripted = core();
  const { user, say } = await show(<CustomerPage />, at);
  await user.type(await screen.findByRole('textbox', { name: say('customer.notes') }), 'Calls back');
  await user.tab();
  await waitFor(() =>
    expect(scripted.asked('customer.update').map(({ set }) => set)).toEqual([{ notes: 'Calls back' }]),
  );
  expect(Object.keys(localStorage).filter((key) => key.startsWith('throughline.draft'))).toEqual([]);
});
