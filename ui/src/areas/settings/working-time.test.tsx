/** Working time is typed as people write it, and public holidays are taken over from what is known. */
import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { CompanyProvider } from '@/app/company';
import type { ErrorBody } from '@/host';
import type { PublicHoliday, WorkingTime } from '@/host/generated';
import { scriptCore } from '@/test/core';
import { branch, status } from '@/test/fixtures';
import { testLocales } from '@/test/pseudo';
import { expectAccessible, show } from '@/test/render';
import WorkingTimeSettings from './WorkingTimeSettings';

const day = '09:30–18:30';
const time: WorkingTime = {
  branch_id: branch.id,
  version: 3,
  country: 'IN',
  time_zone: 'Asia/Kolkata',
  week: [day, day, day, day, day, day, ''],
  days: [
    { id: 'day-0', date: '2025-08-15', name: 'Independence Day', hours: '' },
    { id: 'day-1', date: '2026-10-02', name: 'Gandhi Jayanti', hours: '' },
  ],
};
const holiday = (date: string, name: string, is_forecast = false): PublicHoliday => ({
  date,
  name,
  is_forecast,
});
const national = [holiday('2026-10-02', 'Gandhi Jayanti'), holiday('2026-12-25', 'Christmas')];
const state = [
  ...national,
  holiday('2026-05-01', 'Maharashtra Day'),
  holiday('2026-03-20', 'Eid al-Fitr', true),
];

/** What stands in the file. */
let now = time;
beforeEach(() => {
  localStorage.clear();
  now = time;
});

const nights: Record<string, number> = { '22-6': 480, '9:30-6:30': 1260, '20-4:30': 510 };

const core = (answer: () => WorkingTime | ErrorBody = () => time) =>
  scriptCore({
    'branch.list': () => ({ rows: [branch] }),
    'working_time.get': () => now,
    'working_time.parse': ({ hours }) => ({ overnight_minutes: hours.map((text) => nights[text] ?? null) }),
    'working_time.save': answer,
    'activity.parse': () => ({ due_date: '2026-10-03' }) as never,
    'holiday.list': ({ region }) => ({
      regions: [{ id: 'MH', name: 'Maharashtra' }],
      rows: region === 'MH' ? state : national,
    }),
  });

const field = (name: string) => screen.findByRole<HTMLInputElement>('textbox', { name });

test('hours and days are sent as they are typed, with those of earlier years', async () => {
  const scripted = core();
  const { user, say } = await show(<WorkingTimeSettings />);
  const saturday = await field('Saturday');
  await user.clear(saturday);
  await user.type(saturday, '10-13');
  expect(screen.queryByDisplayValue('Independence Day')).toBeNull();
  await user.type(await field(say('working_time.hours_of', { day: 'Gandhi Jayanti' })), '10-12');
  await user.click(screen.getByRole('button', { name: say('working_time.add_day') }));
  const [, name] = screen.getAllByPlaceholderText(say('working_time.name'));
  await user.type(name as HTMLElement, 'Stock-taking');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(scripted.asked('working_time.save')).toHaveLength(1));
  expect(scripted.asked('working_time.save')[0]).toEqual({
    branch_id: branch.id,
    version: 3,
    week: [day, day, day, day, day, '10-13', ''],
    days: [time.days[0], { ...time.days[1], hours: '10-12' }, { date: '', name: 'Stock-taking', hours: '' }],
  });
});

test('a day whose date is typed anew stays while it is, and words are read before they are sent', async () => {
  const scripted = core();
  const { user, say } = await show(<WorkingTimeSettings />);
  const date = await field(say('working_time.date_of', { day: 'Gandhi Jayanti' }));
  await user.clear(date);
  expect(screen.getByDisplayValue('Gandhi Jayanti')).toBeTruthy();
  await user.type(date, '3 oct');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(scripted.asked('working_time.save')).toHaveLength(1));
  expect(scripted.asked('working_time.save')[0]?.days[1]).toMatchObject({ id: 'day-1', date: '2026-10-03' });
});

test('hours that others change on another day meanwhile stay theirs', async () => {
  const scripted = core();
  const { user } = await show(<WorkingTimeSettings />);
  const monday = await field('Monday');
  await user.clear(monday);
  await user.type(monday, '10-13');
  now = { ...time, version: 4, week: [day, '08:00–12:00', day, day, day, day, ''] };
  scripted.change(['working_time']);
  await screen.findByDisplayValue('08:00–12:00');
  expect(monday.value).toBe('10-13');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(scripted.asked('working_time.save')).toHaveLength(1));
  expect(scripted.asked('working_time.save')[0]).toMatchObject({
    version: 4,
    week: ['10-13', '08:00–12:00', day, day, day, day, ''],
  });
});

test('hours that end on the next day say so while they are typed', async () => {
  core();
  const { user, say } = await show(<WorkingTimeSettings />);
  const friday = await field('Friday');
  await user.clear(friday);
  await user.type(friday, '9:30-6:30');
  const night = await screen.findByText(say('working_time.next_day', { hours: 21, minutes: 0 }));
  expect(friday.getAttribute('aria-describedby')).toContain(night.id);
  await user.type(await field(say('working_time.hours_of', { day: 'Gandhi Jayanti' })), '20-4:30');
  expect(await screen.findByText(say('working_time.next_day', { hours: 8, minutes: 30 }))).toBeTruthy();
  await user.clear(friday);
  await user.type(friday, '9:30-18:30');
  await waitFor(() => expect(screen.queryByText(/21 h/)).toBeNull());
});

