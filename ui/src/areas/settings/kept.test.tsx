/** What is typed into the settings outlives a crash, until it is saved or thrown away. */
import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { NumberSeries, UserRow } from '@/host/generated';
import { scriptCore } from '@/test/core';
import { branch as known, users } from '@/test/fixtures';
import { show } from '@/test/render';
import { AddBranch } from './AddBranch';
import BranchSettings from './BranchSettings';
import { SeriesDialog } from './NumberSettings';
import { SetSheet } from './SetSheet';
import { UserDialog } from './UserDialog';

const keys = () => Object.keys(localStorage).filter((key) => key.startsWith('throughline.draft'));
const ignore = () => undefined;

const series = {
  id: 'series-1',
  version: 1,
  kind: 'invoice',
  pattern: 'INV',
  resets: 'never',
  next_no: 1,
  is_started: false,
} as unknown as NumberSeries;
const asha = users.rows[0] as UserRow;

test.each([
  ['user.user-1', <UserDialog key="user" user={asha} users={[]} sets={[]} onClose={ignore} />, 'user.name'],
  ['user.new', <UserDialog key="new" users={[]} sets={[]} onClose={ignore} />, 'user.name'],
  ['permission_set.new', <SetSheet key="set" name="" onClose={ignore} />, 'user.set_name'],
  ['branch.new', <AddBranch key="branch" onAdded={ignore} onClose={ignore} />, 'branch.legal_name'],
  [
    'number_series.series-1',
    <SeriesDialog key="series" series={series} onClose={ignore} />,
    'number.pattern',
  ],
])('%s is kept by a crash and forgotten by Escape', async (name, form, label) => {
  scriptCore({ 'number_series.update': () => ({ ...series, next: 'INV', longest: 'INV', length_max: 16 }) });
  const field = (say: (id: string) => string) =>
    screen.findByRole<HTMLInputElement>('textbox', { name: new RegExp(`^${say(label)}`) });
  const first = await show(form);
  const before = (await field(first.say)).value;
  await first.user.type(await field(first.say), ' West');
  await waitFor(() => expect(keys()).toEqual([`throughline.draft.company-1.user-1.${name}`]));
  first.unmount();
  const { user, say } = await show(form);
  expect((await field(say)).value).toBe(`${before} West`);
  expect(screen.getByText(say('form.restored'))).toBeTruthy();
  await user.keyboard('{Escape}');
  expect(keys()).toEqual([]);
});

let branch = known;

test('what was typed over a branch is there after a crash, and takes back nothing else', async () => {
  const scripted = scriptCore({
    'branch.list': () => ({ rows: [branch] }),
    'branch.update': ({ set }) => {
      branch = { ...branch, ...set, version: 6 };
      return { rows: [branch] };
    },
  });
  const city = (say: (id: string) => string) =>
    screen.findByRole<HTMLInputElement>('textbox', { name: new RegExp(`^${say('branch.city')}`) });
  const first = await show(<BranchSettings />);
  await first.user.type(await city(first.say), ' West');
  await waitFor(() => expect(keys()).toEqual(['throughline.draft.company-1.user-1.branch.branch-1']));
  first.unmount();
  // Meanwhile somebody else writes another number.
  branch = { ...branch, version: 5, phone: '2' };
  const { user, say } = await show(<BranchSettings />);
  expect((await city(say)).value).toBe('Pune West');
  expect(screen.getByText(say('form.restored'))).toBeTruthy();
  await user.type(await city(say), '{Control>}{Enter}{/Control}');
  await waitFor(() => expect(scripted.asked('branch.update')).toHaveLength(1));
  expect(scripted.asked('branch.update')).toMatchObject([
    { id: 'branch-1', version: 5, set: { city: 'Pune West' } },
  ]);
  await waitFor(() => expect(screen.queryByText(say('form.restored'))).toBeNull());
  expect((await city(say)).value).toBe('Pune West');
  expect(keys()).toEqual([]);
});

test('a branch can be started afresh', async () => {
  branch = known;
  scriptCore({ 'branch.list': () => ({ rows: [branch] }) });
  const city = (say: (id: string) => string) =>
    screen.findByRole<HTMLInputElement>('textbox', { name: new RegExp(`^${say('branch.city')}`) });
  const first = await show(<BranchSettings />);
  await first.user.type(await city(first.say), ' West');
  first.unmount();
  const { user, say } = await show(<BranchSettings />);
  await city(say);
  await user.click(screen.getByRole('button', { name: say('form.start_afresh') }));
  expect((await city(say)).value).toBe('Pune');
  expect(keys()).toEqual([]);
});
