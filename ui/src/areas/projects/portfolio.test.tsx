/** All projects as a board, on their days and in a calendar, against a scripted core. */
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { CompanyProvider } from '@/app/company';
import type { ProjectBoard, ProjectCalendar, ProjectPlan } from '@/host/generated';
import { delivering, projectCore, projectRow } from '@/test/projects';
import { testLocales } from '@/test/pseudo';
import { expectAccessible, show } from '@/test/render';
import ProjectList from './ProjectList';
import TaskList from './TaskList';

const as = (element: React.ReactNode) => <CompanyProvider status={delivering}>{element}</CompanyProvider>;

const board: ProjectBoard = {
  columns: [
    { status: 'planned', count: 0, cards: [], next: null },
    { status: 'in_progress', count: 30, cards: [projectRow], next: 'further' },
    { status: 'on_hold', count: 0, cards: [], next: null },
    { status: 'done', count: 0, cards: [], next: null },
  ],
};
const plan: ProjectPlan = {
  rows: [
    {
      id: 'project-1',
      code: 'PRJ-0001',
      name: 'Cameras',
      customer: 'Sample Foods',
      status: 'in_progress',
      start_date: '2026-11-23',
      end_date: '2026-12-18',
      promised: '2026-12-11',
      late: null,
      milestones: [
        { id: 'milestone-1', name: 'Cabled', due_date: '2026-11-30', is_reached: false, is_late: false },
      ],
    },
  ],
  next: null,
  today: '2026-11-22',
  start: '2026-11-22',
  end: '2026-12-18',
};
const calendar: ProjectCalendar = {
  rows: [
    {
      id: 'milestone-1',
      kind: 'milestone',
      version: 3,
      day: '2026-11-25',
      name: 'Cabled',
      project_id: 'project-1',
      project: 'Cameras',
      customer: 'Sample Foods',
      status: 'in_progress',
      owner_id: 'user-1',
      is_over: false,
      is_late: false,
    },
  ],
  has_more: false,
};
const core = (more: Parameters<typeof projectCore>[0] = {}) =>
  projectCore({
    'project.board': () => board,
    'project.plan': () => plan,
    'project.calendar': () => calendar,
    ...more,
  });
const at = (view: string, tab = 'open') => ({ path: '/projects', at: `/projects?view=${view}&tab=${tab}` });

describe.each(testLocales)('in $name', (language) => {
  test.each([
    ['board', 'Cameras'],
    ['timeline', 'Cameras'],
    ['calendar', 'Cabled'],
  ])('axe finds nothing in the %s', async (view, seen) => {
    core();
    await show(as(<ProjectList />), { language, ...at(view) });
    await screen.findAllByText(seen);
    await expectAccessible();
  });
});

test('a card that is carried into another column lets its project stand so, and closing asks first', async () => {
  const scripted = core({ 'project.set_status': () => ({ id: 'project-1', version: 5 }) });
  const { user, say } = await show(as(<ProjectList />), at('board', 'late'));
  const [card] = await screen.findAllByRole('button', { name: /PRJ-0001 Cameras/ });
  expect(scripted.asked('project.board')).toEqual([{ filter: { late: true } }]);
  expect(screen.getByText(say('deal.first_of', { shown: 1, count: 30 }))).toBeTruthy();
  const item = card?.closest('li') as HTMLElement;
  const choose = async (status: 'on_hold' | 'done') => {
    await user.click(within(item).getAllByRole('button').at(-1) as HTMLElement);
    await user.click(await screen.findByRole('menuitem', { name: say(`work.status.${status}`) }));
  };
  await choose('on_hold');
  await waitFor(() =>
    expect(scripted.asked('project.set_status')).toEqual([
      { id: 'project-1', version: 4, status: 'on_hold' },
    ]),
  );
  await choose('done');
  expect(await screen.findByRole('dialog')).toBeTruthy();
  expect(scripted.asked('project.set_status')).toHaveLength(1);
});

test('a bar says its days, its state and what was promised, and opens its project beside it', async () => {
  const scripted = core();
  const { user, say } = await show(as(<ProjectList />), at('timeline'));
  const bar = await screen.findByRole('button', { name: /PRJ-0001 Cameras, Sample Foods/ });
  expect(bar.getAttribute('aria-label')).toContain(say('work.status.in_progress'));
  expect(bar.getAttribute('aria-label')).toContain(say('project.end'));
  const sign = say('timeline.milestone', {
    name: 'Cameras: Cabled',
    day: '30 Nov 2026',
    state: say('timeline.ahead'),
  });
  expect(screen.getByText(sign)).toBeTruthy();
  expect(scripted.asked('project.plan')[0]).toMatchObject({ filter: { open: true }, limit: 50 });
  await user.click(bar);
  expect(await screen.findByRole('complementary', { name: say('kind.project') })).toBeTruthy();
});

test('a milestone is moved in the calendar of all projects', async () => {
  const scripted = core({ 'milestone.update': () => ({ id: 'milestone-1', version: 4 }) });
  const { user } = await show(as(<ProjectList />), at('calendar'));
  const entry = await screen.findByRole('button', { name: /Cabled/ });
  expect(within(entry).getByText('Cameras')).toBeTruthy();
  entry.focus();
  await user.keyboard('{Shift>}{ArrowRight}{/Shift}');
  await waitFor(() =>
    expect(scripted.asked('milestone.update')).toEqual([
      { id: 'milestone-1', version: 3, due_date: '2026-11-26' },
    ]),
  );
  expect(scripted.asked('project.calendar')[0]).toMatchObject({ filter: { open: true } });
});

test.each([
  ['mine', { open: true, owner_id: 'user-1' }],
  ['late', { late: true }],
  ['nobody', { open: true, owner_id: '' }],
  ['done', { open: false }],
] as const)('the board of tasks follows the tab %s', async (tab, filter) => {
  const scripted = core();
  await show(as(<TaskList />), { path: '/tasks', at: `/tasks?view=board&tab=${tab}` });
  await screen.findAllByText('Cabling');
  expect(scripted.asked('task.board')[0]).toMatchObject(filter);
});
