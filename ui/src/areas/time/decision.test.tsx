/** A week that somebody was told of: decided on where it opens. */
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { CompanyProvider } from '@/app/company';
import type { TimeCell, Timesheet } from '@/host/generated';
import { scriptCore } from '@/test/core';
import { status } from '@/test/fixtures';
import { expectAccessible, show as showBare } from '@/test/render';
import TimesheetPage from './TimesheetPage';

const permissions = { ...status.user.permissions, 'time.read': 'all', 'time.approve': 'all' } as const;
const show = (options: Parameters<typeof showBare>[1]) =>
  showBare(
    <CompanyProvider status={{ ...status, user: { ...status.user, permissions } }}>
      <TimesheetPage />
    </CompanyProvider>,
    options,
  );

const none: TimeCell = { minutes: 0, text: '', locked: false };
const some: TimeCell = { minutes: 90, text: '1h 30m', locked: false };

describe('a week from the inbox', () => {
  const waiting: Timesheet = {
    before: '2026-11-09',
    after: '2026-11-23',
    id: 'sheet-1',
    version: 1,
    user_id: 'user-2',
    user: 'Rohan Patil',
    dates: [16, 17, 18, 19, 20, 21, 22].map((day) => `2026-11-${day}`),
    today: '2026-11-22',
    status: 'submitted',
    badge: { tone: 'neutral', icon: 'circle-dashed', key: 'badge.time.submitted', params: {} },
    reason: '',
    lines: [],
    days: [some, none, none, none, none, none, none],
    total: some,
    billable: some,
    can_copy: false,
  };
  const core = () =>
    scriptCore({
      'timesheet.get': () => waiting,
      'timesheet.approve': ({ id, version }) => ({ id, version: version + 1 }),
      'timesheet.send_back': ({ id, version }) => ({ id, version: version + 1 }),
      'history.of_record': () => ({ actions: [], next: null }),
    });
  const at = { path: '/timesheet/week/$id', at: '/timesheet/week/sheet-1' };

  test('is approved where it stands', async () => {
    const scripted = core();
    const { user, say } = await show(at);
    await user.click(await screen.findByRole('button', { name: say('timesheet.approve') }));
    expect(scripted.asked('timesheet.get')[0]).toEqual({ id: 'sheet-1' });
    expect(scripted.asked('timesheet.approve')).toEqual([{ id: 'sheet-1', version: 1 }]);
  });

  test('is sent back with a reason, and leads to the weeks around it', async () => {
    const scripted = core();
    const { user, say, router } = await show(at);
    await user.click(await screen.findByRole('button', { name: say('timesheet.send_back') }));
    const dialog = await screen.findByRole('dialog');
    await user.type(within(dialog).getByRole('textbox'), 'Friday is missing');
    await expectAccessible();
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() =>
      expect(scripted.asked('timesheet.send_back')).toEqual([
        { id: 'sheet-1', version: 1, reason: 'Friday is missing' },
      ]),
    );
    await user.click(await screen.findByRole('button', { name: new RegExp(say('timesheet.before')) }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/timesheet'));
    expect(router.state.location.search).toMatchObject({ user: 'user-2', date: '2026-11-09' });
  });
});
