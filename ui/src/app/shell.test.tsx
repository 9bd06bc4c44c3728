/** The shell with the areas of this build: what is switched on, where keys lead, what the palette offers. */

import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import { english } from '@/app/messages';
import { manifests } from '@/areas';
import { crm } from '@/areas/crm/manifest';
import { settings } from '@/areas/settings/manifest';
import type { Transport } from '@/host';
import { createQueryClient } from '@/host/queries';
import { scriptCore } from '@/test/core';
import { backups, customer, customerPages, status, users } from '@/test/fixtures';
import { listenToKeys } from '@/test/keys';
import { expectAccessible, show } from '@/test/render';
import { App } from './App';
import { type AreaManifest, switchedOn } from './areas';
import { blocksBrowser, letterKeys, nameOf } from './keys';
import { questionOf, rank } from './palette-items';
import { useVisited } from './recent';
import { safetyOf } from './SideFoot';
import { density, startSize, textSize } from './size';

const amount = { amount: '150000.00', currency: 'INR' };
const badge = { tone: 'info' as const, icon: 'circle-dot', key: 'badge.stage', params: { stage: 'Offer' } };
const hit = { customer: null, customer_id: null, badge, amount };

const core = (more?: Partial<Transport>) =>
  scriptCore(
    {
      'file.state': () => ({ open: true, warnings: [] }),
      'company.status': () => status,
      'backup.status': () => backups,
      'session.users': () => ({ users: users.rows, user_id: 'user-1' }),
      'session.switch': ({ user_id }) => ({ users: users.rows, user_id }),
      'user.list': () => users,
      'customer.list': customerPages(3),
      'customer.summary': () => ({ count: 3 }),
      'customer.get': () => customer,
      'customer.duplicates': () => ({ rows: [] }),
      'history.of_record': () => ({ actions: [], next: null }),
      'search.find': ({ seq }) => ({
        seq: seq ?? 0,
        hits: [
          { ...hit, id: 'customer-1', kind: 'customer', title: 'Aarohi Foods' },
          { ...hit, id: 'thing-1', kind: 'unknown', title: 'Not ours' },
        ],
      }),
    },
    more,
  );

listenToKeys();

async function start(areas: readonly AreaManifest[] = [crm], more?: Partial<Transport>) {
  const scripted = core(more);
  render(<App client={createQueryClient()} messages={english} manifests={areas} />);
  await screen.findByRole('grid');
  return { user: userEvent.setup(), scripted };
}

test('the first entry of the sidebar opens, named in its language', async () => {
  await start();
  const nav = screen.getByRole('navigation');
  expect(within(nav).getByRole('link', { name: 'Customers' }).getAttribute('aria-current')).toBe('page');
  expect(document.title).toBe('Mulshi Networks');
  await expectAccessible();
});

test('a place that belongs to an entry marks it, and what is in the foot stands there', async () => {
  const areas = [{ ...crm, nav: crm.nav.map((entry) => ({ ...entry, also: ['/settings'] })) }, settings];
  const { user } = await start(areas);
  const nav = screen.getByRole('navigation', { name: 'Areas' });
  expect(within(nav).queryByRole('link', { name: 'Settings' })).toBeNull();
  const foot = screen.getByRole('link', { name: 'Settings' });
  expect(foot.getAttribute('aria-current')).toBeNull();
  await user.click(foot);
  await waitFor(() => expect(foot.getAttribute('aria-current')).toBe('page'));
  expect(within(nav).getByRole('link', { name: 'Customers' }).getAttribute('aria-current')).toBe('page');
});

test('letters lead to places outside of fields only, and rest when switched off', async () => {
  const { user } = await start();
  await user.keyboard('/');
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Search customers' }));
  await user.keyboard('cc');
  expect(location.hash).not.toContain('new');
  await user.keyboard('{Escape}{Escape}');
  letterKeys.set('off');
  await user.keyboard('cc');
  expect(location.hash).not.toContain('new');
  letterKeys.set('on');
  await user.keyboard('cc');
  await waitFor(() => expect(location.hash).toContain('/customers/new'));
  await user.click(document.body);
});

test('the palette finds, marks, drops what it does not know, and opens by number', async () => {
  const { user, scripted } = await start();
  await user.keyboard('{Control>}k{/Control}');
  const input = await screen.findByRole('combobox');
  await user.type(input, 'aaro');
  const option = await screen.findByRole('option', { name: /hi Foods/ });
  expect(within(option).getByText('Aaro').tagName).toBe('MARK');
  expect(screen.queryByText('Not ours')).toBeNull();
  await expectAccessible();
  await user.keyboard('{Control>}1{/Control}');
  await waitFor(() => expect(location.hash).toContain('/customers/customer-1'));
  const seqs = scripted.asked('search.find').map(({ seq }) => seq);
  expect(seqs).toEqual([...seqs].sort((a, b) => (a ?? 0) - (b ?? 0)));
});

function Visit({ title }: { title: string }) {
  useVisited(title);
  return null;
}

