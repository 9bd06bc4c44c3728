/** Where a timeline opens, what it says of its signs, and what stands there before anything has a day. */
import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { CompanyProvider } from '@/app/company';
import { delivering, handover, project, projectCore, projectTask, timeline } from '@/test/projects';
import { testLocales } from '@/test/pseudo';
import { expectAccessible, show } from '@/test/render';
import ProjectPage from './ProjectPage';
import { openingDay } from './useTimelineFrame';

const done = { start: '2026-03-02', end: '2026-03-06', isOpen: false };
const later = { start: '2026-12-20', end: '2026-12-24', isOpen: true };
const last = { start: '2027-02-01', end: '2027-02-05', isOpen: true };
const near = { start: '2026-11-01', end: '2026-11-27', isOpen: true };

test.each([
  ['today, where something is near it', [done, near, later], '2026-11-30'],
  ['the first that is open', [last, done, later], '2026-12-20'],
  ['the first of what is done', [done], '2026-03-02'],
  ['today, where there is nothing', [], '2026-11-30'],
])('a timeline opens at %s', (_, stretches, day) => {
  expect(openingDay(stretches, '2026-11-30', 5)).toBe(day);
});

const page = { path: '/projects/$id', at: '/projects/project-1?tab=timeline' };
const shown = (
  <CompanyProvider status={delivering}>
    <ProjectPage />
  </CompanyProvider>
);

test('the signs of milestones are explained, of those that are there', async () => {
  projectCore();
  const { say } = await show(shown, page);
  expect(
    await screen.findByText(say('timeline.milestone_is', { state: say('timeline.ahead') })),
  ).toBeTruthy();
  expect(screen.queryByText(say('timeline.milestone_is', { state: say('timeline.reached') }))).toBeNull();
  expect(screen.getByText(say('timeline.critical', { days: 5 }))).toBeTruthy();
});

test.each(testLocales)('without any day it says so, and days can be given: $name', async (language) => {
  const order = projectTask('task-4', 'Order', { start_date: null, due_date: null });
  const bare = { days: null, slack: null, is_critical: false };
  projectCore({
    'project.get': () => ({ ...project, milestones: [] }),
    'project.timeline': () => ({
      ...timeline,
      bars: [order, handover].map((task) => ({ task, ...bare })),
      milestones: [],
      critical_days: 0,
    }),
  });
  const { user, say } = await show(shown, { ...page, language });
  expect(await screen.findByText(say('timeline.undated'))).toBeTruthy();
  expect(screen.queryByText(say('timeline.critical', { days: 0 }))).toBeNull();
  await expectAccessible();
  const tasks = within(screen.getByRole('list', { name: say('nav.tasks') }));
  await user.click(tasks.getByRole('button', { name: say('timeline.give_days', { task: 'Order' }) }));
  expect(await screen.findByRole('dialog', { name: say('task.move_named', { task: 'Order' }) })).toBeTruthy();
});
