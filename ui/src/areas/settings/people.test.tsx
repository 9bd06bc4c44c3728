/** The people of a company and to whom they report, against a scripted core. */
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { UserRow } from '@/host/generated';
import { scriptCore } from '@/test/core';
import { users as invented } from '@/test/fixtures';
import { expectAccessible, show } from '@/test/render';
import UserSettings from './UserSettings';

const [asha, rohan] = invented.rows as UserRow[] as [UserRow, UserRow];
const meera: UserRow = { ...rohan, id: 'user-3', name: 'Meera Joshi', active: false };

function core(rows: UserRow[]) {
  return scriptCore({
    'user.list': () => ({ rows }),
    'permission_set.list': () => ({ rows: [] }),
    'user.create': () => ({ id: 'user-9' }),
    'user.update': ({ id, manager_id }) =>
      manager_id === rohan.id
        ? {
            code: 'invalid',
            message_id: 'error.invalid',
            params: {},
            fields: [{ path: 'manager_id', message_id: 'error.manager_circle', params: {} }],
          }
        : { id },
  });
}

test('a new user is put under a manager who still works here', async () => {
  const scripted = core([asha, rohan, meera]);
  const { user, say } = await show(<UserSettings />);
  await user.click(await screen.findByRole('button', { name: new RegExp(say('user.new')) }));
  const dialog = await screen.findByRole('dialog');
  await user.type(within(dialog).getByRole('textbox', { name: say('user.name') }), 'Kiran');
  await user.click(within(dialog).getByRole('button', { name: new RegExp(say('user.manager')) }));
  await screen.findByRole('option', { name: say('user.manager_none') });
  expect(screen.queryByRole('option', { name: meera.name })).toBeNull();
  await user.click(screen.getByRole('option', { name: asha.name }));
  await expectAccessible();
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() =>
    expect(scripted.asked('user.create')).toEqual([
      { name: 'Kiran', email: '', manager_id: asha.id, permission_set_ids: [] },
    ]),
  );
});

test('the row says to whom a user reports; a change goes to the core, a refusal stays at the field', async () => {
  const scripted = core([asha, { ...rohan, manager_id: asha.id }]);
  const { user, say } = await show(<UserSettings />);
  const row = (await screen.findByText(rohan.name)).closest('tr') as HTMLElement;
  expect(within(row).getByText(asha.name)).toBeTruthy();
  const choose = async (of: UserRow, option: string) => {
    await user.click(screen.getByRole('button', { name: say('user.edit_of', { name: of.name }) }));
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('button', { name: new RegExp(say('user.manager')) }));
    await user.click(await screen.findByRole('option', { name: option }));
    await user.keyboard('{Control>}{Enter}{/Control}');
    return dialog;
  };
  await choose(rohan, say('user.manager_none'));
  await waitFor(() =>
    expect(scripted.asked('user.update')).toMatchObject([{ id: rohan.id, version: 1, manager_id: '' }]),
  );
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  const dialog = await choose(asha, rohan.name);
  expect(await within(dialog).findAllByText(new RegExp(say('error.manager_circle')))).toHaveLength(2);
});

test('whoever stops working here passes on what is open; what they have in hand can be looked at before', async () => {
  const inHand = [
    { kind: 'customer', count: 2 },
    { kind: 'deal', count: 1 },
    { kind: 'task', count: 4 },
  ];
  const scripted = scriptCore({
    'user.list': () => ({ rows: [asha, rohan] }),
    'permission_set.list': () => ({ rows: [] }),
    'user.update': ({ id }) => ({ id }),
    'user.in_hand': () => ({ rows: inHand }),
    'user.pass_on': () => ({ count: 6 }),
  });
  const { user, say } = await show(<UserSettings />);
  await user.click(await screen.findByRole('button', { name: say('user.stop_of', { name: rohan.name }) }));
  const dialog = await screen.findByRole('dialog');
  expect(
    within(dialog)
      .getByRole('link', { name: say('user.show_in_hand', { what: say('deal.count', { count: 1 }) }) })
      .getAttribute('href'),
  ).toContain(`owner=${rohan.id}`);
  await user.click(within(dialog).getByRole('button', { name: new RegExp(say('user.pass_on_to')) }));
  await user.click(await screen.findByRole('option', { name: asha.name }));
  await user.click(within(dialog).getByRole('checkbox', { name: say('task.count', { count: 4 }) }));
  await expectAccessible();
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() =>
    expect(scripted.asked('user.pass_on')).toEqual([
      { user_id: rohan.id, to_id: asha.id, kinds: ['customer', 'deal'] },
    ]),
  );
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

test('whoever has nothing in hand leaves without a question, and says so when asked', async () => {
  scriptCore({
    'user.list': () => ({ rows: [asha, rohan] }),
    'permission_set.list': () => ({ rows: [] }),
    'user.update': ({ id }) => ({ id }),
    'user.in_hand': () => ({ rows: [] }),
  });
  const { user, say } = await show(<UserSettings />);
  await user.click(await screen.findByRole('button', { name: say('user.stop_of', { name: rohan.name }) }));
  await user.click(screen.getByRole('button', { name: say('user.pass_on_of', { name: rohan.name }) }));
  const dialog = await screen.findByRole('dialog');
  await within(dialog).findByText(say('user.nothing_in_hand'));
  expect(within(dialog).queryByRole('button', { name: new RegExp(say('user.pass_on')) })).toBeNull();
});
