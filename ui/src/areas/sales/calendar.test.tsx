/** The calendar says which days are closed, and moves what one may write. */
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { CompanyProvider } from '@/app/company';
import type { ActivityRow, WorkingTime } from '@/host/generated';
import { scriptCore } from '@/test/core';
import { status } from '@/test/fixtures';
import { testLocales } from '@/test/pseudo';
import { expectAccessible, show } from '@/test/render';
import CalendarPage from './CalendarPage';

const row = (id: string, subject: string, owner_id: string | null): ActivityRow => ({
  brief: { id, kind: 'call', subject, due_date: '2026-11-24', due_time: '10:00', late: null } as never,
  version: 2,
  record_id: null,
  record_kind: null,
  record_title: null,
  customer_id: null,
  customer: null,
  due_ms: null,
  minutes: 60,
  promise: false,
  done_ms: null,
  outcome: '',
  at_ms: 0,
  amount: null,
  owner_id,
  owner: '',
});

const office = '09:30–18:30';
const time: WorkingTime = {
  branch_id: 'branch-1',
  version: 1,
  country: 'IN',
  time_zone: 'Asia/Kolkata',
  week: [office, office, office, office, office, office, ''],
  days: [{ id: 'day-1', date: '2026-11-25', name: 'Guru Nanak Jayanti', hours: '' }],
};

const core = () =>
  scriptCore({
    'activity.list': () => ({
      rows: [row('a', 'Survey', 'user-1'), row('b', 'Inspection', 'user-2'), row('c', 'Delivery', null)],
      next: null,
    }),
    'working_time.get': () => time,
    'activity.update': ({ id, version }) => ({ id, version: version + 1 }) as never,
  });

test('who writes only their own activities moves no others', async () => {
  const scripted = core();
  const permissions = { ...status.user.permissions, 'activity.write': 'own' as const };
  const { user } = await show(
    <CompanyProvider status={{ ...status, user: { ...status.user, permissions } }}>
      <CalendarPage />
    </CompanyProvider>,
  );
  for (const subject of [/Inspection/, /Delivery/, /Survey/]) {
    (await screen.findByRole('button', { name: subject })).focus();
    await user.keyboard('{Shift>}{ArrowDown}{/Shift}');
  }
  await waitFor(() => expect(scripted.asked('activity.update')).toHaveLength(1));
  expect(scripted.asked('activity.update')[0]).toMatchObject({ id: 'a', set: { due_time: '10:15' } });
});

describe.each(testLocales)('in $name', (language) => {
  test('a closed day says so in words, and why when it has a name', async () => {
    core();
    const { say } = await show(<CalendarPage />, { language });
    await screen.findByText('Guru Nanak Jayanti');
    const heads = screen.getAllByRole('heading', { level: 2 }).map((one) => one.parentElement as HTMLElement);
    expect(heads).toHaveLength(7);
    const closed = heads.map((head) => within(head).queryByText(say('calendar.closed')) !== null);
    expect(closed).toEqual([false, false, false, false, false, false, true]);
    expect(heads[2]?.textContent).toContain(`${say('calendar.closed_for')} Guru Nanak Jayanti`);
    await expectAccessible();
  });
});