const hoursRefused: ErrorBody = {
  code: 'invalid',
  message_id: 'error.invalid',
  params: {},
  fields: [{ path: 'days[0].hours', message_id: 'error.hours_overnight', params: { read: '09:00–09:00' } }],
};

test('a day of an earlier year is shown when it is why nothing is saved', async () => {
  core(() => hoursRefused);
  const { user, say } = await show(<WorkingTimeSettings />);
  await field('Saturday');
  expect(screen.queryByDisplayValue('Independence Day')).toBeNull();
  await user.click(screen.getByRole('button', { name: new RegExp(`^${say('action.save')}`) }));
  const hours = await field(say('working_time.hours_of', { day: 'Independence Day' }));
  await waitFor(() => expect(document.activeElement).toBe(hours));
  expect(hours.getAttribute('aria-invalid')).toBe('true');
});

test('days of earlier years are shown when they are asked for', async () => {
  core();
  const { user, say } = await show(<WorkingTimeSettings />);
  const past = await screen.findByRole('button', { name: say('working_time.past', { count: 1 }) });
  expect(past.getAttribute('aria-pressed')).toBe('false');
  await user.click(past);
  expect(screen.getByDisplayValue('Independence Day')).toBeTruthy();
  await user.click(past);
  expect(screen.queryByDisplayValue('Independence Day')).toBeNull();
});

test('two holidays on one day close it once, and the forecast alone can be left', async () => {
  const [date, name] = ['2026-08-15', 'Independence Day'];
  const scripted = core();
  national.push(holiday(date, name), holiday(date, 'Prophet’s Birthday', true));
  onTestFinished(() => void national.splice(2));
  const { user, say } = await show(<WorkingTimeSettings />);
  await user.click(await screen.findByRole('button', { name: say('working_time.holidays') }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(await dialog.findByRole('button', { name: say('working_time.take', { count: 2 }) })).toBeTruthy();
  await user.click(dialog.getByRole('checkbox', { name: /Prophet/ }));
  await user.click(dialog.getByRole('button', { name: say('working_time.take', { count: 2 }) }));
  await user.click(screen.getByRole('button', { name: new RegExp(`^${say('action.save')}`) }));
  await waitFor(() => expect(scripted.asked('working_time.save')).toHaveLength(1));
  const days = scripted.asked('working_time.save')[0]?.days;
  expect(days?.filter((day) => day.date === date)).toEqual([{ date, name, hours: '' }]);
});

test('public holidays of a region are added once, but for those that are left', async () => {
  const scripted = core();
  const { user, say } = await show(<WorkingTimeSettings />);
  await user.click(await screen.findByRole('button', { name: say('working_time.holidays') }));
  const dialog = within(await screen.findByRole('dialog'));
  await user.click(await dialog.findByRole('button', { name: new RegExp(say('working_time.region')) }));
  await user.click(await screen.findByRole('option', { name: 'Maharashtra' }));
  expect(await dialog.findByText(/Forecast/)).toBeTruthy();
  expect(dialog.queryByRole('checkbox', { name: /Gandhi/ })).toBeNull();
  await user.click(dialog.getByRole('checkbox', { name: /Eid/ }));
  await user.click(dialog.getByRole('button', { name: say('working_time.take', { count: 2 }) }));
  expect(await screen.findByDisplayValue('Maharashtra Day')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: new RegExp(`^${say('action.save')}`) }));
  await waitFor(() => expect(scripted.asked('working_time.save')).toHaveLength(1));
  const dates = scripted.asked('working_time.save')[0]?.days.map(({ date }) => date);
  expect(dates).toEqual(['2025-08-15', '2026-05-01', '2026-10-02', '2026-12-25']);
});

test('whoever may not change it sees it', async () => {
  const scripted = core();
  const user = { ...status.user, permissions: { 'company.read': 'all' as const } };
  const { say, user: hand } = await show(
    <CompanyProvider status={{ ...status, user }}>
      <WorkingTimeSettings />
    </CompanyProvider>,
  );
  const saturday = await field('Saturday');
  expect(saturday.readOnly).toBe(true);
  expect(screen.queryByRole('button', { name: say('working_time.add_day') })).toBeNull();
  saturday.focus();
  await hand.keyboard('{Control>}{Enter}{/Control}');
  expect(scripted.asked('working_time.save')).toEqual([]);
});

describe.each(testLocales)('in $name', (language) => {
  test('axe finds nothing', async () => {
    core();
    const { user, say } = await show(<WorkingTimeSettings />, { language });
    await screen.findAllByDisplayValue('Gandhi Jayanti');
    await expectAccessible();
    await user.click(screen.getByRole('button', { name: say('working_time.holidays') }));
    await screen.findByRole('dialog');
    await expectAccessible();
  });
});
