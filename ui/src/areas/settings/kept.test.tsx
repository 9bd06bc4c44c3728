/** What is typed into the settings outlives a crash, until it is saved or thrown away. */
import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { CompanyProvider } from '@/app/company';
import type { NumberSeries, UserRow } from '@/host/generated';
import { scriptCore } from '@/test/core';
import { branch as known, status, users } from '@/test/fixtures';
import { show } from '@/test/render';
import { AddBranch } from './AddBranch';
import BranchSettings from './BranchSettings';
import CompanySettings from './CompanySettings';
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
      return { rows: [branch], warnings: [] };
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
  // The focus goes to the first field of the form.
  const name = screen.getByRole('textbox', { name: say('branch.name') });
  await waitFor(() => expect(document.activeElement).toBe(name));
});

const currency = (say: (id: string) => string) =>
  screen.findByRole<HTMLInputElement>('textbox', { name: say('document.currency') });

async function typedCurrency() {
  branch = known;
  const first = await show(<BranchSettings />);
  const field = await currency(first.say);
  await first.user.clear(field);
  await first.user.type(field, 'USD');
  first.unmount();
}

test('a currency that the first paper has settled is that of the branch, and stands in the way of no save', async () => {
  const scripted = scriptCore({
    'branch.list': () => ({ rows: [branch] }),
    'branch.update': () => ({ rows: [branch], warnings: [] }),
  });
  await typedCurrency();
  branch = { ...known, has_papers: true };
  const { user, say } = await show(<BranchSettings />);
  expect((await currency(say)).value).toBe('INR');
  expect(screen.queryByText(say('form.restored'))).toBeNull();
  const zone = screen.getByRole('combobox', { name: say('branch.time_zone') });
  await user.clear(zone);
  await user.type(zone, 'Asia/Dubai{Control>}{Enter}{/Control}');
  await waitFor(() => expect(scripted.asked('branch.update')).toHaveLength(1));
  expect(scripted.asked('branch.update')[0]?.rules).toEqual({ time_zone: 'Asia/Dubai' });
});

const { 'settings.write': _, ...permissions } = status.user.permissions;
const reading = { ...status, user: { ...status.user, permissions } };

test('where a person may only read, the settings say what stands', async () => {
  const scripted = scriptCore({ 'branch.list': () => ({ rows: [branch] }) });
  await typedCurrency();
  const first = await show(<CompanySettings />);
  await first.user.type(screen.getByRole('textbox', { name: first.say('first.company') }), 'x');
  first.unmount();
  const { user, say } = await show(
    <CompanyProvider status={reading}>
      <CompanySettings />
      <BranchSettings />
    </CompanyProvider>,
  );
  expect((await currency(say)).value).toBe('INR');
  const name = screen.getByRole<HTMLInputElement>('textbox', { name: say('first.company') });
  expect(name.value).toBe(status.company.name);
  name.focus();
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(scripted.calls.filter(({ command }) => command.endsWith('.update'))).toEqual([]);
});

test('what a series that counts has fixed is as it stands, and nothing is said to be kept', async () => {
  const last = (more: Partial<NumberSeries>) => ({ ...series, next: 'INV', longest: 'INV', ...more });
  scriptCore({ 'number_series.update': () => ({ ...last({}), length_max: 16 }) });
  const first = await show(<SeriesDialog series={last({})} onClose={ignore} />);
  await first.user.click(screen.getByRole('button', { name: new RegExp(first.say('number.resets')) }));
  await first.user.click(await screen.findByRole('option', { name: first.say('number.resets.month') }));
  const from = screen.getByRole('textbox', { name: new RegExp(first.say('number.first')) });
  await first.user.clear(from);
  await first.user.type(from, '7');
  first.unmount();
  expect(keys()).toHaveLength(1);
  const { say } = await show(
    <SeriesDialog series={last({ has_counted: true, is_started: true })} onClose={ignore} />,
  );
  const resets = await screen.findByRole('button', { name: new RegExp(say('number.resets')) });
  expect(resets.textContent).toContain(say('number.resets.never'));
  expect(screen.queryByText(say('form.restored'))).toBeNull();
});
