/** Backups, checks and number series against a scripted core. */
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import type { BackupStatus } from '@/host';
import type { NumberSeries } from '@/host/generated';
import { scriptCore } from '@/test/core';
import { backups } from '@/test/fixtures';
import { testLocales } from '@/test/pseudo';
import { expectAccessible, show } from '@/test/render';
import BackupSettings from './BackupSettings';
import NumberSettings from './NumberSettings';

const series: NumberSeries = {
  id: 'series-1',
  kind: 'invoice',
  branch_id: 'branch-1',
  branch: 'Mulshi Networks',
  pattern: 'INV/{FY}/{DEV}{SEQ:4}',
  resets: 'fiscal_year',
  period: '26-27',
  next_no: 1,
  next: 'INV/26-27/0001',
  longest: 'INV/26-27/99999',
  length_max: 16,
  is_started: false,
  has_counted: false,
  version: 1,
};

const checks = [
  { name: 'foreign_keys', problems: [] },
  { name: 'number_continuity', problems: ['invoice 26-27: number 4 is missing'] },
];

const core = () =>
  scriptCore({
    'file.state': () => ({
      open: true,
      warnings: [{ message_id: 'warning.synced_folder', params: { program: 'Dropbox' } }],
    }),
    'backup.status': () => ({
      ...backups,
      second: {
        folder: '/media/stick',
        last: null,
        trouble: { code: 'storage', message_id: 'error.no_such_folder', params: { path: '/media/stick' } },
        warnings: [],
      },
    }),
    'backup.now': () => backups,
    'backup.restore': () => ({
      path: '/home/asha/Firm restored.throughline',
      company: 'Firm',
      at_ms: backups.backups[1]?.at_ms ?? 0,
      code: 'B',
      missing: [],
    }),
    'backup.try': () => ({
      company: 'Firm',
      at_ms: backups.backups[0]?.at_ms ?? 0,
      counted: backups.last?.counted as never,
      checks,
      sound: false,
    }),
    'backup.choose_place': () => ({ chosen: true }),
    'file.open': () => ({ opened: true }),
    'integrity.check': () => ({ sound: false, checks }),
    'number_series.list': () => ({ rows: [series] }),
    'number_series.update': ({ pattern }) =>
      pattern === 'BAD'
        ? {
            code: 'invalid',
            message_id: 'error.invalid',
            fields: [{ path: 'pattern', message_id: 'error.number_pattern', params: { pattern: 'BAD' } }],
          }
        : { ...series, next: 'SK/26-27/001' },
  });

describe.each(testLocales)('in $name axe finds nothing on', (language) => {
  test.each([
    ['the backups', <BackupSettings key="b" />],
    ['the numbers', <NumberSettings key="n" />],
  ])('%s', async (_, page) => {
    core();
    await show(page, { language });
    await screen.findByRole('table');
    await expectAccessible();
  });
});

test('what is wrong with the place and the copy stands there until it is mended', async () => {
  core();
  const { say } = await show(<BackupSettings />);
  expect(await screen.findByText(say('warning.synced_folder', { program: 'Dropbox' }))).toBeTruthy();
  expect(screen.getByText(say('error.no_such_folder', { path: '/media/stick' }))).toBeTruthy();
});

test('a restore says where the new file lies and offers to open it', async () => {
  const scripted = core();
  const { user, say } = await show(<BackupSettings />);
  const buttons = await screen.findAllByRole('button', { name: say('backup.restore_of') });
  await user.click(buttons[1] as HTMLElement);
  const dialog = await screen.findByRole('dialog');
  await user.click(within(dialog).getByRole('button', { name: new RegExp(say('backup.restore')) }));
  await within(dialog).findByText('/home/asha/Firm restored.throughline');
  expect(scripted.asked('backup.restore')).toEqual([{ name: 'b-1' }]);
  await expectAccessible();
  await user.click(within(dialog).getByRole('button', { name: new RegExp(say('backup.open_restored')) }));
  await waitFor(() =>
    expect(scripted.asked('file.open')).toEqual([{ path: '/home/asha/Firm restored.throughline' }]),
  );
});

