/** The palette over whatever else lies over the page: what is typed goes into it at once. */
import { screen, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, onTestFinished, test } from 'vitest';
import { manifests } from '@/areas';
import { Button, Dialog, Menu, MoreMenu, Popover, RecordHead, Select, TextField } from '@/design';
import { DataGrid } from '@/design/DataGrid';
import type { Hit } from '@/host/generated';
import { scriptCore } from '@/test/core';
import { backups, users } from '@/test/fixtures';
import { listenToKeys } from '@/test/keys';
import { expectAccessible, show } from '@/test/render';
import { Shell } from './Shell';
import { themeChoice } from './theme';

listenToKeys();

const field = <TextField autoFocus label="Amount" value="" onChange={() => undefined} />;

const lying: [string, ReactNode][] = [
  [
    'a dialog',
    <Dialog key="dialog" title="Payment" isOpen onClose={() => undefined}>
      {field}
    </Dialog>,
  ],
  [
    'a popover',
    <Popover key="popover" label="Payment" trigger={<Button>Open</Button>}>
      {field}
    </Popover>,
  ],
  [
    'a menu',
    <Menu
      key="menu"
      label="More"
      groups={[{ id: 'all', actions: [{ id: 'one', title: 'One', run: () => undefined }] }]}
    >
      <Button>Open</Button>
    </Menu>,
  ],
  [
    'a list of choices',
    <Select
      key="select"
      label="Method"
      value="bank"
      options={[{ id: 'bank', text: 'Open' }]}
      onChange={() => undefined}
    />,
  ],
];

test.each(lying)('over %s the palette is typed in at once', async (_, what) => {
  scriptCore({
    'backup.status': () => backups,
    'session.users': () => ({ users: users.rows, user_id: 'user-1' }),
    'search.find': ({ seq }) => ({ seq: seq ?? 0, hits: [] }),
  });
  const { user } = await show(<Shell areas={[]}>{what}</Shell>, { whole: true });
  const opener = screen.queryByRole('button', { name: /Open/ });
  if (opener) await user.click(opener);
  await waitFor(() => expect(document.activeElement?.closest('.scrim, .pop')).toBeTruthy());
  await user.keyboard('{Control>}k{/Control}aarohi');
  const input = await screen.findByRole<HTMLInputElement>('combobox');
  expect(input.value).toBe('aarohi');
  expect(document.activeElement).toBe(input);
});

test('enter that comes before the answer opens what was asked for', async () => {
  const late: (() => void)[] = [];
  const found = (id: string, title: string): Hit => ({
    kind: 'customer',
    id,
    title,
    customer: null,
    customer_id: null,
    badge: null,
    amount: null,
  });
  scriptCore({
    'backup.status': () => backups,
    'session.users': () => ({ users: users.rows, user_id: 'user-1' }),
    'search.find': async ({ q, seq }) => {
      if (q !== 'suni')
        return { seq: seq ?? 0, hits: [found('1', 'Sample Foods'), found('2', 'Sunita Rao')] };
      await new Promise<void>((done) => late.push(done));
      return { seq: seq ?? 0, hits: [found('2', 'Sunita Rao')] };
    },
  });
  const { user, router } = await show(<Shell areas={manifests}>page</Shell>, { whole: true });
  await screen.findByText('page');
  await user.keyboard('{Control>}k{/Control}sun');
  await screen.findByRole('option', { name: /ita Rao/ });
  await user.keyboard('i{Enter}');
  expect(screen.getByRole('combobox')).toBeTruthy();
  for (const answer of late) answer();
  await waitFor(() => expect(screen.queryByRole('combobox')).toBeNull());
  expect(router.state.location.pathname).toBe('/customers/2');
});

const quiet = () =>
  scriptCore({
    'backup.status': () => backups,
    'session.users': () => ({ users: users.rows, user_id: 'user-1' }),
    'search.find': ({ seq }) => ({ seq: seq ?? 0, hits: [] }),
  });

test('what can be done with the record one stands on comes first, with its keys, and is done', async () => {
  quiet();
  const done: string[] = [];
  const head = (
    <RecordHead above={{ to: '/', title: 'Deals' }} title="Plant network">
      <Button keys="w" icon="trophy" onPress={() => done.push('won')}>
        Won
      </Button>
      <Button isDisabled onPress={() => done.push('off')}>
        Not now
      </Button>
      <MoreMenu
        groups={[
          {
            id: 'move',
            title: 'Move to',
            actions: [{ id: 'n', title: 'Negotiation', run: () => done.push('moved') }],
          },
        ]}
      />
    </RecordHead>
  );
  const { user, say } = await show(<Shell areas={manifests}>{head}</Shell>, { whole: true });
  await screen.findByText('Plant network');
  await user.keyboard('{Control>}k{/Control}');
  const titles = (await screen.findAllByRole('option')).map((one) => one.textContent);
  expect(titles[0]).toContain('Won');
  expect(titles[0]).toContain('W');
  expect(titles[1]).toContain(say('palette.of_group', { group: 'Move to', action: 'Negotiation' }));
  expect(titles.join()).not.toContain('Not now');
  await expectAccessible();
  await user.keyboard('negot{Enter}');
  await waitFor(() => expect(done).toEqual(['moved']));
  await user.keyboard('{Control>}k{/Control}>won{Enter}');
  await waitFor(() => expect(done).toEqual(['moved', 'won']));
});

test('the looks are changed from the palette, and undo is found there', async () => {
  quiet();
  onTestFinished(() => themeChoice.set('system'));
  const { user, say } = await show(<Shell areas={manifests}>page</Shell>, { whole: true });
  await screen.findByText('page');
  await user.keyboard(`{Control>}k{/Control}${say('help.undo')}`);
  expect(await screen.findByRole('option', { name: new RegExp(say('help.undo')) })).toBeTruthy();
  await user.clear(screen.getByRole('combobox'));
  await user.keyboard(`${say('menu.theme.dark')}{Enter}`);
  await waitFor(() => expect(themeChoice.get()).toBe('dark'));
});

test('what can be done with the row one stands on is found, and done with that row', async () => {
  quiet();
  const done: string[] = [];
  const rows = ['one', 'two'];
  const source = {
    row: (index: number) => rows[index],
    count: rows.length,
    asked: '',
    show: () => undefined,
    head: async () => rows,
  } as never;
  const grid = (
    <DataGrid
      label="Papers"
      columns={[{ id: 'name', title: 'Name', width: '1fr', cell: (row: string) => row }]}
      source={source}
      rowId={(row) => row}
      sort={undefined}
      onSort={() => undefined}
      onOpen={() => undefined}
      rowActions={(row) => [
        { id: 'open', title: 'Open it', run: () => done.push('opened') },
        { id: 'pay', title: 'Record money', run: () => done.push(row) },
      ]}
      countText={String}
      empty={null}
    />
  );
  const { user, say } = await show(<Shell areas={manifests}>{grid}</Shell>, { whole: true });
  (await screen.findByRole('grid')).focus();
  await user.keyboard('{ArrowDown}{Control>}k{/Control}');
  const option = await screen.findByRole('option', {
    name: new RegExp(`Record money.*${say('palette.row')}`),
  });
  expect(screen.queryByRole('option', { name: /Open it/ })).toBeNull();
  await user.click(option);
  await waitFor(() => expect(done).toEqual(['two']));
});