test('the palette begins with the records that were open last, the newest first, without the one at hand', async () => {
  localStorage.clear();
  const visit = async (at: string, title: string) => {
    const { unmount } = await show(<Visit title={title} />, { path: at, at });
    unmount();
  };
  for (let no = 1; no <= 7; no++) await visit(`/customers/customer-${no}`, `Customer ${no}`);
  await visit('/customers/new', 'New customer');
  await visit('/unknown/thing-1', 'Of an area that is off');
  await visit('/customers/customer-2', 'Customer 2, renamed');
  const { user } = await start();
  await user.keyboard('{Control>}k{/Control}');
  const titles = async () => (await screen.findAllByRole('option')).map((one) => one.textContent);
  const shown = await titles();
  expect(shown.slice(0, 5).map((text) => text?.slice(0, 10))).toEqual([
    'Customer 2',
    'Customer 7',
    'Customer 6',
    'Customer 5',
    'Customer 4',
  ]);
  expect(shown[0]).toContain('renamed');
  expect(shown[5]).toContain('New customer');
  await expectAccessible();
  await user.type(screen.getByRole('combobox'), '{Enter}');
  await waitFor(() => expect(location.hash).toContain('/customers/customer-2'));
  await user.keyboard('{Control>}k{/Control}');
  // What can be done with the record at hand comes before them.
  expect((await titles()).find((title) => /^Customer \d/.test(title ?? ''))).toContain('Customer 7');
  localStorage.clear();
});

test('what was found says how it stands, and before anything is typed the palette says what to do next', async () => {
  const about = (no: number) => ({ kind: 'customer', id: `customer-${no}`, title: `Sample ${no}`, amount });
  const suggest = {
    permission: 'customer.read',
    ask: async () =>
      // Two things to do about one record are one step away from it.
      [1, 1, 2, 3, 4].map((no) => ({ icon: 'phone', key: 'customer.new', params: {}, about: about(no) })),
  };
  const { user } = await start([{ ...crm, suggest }]);
  await user.keyboard('{Control>}k{/Control}');
  await waitFor(() => expect(screen.getAllByRole('option', { name: /Sample \d.*1,50,000/ })).toHaveLength(3));
  await expectAccessible();
  await user.type(screen.getByRole('combobox'), 'aarohi');
  expect(await screen.findByRole('option', { name: /Aarohi Foods.*1,50,000.*Offer/ })).toBeTruthy();
  expect(screen.queryByRole('option', { name: /Sample/ })).toBeNull();
});

test('a digit picks by the place of its key, and Enter that ends a composition picks nothing', async () => {
  const { user } = await start([crm]);
  await user.keyboard('{Control>}k{/Control}');
  const input = await screen.findByRole('combobox');
  await user.type(input, 'new customer');
  await screen.findByRole('option', { name: /New customer/ });
  fireEvent.keyDown(input, { key: 'Enter', isComposing: true });
  expect(screen.queryByRole('combobox')).toBeTruthy();
  fireEvent.keyDown(input, { key: '&', code: 'Digit1', ctrlKey: true });
  await waitFor(() => expect(location.hash).toContain('/customers/new'));
});

test('the palette goes to parts of an area that the sidebar does not name, once each', async () => {
  const { user } = await start([crm, settings]);
  await user.keyboard('{Control>}k{/Control}');
  const input = await screen.findByRole('combobox');
  await user.type(input, '/people');
  expect(await screen.findByRole('option', { name: /People and rights.*Settings/ })).toBeTruthy();
  await user.clear(input);
  await user.type(input, 'numb');
  await screen.findByRole('option', { name: /Numb ?er series/ });
  expect(screen.queryByRole('option', { name: /Numb ?ers/ })).toBeNull();
});

test('a prefix narrows the palette to what can be done', async () => {
  const { user, scripted } = await start();
  await user.keyboard('{Control>}k{/Control}');
  await user.type(await screen.findByRole('combobox'), '>new');
  expect(await screen.findByRole('option', { name: /New customer/ })).toBeTruthy();
  expect(scripted.asked('search.find')).toHaveLength(0);
});

test('the question mark shows every key, those of the areas included, none of an area that is off', async () => {
  const { user } = await start();
  await user.keyboard('?');
  const sheet = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' });
  expect(within(sheet).getByText('New customer')).toBeTruthy();
  const edit = within(sheet).getByText('Change the cell').closest('li');
  expect(edit?.textContent).toMatch(/E.*F2/);
  expect(within(sheet).queryByText('Calendar')).toBeNull();
  expect(within(sheet).queryByText('Won')).toBeNull();
  await expectAccessible();
});

test('no two places or commands of the areas have the same key', () => {
  const keys = manifests
    .flatMap(({ nav, commands }) => [...nav, ...commands])
    .flatMap(({ keys }) => keys ?? []);
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});

