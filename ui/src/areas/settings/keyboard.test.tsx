/** Keys of one's own: recorded, refused, swapped and taken back in the settings, and pressed and shown everywhere else. */

import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import { App } from '@/app/App';
import { keySections } from '@/app/keymap';
import { isFree, keysIn, letterKeys, ownKeys, readOwnKeys } from '@/app/keys';
import { english } from '@/app/messages';
import { manifests } from '@/areas';
import { createQueryClient } from '@/host/queries';
import { scriptCore } from '@/test/core';
import { backups, customerPages, status, users } from '@/test/fixtures';
import { listenToKeys } from '@/test/keys';
import { testLocales } from '@/test/pseudo';
import { expectAccessible, show } from '@/test/render';
import { crm } from '../crm/manifest';
import KeyboardSettings from './KeyboardSettings';
import { bindingsOf, clashes, record } from './key-changes';
import { settings } from './manifest';

listenToKeys();

const everything = keySections(manifests, () => true);

async function open() {
  scriptCore({});
  const view = await show(<KeyboardSettings />);
  const row = (name: string) => {
    const found = screen.getByRole('button', { name: `Change the keys of: ${name}` }).closest('li');
    if (!found) throw new Error(`no row ${name}`);
    return within(found);
  };
  const change = async (name: string, press: string) => {
    await view.user.click(screen.getByRole('button', { name: `Change the keys of: ${name}` }));
    await view.user.keyboard(press);
  };
  const said = () => screen.getAllByRole('status')[0]?.textContent;
  return { ...view, row, change, said };
}

describe.each(testLocales)('in $name', (language) => {
  test('axe finds nothing, while keys are recorded and refused too', async () => {
    scriptCore({});
    const { user, say } = await show(<KeyboardSettings />, { language });
    await expectAccessible();
    const button = screen.getByRole('button', { name: say('keys.change_of', { name: say('help.down') }) });
    await user.click(button);
    await expectAccessible();
    await user.keyboard('k{Enter}');
    await screen.findByRole('button', { name: say('keys.swap') });
    await expectAccessible();
  });
});

test('one key, a chord and a sequence are recorded, said, and kept on this computer', async () => {
  const { change, row, said } = await open();
  await change('Next row', 'b');
  expect(screen.getByRole('textbox', { name: 'New keys of: Next row' })).toBe(document.activeElement);
  expect(said()).toMatch(/^B: press a second letter, or Enter/);
  await userEvent.keyboard('{Enter}');
  expect(said()).toBe('Next row: now B.');
  expect(row('Next row').getByText('B', { selector: 'kbd' })).toBeTruthy();
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Change the keys of: Next row' }));
  await change('Do, find or go', '{Control>}j{/Control}');
  expect(said()).toBe('Do, find or go: now Control+J.');
  await change('New customer', 'cz');
  expect(said()).toBe('New customer: now C then Z.');
  const kept = { j: 'b', 'mod+k': 'mod+j', 'c c': 'c z' };
  expect(ownKeys.get()).toEqual(kept);
  expect(readOwnKeys(localStorage.getItem('throughline.own-keys'))).toEqual(kept);
});

test('a change begins, ends and is left by keys alone', async () => {
  const { user, said } = await open();
  const button = screen.getByRole('button', { name: 'Change the keys of: Next row' });
  button.focus();
  await user.keyboard('{Enter}');
  const recorder = screen.getByRole('textbox', { name: 'New keys of: Next row' });
  expect(document.activeElement).toBe(recorder);
  await user.keyboard('{Escape}');
  expect(said()).toBe('The keys stay as they were.');
  const again = screen.getByRole('button', { name: 'Change the keys of: Next row' });
  expect(document.activeElement).toBe(again);
  await user.keyboard('{Enter}');
  await user.tab();
  expect(screen.queryByRole('textbox', { name: 'New keys of: Next row' })).toBeNull();
  expect(ownKeys.get()).toEqual({});
});