test('a trial and a check name what failed in words', async () => {
  const scripted = core();
  const { user, say } = await show(<BackupSettings />);
  const buttons = await screen.findAllByRole('button', { name: say('backup.try') });
  await user.click(buttons[0] as HTMLElement);
  const dialog = await screen.findByRole('dialog');
  await within(dialog).findByText('invoice 26-27: number 4 is missing');
  expect(within(dialog).getByText(say('check.number_continuity'))).toBeTruthy();
  expect(scripted.asked('backup.try')).toEqual([{ name: 'b-2' }]);
  await user.keyboard('{Escape}');
  await user.click(await screen.findByRole('button', { name: say('check.run') }));
  await screen.findByText(new RegExp(say('check.unsound', { count: 1 }).slice(0, 16)));
});

test('a folder that cannot be asked for is typed', async () => {
  const scripted = core();
  const { user, say } = await show(<BackupSettings />);
  await user.click(await screen.findByRole('button', { name: say('backup.second_change') }));
  await user.type(screen.getByRole('textbox', { name: say('backup.folder') }), '/media/disk');
  await user.click(screen.getByRole('button', { name: say('backup.second_choose') }));
  await waitFor(() => expect(scripted.asked('backup.choose_place')).toEqual([{ folder: '/media/disk' }]));
});

/** The second place as the buttons leave it. */
function placeCore(asks: boolean, folder: string | null) {
  let second: BackupStatus['second'] = null;
  const put = (at: string | null) => {
    second = at === null ? null : { folder: at, last: null, trouble: null, warnings: [] };
  };
  put(folder);
  const scripted = scriptCore({
    'file.state': () => ({ open: true, warnings: [] }),
    'backup.status': () => ({ ...backups, asks, second }),
    'backup.choose_place': ({ folder: at }) => {
      put(at ?? '/media/disk');
      return { chosen: true };
    },
    'backup.forget_place': () => {
      put(null);
      return { ...backups, second };
    },
  });
  return { read: () => scripted.change(['backup']) };
}

const focused = (name: string) =>
  waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name })));

test('the focus stays at the second place while it is chosen, changed and given up', async () => {
  const { read } = placeCore(true, null);
  const { user, say } = await show(<BackupSettings />);
  const chooses = await screen.findByRole('button', { name: say('backup.second_choose') });
  expect(document.activeElement).toBe(document.body);
  expect(screen.queryByRole('button', { name: say('action.cancel') })).toBeNull();
  await user.click(chooses);
  read();
  await focused(say('backup.second_change'));
  await user.keyboard('{Enter}');
  await focused(say('backup.second_choose'));
  await user.keyboard('{Enter}');
  await focused(say('backup.second_change'));
  await user.keyboard('{Tab}{Enter}');
  read();
  await focused(say('backup.second_choose'));
});

test('another second place need not be chosen after all, and the folder typed for it is forgotten', async () => {
  placeCore(false, '/media/stick');
  const { user, say } = await show(<BackupSettings />);
  await user.click(await screen.findByRole('button', { name: say('backup.second_change') }));
  const folder = screen.getByRole('textbox', { name: say('backup.folder') });
  expect(document.activeElement).toBe(folder);
  await user.type(folder, '/media/disk');
  await user.click(screen.getByRole('button', { name: say('action.cancel') }));
  await focused(say('backup.second_change'));
  expect(screen.queryByRole('textbox', { name: say('backup.folder') })).toBeNull();
  expect(Object.keys(localStorage)).toEqual([]);
});

test('the next number is shown while the pattern is typed, and what is refused says why', async () => {
  const scripted = core();
  const { user, say } = await show(<NumberSettings />);
  await user.click(
    await screen.findByRole('button', { name: say('number.edit_of', { kind: say('number.kind.invoice') }) }),
  );
  const dialog = await screen.findByRole('dialog');
  await within(dialog).findByText(/SK\/26-27\/001/);
  const pattern = within(dialog).getByRole('textbox', { name: say('number.pattern') });
  await user.clear(pattern);
  await user.type(pattern, 'BAD');
  await within(dialog).findByText(say('error.number_pattern', { pattern: 'BAD' }));
  expect(document.activeElement).toBe(pattern);
  expect(
    scripted.calls.filter((one) => one.command === 'number_series.update').every((one) => one.preview),
  ).toBe(true);
});
