/** A project’s month: what stands on which day, walked and moved by keys. */
import { screen, waitFor, within } from '@testing-library/react';
import { expect, onTestFinished, test } from 'vitest';
import { CompanyProvider } from '@/app/company';
import { startKeys } from '@/app/keys';
import { cabling, delivering, project, projectCore, projectTask, quiet, taskRow } from '@/test/projects';
import { testLocales } from '@/test/pseudo';
import { show } from '@/test/render';
import ProjectPage from './ProjectPage';

const page = { path: '/projects/$id', at: '/projects/project-1?tab=calendar' };
const as = (status = delivering) => (
  <CompanyProvider status={status}>
    <ProjectPage />
  </CompanyProvider>
);
const dayOf = (day: string) => document.querySelector(`[data-day="${day}"]`) as HTMLElement;
const monthShown = () =>
  [...document.querySelectorAll<HTMLElement>('.cal-month-day')].map(({ dataset }) => dataset.day);

test('tasks, milestones, closed and promised days stand on their days', async () => {
  projectCore();
  const { user, say } = await show(as(), page);
  const first = await screen.findByRole('button', { name: /^Survey\s?,/ });
  expect(first.closest('td')).toBe(dayOf('2026-11-25'));
  expect(monthShown()).toHaveLength(42);
  expect(within(dayOf('2026-11-25')).getByText('Guru Nanak Jayanti')).toBeTruthy();
  expect(within(dayOf('2026-11-29')).getByText(say('calendar.closed'))).toBeTruthy();
  expect(within(dayOf('2026-11-28')).getByRole('button', { name: /^Cabling\s?, Cabling done/ })).toBeTruthy();
  expect(within(dayOf('2026-11-23')).getByText(say('project.start'))).toBeTruthy();
  await user.click(screen.getByRole('button', { name: new RegExp(say('calendar.later_month')) }));
  await waitFor(() => expect(monthShown()[0]).toBe('2026-11-30'));
  expect(within(dayOf('2026-12-11')).getByText(say('timeline.promised'))).toBeTruthy();
  await user.click(within(dayOf('2026-11-30')).getByRole('button', { name: /^Cabling done\s?,/ }));
  expect(
    await screen.findByRole('tab', { name: new RegExp(say('milestone.title')), selected: true }),
  ).toBeTruthy();
});

test.each(testLocales)(
  'arrows walk the days into the next month, and Enter makes a task there: $name',
  async (language) => {
    projectCore();
    onTestFinished(startKeys());
    const { user, say } = await show(as(), { ...page, language });
    const today = await screen.findByRole('button', { current: 'date' });
    today.focus();
    const ahead = document.documentElement.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    await user.keyboard(`{ArrowDown}{${ahead}}`);
    await waitFor(() => expect(document.activeElement?.closest('td')).toBe(dayOf('2026-12-01')));
    expect(monthShown()[0]).toBe('2026-11-30');
    await user.keyboard('{PageUp}');
    await waitFor(() => expect(document.activeElement?.closest('td')).toBe(dayOf('2026-11-01')));
    await user.keyboard('{Enter}');
    expect(await screen.findByRole('dialog', { name: say('task.new') })).toBeTruthy();
  },
);

test('a task goes to another day with Shift and an arrow, a milestone too, and one that is done stays', async () => {
  const done = projectTask('task-4', 'Order', { status: 'done', due_date: '2026-11-26' });
  const scripted = projectCore({
    'task.list': () => ({ rows: [taskRow(cabling), taskRow(done)], next: null }),
    'task.move': () => quiet('task-2'),
    'milestone.update': () => ({ id: 'milestone-1', version: 2 }) as never,
  });
  const { user } = await show(as(), page);
  (await screen.findByRole('button', { name: /^Cabling\s?,/ })).focus();
  await user.keyboard('{Shift>}{ArrowDown}{/Shift}');
  (await screen.findByRole('button', { name: /^Order\s?,/ })).focus();
  await user.keyboard('{Shift>}{ArrowDown}{/Shift}');
  (await screen.findByRole('button', { name: /^Cabling done\s?,/ })).focus();
  await user.keyboard('{Shift>}{ArrowRight}{/Shift}');
  await waitFor(() =>
    expect(scripted.asked('milestone.update')).toEqual([
      { id: 'milestone-1', version: 1, due_date: '2026-12-01' },
    ]),
  );
  const sent = scripted.calls.filter(({ command, preview }) => command === 'task.move' && !preview);
  expect(sent.map(({ payload }) => payload)).toEqual([{ id: 'task-2', version: 2, due_date: '2026-12-05' }]);
});

test('a full day shows its first tasks and how many more there are', async () => {
  const rows = [1, 2, 3, 4, 5, 6].map((n) =>
    taskRow(projectTask(`task-${n}`, `Room ${n}`, { due_date: '2026-11-26' })),
  );
  projectCore({
    'project.get': () => ({ ...project, milestones: [] }),
    'task.list': () => ({ rows, next: null }),
  });
  const { user, say } = await show(as(), page);
  await screen.findByRole('button', { name: /^Room 3/ });
  expect(screen.queryByRole('button', { name: /^Room 4/ })).toBeNull();
  await user.click(screen.getByRole('button', { name: new RegExp(say('calendar.more', { count: 3 })) }));
  expect(screen.getByRole('button', { name: /^Room 6/ })).toBeTruthy();
});