test('keys of the platform, of writing and of the window are refused', async () => {
  const { change, said, user } = await open();
  await change('Next row', '{Delete}');
  expect(said()).toMatch(/^Delete belongs to/);
  for (const press of ['{F6}', '{Control>}c{/Control}', '{Control>}f{/Control}', '{Alt>}j{/Alt}']) {
    await user.keyboard(press);
    expect(said()).toMatch(/cannot be chosen/);
  }
  await user.keyboard('b{Enter}');
  expect(ownKeys.get()).toEqual({ j: 'b' });
});

test('taken keys are refused by name, and swapped on request', async () => {
  const { change, said, user } = await open();
  await change('Next row', 'k{Enter}');
  expect(said()).toBe('K is taken by: Previous row.');
  expect(ownKeys.get()).toEqual({});
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Swap the two' }));
  await user.keyboard('{Enter}');
  expect(ownKeys.get()).toEqual({ j: 'k', k: 'j' });
  expect(screen.queryByRole('button', { name: 'Swap the two' })).toBeNull();
});

test('a key that begins sequences is refused with all of them, and so is a sequence behind a key', async () => {
  const { change, said, user } = await open();
  await change('Next row', 'c{Enter}');
  expect(said()).toMatch(/^C would get in the way of .*C then C \(New customer\)/);
  expect(screen.queryByRole('button', { name: 'Swap the two' })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Choose other keys' }));
  await user.keyboard('xy');
  expect(said()).toBe('X then Y would get in the way of X (Select the row).');
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(ownKeys.get()).toEqual({});
});

test('a key with several meanings changes for all of them, and names them', async () => {
  const { change, row } = await open();
  expect(row('Won').queryByText(/Changes together/)?.textContent).toContain('Week');
  await change('Won', 'b{Enter}');
  expect(row('Week').getByText('B', { selector: 'kbd' })).toBeTruthy();
});

test('one goes back to its default, unless that is taken meanwhile, and all go back at once', async () => {
  const { said, user } = await open();
  ownKeys.set({ j: 'b', k: 'j', x: 'y' });
  const reset = (name: string) =>
    screen.findByRole('button', { name: `Back to the default keys of: ${name}` });
  await user.click(await reset('Select the row'));
  expect(ownKeys.get()).toEqual({ j: 'b', k: 'j' });
  expect(document.activeElement).toBe(
    screen.getByRole('button', { name: 'Change the keys of: Select the row' }),
  );
  await user.click(await reset('Next row'));
  expect(said()).toBe('J is taken by: Previous row.');
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  await user.click(screen.getByRole('button', { name: 'All back to default' }));
  expect(ownKeys.get()).toEqual({});
  expect(said()).toBe('All keys are back to default.');
});

test('going back with all is taken back, until another key is changed', async () => {
  const { user, change, said } = await open();
  const all = () => screen.findByRole<HTMLButtonElement>('button', { name: 'All back to default' });
  expect((await all()).disabled).toBe(true);
  await change('Next row', 'b{Enter}');
  await user.click(await all());
  expect(ownKeys.get()).toEqual({});
  await user.click(screen.getByRole('button', { name: 'Take my keys back' }));
  expect(ownKeys.get()).toEqual({ j: 'b' });
  expect(said()).toBe('Taken back');
  await user.click(await all());
  await change('Next row', 'y{Enter}');
  expect(await all()).toBeTruthy();
  expect(ownKeys.get()).toEqual({ j: 'y' });
});

test('a key that selects on the way along the rows is taken, and so is a letter whose shift is taken', async () => {
  const { change, said, user } = await open();
  await change('Won', '{Shift>}J{/Shift}');
  expect(said()).toMatch(/in the way of J \(Next row\)/);
  await user.keyboard('{Escape}');
  await change('Won', '{Shift>}B{/Shift}');
  await change('Next row', 'b{Enter}');
  expect(said()).toMatch(/^B would get in the way of Shift\+B \(Won/);
});

test('the row that is being changed stays in the list, with the focus', async () => {
  const { change, user } = await open();
  await user.type(screen.getByRole('textbox', { name: 'Search keys' }), 'ctrl k');
  await change('Do, find or go', '{Control>}j{/Control}');
  const button = screen.getByRole('button', { name: 'Change the keys of: Do, find or go' });
  expect(document.activeElement).toBe(button);
});

test('the list is searched by name and by keys, and holds the switch of single letters', async () => {
  const { user } = await open();
  const search = screen.getByRole('textbox', { name: 'Search keys' });
  await user.type(search, 'peek');
  expect(screen.getAllByRole('listitem')).toHaveLength(1);
  await user.clear(search);
  await user.type(search, 'ctrl k');
  expect(screen.getByText('Do, find or go')).toBeTruthy();
  await user.clear(search);
  await user.type(search, 'nothing of this');
  await user.click(screen.getAllByRole('button', { name: 'Clear the search' })[0] as HTMLElement);
  await user.click(screen.getByRole('checkbox', { name: 'Single-letter shortcuts' }));
  expect(letterKeys.get()).toBe('off');
});

test('stored keys that clash are shown with what they clash with', async () => {
  ownKeys.set({ j: 'k' });
  await open();
  expect(screen.getByText('K is taken by: Previous row.')).toBeTruthy();
});

describe('in the window', () => {
  async function start() {
    scriptCore({
      'file.state': () => ({ open: true, warnings: [] }),
      'company.status': () => status,
      'backup.status': () => backups,
      'session.users': () => ({ users: users.rows, user_id: 'user-1' }),
      'customer.list': customerPages(30),
      'customer.summary': () => ({ count: 30 }),
      'search.find': ({ seq }) => ({ seq: seq ?? 0, hits: [] }),
    });
    render(<App client={createQueryClient()} messages={english} manifests={[crm, settings]} />);
    const grid = await screen.findByRole('grid');
    await screen.findByText('Customer 0');
    grid.focus();
    return { user: userEvent.setup(), grid };
  }
  const chosen = (grid: HTMLElement) => within(grid).queryAllByRole('row', { selected: true }).length;
  const current = (grid: HTMLElement) => grid.getAttribute('aria-activedescendant')?.split('-').at(-1);

  test('the new keys work and the old ones do not', async () => {
    ownKeys.set({ '?': 'y', 'c c': 'mod+shift+e' });
    const { user } = await start();
    await user.keyboard('?cc');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(location.hash).not.toContain('new');
    await user.keyboard('y');
    const sheet = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' });
    expect(within(sheet).getByText('Show all shortcuts').closest('li')?.textContent).toBe(
      'Show all shortcutsYY',
    );
    await user.keyboard('{Escape}{Control>}{Shift>}e{/Shift}{/Control}');
    await waitFor(() => expect(location.hash).toContain('/customers/new'));
  });

  test('a list that reads keys itself knows them, as letter, chord and sequence', async () => {
    ownKeys.set({ j: 'y', x: 'b x', k: 'mod+u' });
    const { user, grid } = await start();
    await user.keyboard('j');
    expect(current(grid)).toBe('0');
    await user.keyboard('yy');
    expect(current(grid)).toBe('2');
    await user.keyboard('{Control>}u{/Control}');
    expect(current(grid)).toBe('1');
    await user.keyboard('x');
    expect(chosen(grid)).toBe(0);
    await user.keyboard('bx');
    expect(chosen(grid)).toBe(1);
    await user.keyboard('b');
    await user.keyboard('x');
    expect(chosen(grid)).toBe(0);
    letterKeys.set('off');
    await user.keyboard('y');
    expect(current(grid)).toBe('1');
  });

  test('shift with the new letter does what shift with the old one did', async () => {
    ownKeys.set({ j: 'y' });
    const { user, grid } = await start();
    await user.keyboard('{Shift>}J{/Shift}');
    expect(chosen(grid)).toBe(0);
    await user.keyboard('{Shift>}Y{/Shift}');
    expect(chosen(grid)).toBe(2);
    await user.keyboard('y{Shift>}X{/Shift}');
    expect(chosen(grid)).toBe(3);
  });

  test('hints, rows of the palette and what is read aloud show the keys that work', async () => {
    ownKeys.set({ 'c c': 'n c', 'mod+k': 'mod+j' });
    const { user } = await start();
    const create = screen.getByRole('button', { name: /New customer/ });
    // A sequence cannot be written there: it would say one key or the other.
    expect(create.getAttribute('aria-keyshortcuts')).toBeNull();
    expect(within(create).getByText('N')).toBeTruthy();
    expect(screen.getByRole('button', { name: /Search/ }).getAttribute('aria-keyshortcuts')).toBe(
      'Control+j',
    );
    await user.keyboard('{Control>}k{/Control}');
    expect(screen.queryByRole('combobox')).toBeNull();
    await user.keyboard('{Control>}j{/Control}');
    const option = await screen.findByRole('option', { name: /New customer/ });
    expect(within(option).getByText('N', { selector: 'kbd' })).toBeTruthy();
    await user.type(screen.getByRole('combobox'), '{Control>}j{/Control}');
    await waitFor(() => expect(screen.queryByRole('combobox')).toBeNull());
  });

  test('a function key works in fields, a letter does not', async () => {
    ownKeys.set({ 'mod+k': 'f4', '?': 'b' });
    const { user } = await start();
    await user.keyboard('/b');
    expect(screen.queryByRole('dialog')).toBeNull();
    await user.keyboard('{F4}');
    expect(await screen.findByRole('combobox')).toBeTruthy();
  });

  test('the palette opens by a letter, which it can be typed into nevertheless', async () => {
    ownKeys.set({ 'mod+k': 'y' });
    const { user } = await start();
    await user.keyboard('y');
    const input = await screen.findByRole<HTMLInputElement>('combobox');
    await user.type(input, 'key');
    expect(input.value).toBe('key');
    expect(await screen.findByRole('option', { name: /Key ?board.*Settings/ })).toBeTruthy();
  });

  test('the sheet of all keys leads to where they are changed', async () => {
    const { user } = await start();
    await user.keyboard('?');
    await user.click(await screen.findByRole('button', { name: 'Change keys' }));
    await waitFor(() => expect(location.hash).toContain('/settings/keyboard'));
    expect(await screen.findByRole('textbox', { name: 'Search keys' })).toBeTruthy();
  });
});

test.each([
  [null, {}],
  ['{"j":', {}],
  ['[1]', {}],
  ['"j"', {}],
  ['null', {}],
  ['{"j":7,"k":"","x":"Y","enter":"y","e":"escape","a":"alt+b","q":"a b c"}', {}],
  ['{"j":"b","k":"b","x":"x","__proto__":"z"}', { j: 'b' }],
])('stored %s is read as %o', (text, own) => {
  expect({ ...readOwnKeys(text) }).toMatchObject(own);
  expect(keysIn(readOwnKeys(text), 'k')).toBe('k');
  expect(Object.keys(readOwnKeys(text)).filter((key) => key !== '__proto__')).toEqual(Object.keys(own));
});

test('no default key clashes with another', () => {
  const all = bindingsOf(everything);
  const found = [...all.keys()].filter((keys) => clashes(all, {}, keys, keys).length > 0);
  expect(found).toEqual([]);
});

test('every key that the program binds or shows is in the list', () => {
  const sources = import.meta.glob<string>('/src/**/*.{ts,tsx}', {
    query: '?raw',
    import: 'default',
    eager: true,
  });
  const listed = new Set(everything.flatMap(({ lines }) => lines.map(({ keys }) => keys)));
  const missing = Object.entries(sources)
    .filter(([path]) => !path.includes('.test.') && !path.includes('/src/test/'))
    .flatMap(([path, text]) =>
      [...text.matchAll(/\bkeys(?:: |=)["']([^"']+)["'](?! literal)/g)].map(([, keys]) => ({ path, keys })),
    )
    .filter(({ keys }) => keys && isFree(keys) && !listed.has(keys));
  expect(missing).toEqual([]);
});

test('a key that is held down, or a modifier alone, records nothing', () => {
  const press = (init: KeyboardEventInit) => new KeyboardEvent('keydown', init);
  expect(record('j', null, press({ key: 'b', repeat: true }))).toBeNull();
  expect(record('j', null, press({ key: 'Shift', shiftKey: true }))).toBeNull();
  expect(record('j', null, press({ key: 'B', shiftKey: true }))).toEqual({ kind: 'taken', keys: 'shift+b' });
  expect(record('mod+z', null, press({ key: 'z', ctrlKey: true }))?.kind).toBe('taken');
  expect(record('j', null, press({ key: 'z', ctrlKey: true }))?.kind).toBe('kept');
});