describe('keys', () => {
  const press = (init: KeyboardEventInit) => new KeyboardEvent('keydown', init);
  test.each([
    [{ key: 'k', ctrlKey: true }, 'mod+k'],
    [{ key: '?', shiftKey: true }, '?'],
    [{ key: 'X', shiftKey: true }, 'shift+x'],
    [{ key: ' ' }, 'space'],
    [{ key: 'F6', shiftKey: true }, 'shift+f6'],
  ])('%o is %s', (init, name) => expect(nameOf(press(init))).toBe(name));

  test.each([
    { key: 'r', ctrlKey: true },
    { key: 'F5' },
    { key: 'p', ctrlKey: true },
    { key: 'f', ctrlKey: true },
  ])('the browser does not get %o', (init) => expect(blocksBrowser(press(init))).toBe(true));
  test('typing stays with the page', () => expect(blocksBrowser(press({ key: 'r' }))).toBe(false));
});

test('an area that is off does not exist', () => {
  const area = (name: string): AreaManifest => ({
    area: name,
    nav: [],
    routes: [],
    commands: [],
    searchTypes: [],
  });
  const on = switchedOn(
    [area('always'), area('sales'), area('finance'), area('people')],
    [
      { area: 'sales', state: 'pilot' },
      { area: 'finance', state: 'off' },
    ],
  );
  expect(on.map((one) => one.area)).toEqual(['always', 'sales']);
});

test.each([
  ['>new', { prefix: '>', text: 'new' }],
  ['@ asha', { prefix: '@', text: 'asha' }],
  ['aarohi', { prefix: null, text: 'aarohi' }],
])('%s asks %o', (typed, question) => expect(questionOf(typed)).toEqual(question));

test('titles that begin with the words come first, whatever their accents', () => {
  expect([
    rank('Émile Café', 'emi'),
    rank('Café Émile', 'emi'),
    rank('Somemile', 'emi'),
    rank('X', 'emi'),
  ]).toEqual([3, 2, 1, 0]);
});

test('the foot says what is unsafe first, and lets somebody else work', async () => {
  const { user, scripted } = await start();
  expect(await screen.findByRole('link', { name: 'No second place for backups' })).toBeTruthy();
  await user.click(await screen.findByRole('button', { name: /Asha Kulkarni is working/ }));
  await user.click(await screen.findByRole('menuitem', { name: 'Rohan Patil' }));
  await waitFor(() => expect(scripted.asked('session.switch')).toEqual([{ user_id: 'user-2' }]));
});

test('text grows and shrinks by key and menu within its bounds, and rows are as high as chosen', async () => {
  const drawn: number[] = [];
  const { user } = await start([crm], { scale: (percent) => void drawn.push(percent) });
  startSize();
  await user.keyboard('{Control>}={/Control}{Control>}={/Control}{Control>}-{/Control}');
  expect(drawn).toEqual([100, 110, 125, 110]);
  const openMenu = () => user.click(screen.getByRole('button', { name: 'Settings of this window' }));
  await openMenu();
  await screen.findByText('Text size: 110%');
  await user.click(screen.getByRole('menuitem', { name: /Usual text size/ }));
  await user.keyboard('{Control>}--{/Control}');
  expect(drawn).toEqual([100, 110, 125, 110, 100, 90]);
  await user.keyboard('{Control>}0{/Control}');
  await openMenu();
  await user.click(await screen.findByRole('menuitem', { name: 'For touch' }));
  expect(document.documentElement.dataset.rows).toBe('touch');
  density.set('comfortable');
});

test('a browser keeps its own keys for larger text', async () => {
  const { user } = await start();
  await user.keyboard('{Control>}={/Control}');
  expect(textSize.get()).toBe('100');
  await user.click(screen.getByRole('button', { name: 'Settings of this window' }));
  await screen.findByText('Rows of lists');
  expect(screen.queryByText(/Text size/)).toBeNull();
});

test('trouble with backups comes before what is only missing', () => {
  const trouble = { code: 'storage', message_id: 'error.disk_full' } as const;
  const second = { folder: '/stick', last: null, trouble: null, warnings: [] };
  const of = (change: Partial<typeof backups>, warnings = 0) => safetyOf({ ...backups, ...change }, warnings);
  expect(of({ trouble }, 1).message).toBe('safety.trouble');
  expect(of({ second: { ...second, trouble } }, 1).message).toBe('safety.second_trouble');
  expect(of({}, 1).message).toBe('safety.place');
  expect(of({ last: null }).message).toBe('safety.none');
  expect(of({}).message).toBe('safety.no_second');
  expect(of({ second }).tone).toBe('ok');
});

test('a place beyond the rights of who works here says so', async () => {
  location.hash = '#/customers';
  const permissions = { 'company.read': 'all' as const };
  scriptCore({
    'file.state': () => ({ open: true, warnings: [] }),
    'company.status': () => ({ ...status, user: { ...status.user, permissions } }),
    'backup.status': () => backups,
    'session.users': () => ({ users: users.rows, user_id: 'user-1' }),
  });
  render(<App client={createQueryClient()} messages={english} manifests={[crm]} />);
  await screen.findByText(/Asha Kulkarni may not do this: it needs the permission See customers/);
  expect(screen.queryByRole('link', { name: 'Customers' })).toBeNull();
});
