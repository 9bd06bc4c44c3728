/** Projects and their tasks against a scripted core, in every test language. */
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, onTestFinished, test } from 'vitest';
import { CompanyProvider } from '@/app/company';
import { startKeys } from '@/app/keys';
import { deal } from '@/test/deals';
import { branch } from '@/test/fixtures';
import { cabling, delivering, project, projectCore, quiet, survey, taskRow } from '@/test/projects';
import { testLocales } from '@/test/pseudo';
import { expectAccessible, show } from '@/test/render';
import CapacityPage from './CapacityPage';
import { CloseProject } from './CloseProject';
import { ItemTemplate } from './ItemTemplate';
import { MyTasks } from './MyTasks';
import { NewProject } from './NewProject';
import ProjectList from './ProjectList';
import ProjectPage from './ProjectPage';
import TaskList from './TaskList';
import TaskPage from './TaskPage';
import TemplateList from './TemplateList';
import TemplatePage from './TemplatePage';

const as = (element: React.ReactNode) => <CompanyProvider status={delivering}>{element}</CompanyProvider>;
const ignore = () => undefined;
const page = (tab = '') => ({ path: '/projects/$id', at: `/projects/project-1${tab ? `?tab=${tab}` : ''}` });

/** What closing a project says it did, or would do. */
const closing = {
  id: 'project-1',
  version: 5,
  tickets: [],
  dropped: 1,
  kept: 1,
  begun: [{ id: 'e', code: 'ENT-0001', name: 'Warranty', start: '2026-11-23', end: '2027-11-22' }],
  to_invoice: ['Sign-off'],
};

describe.each(testLocales)('in $name', (language) => {
  test.each([
    ['the list', <ProjectList key="1" />, { path: '/projects', at: '/projects' }],
    ['the tasks of a project', <ProjectPage key="2" />, page()],
    ['its board', <ProjectPage key="3" />, page('board')],
    ['its timeline', <ProjectPage key="4" />, page('timeline')],
    ['its calendar', <ProjectPage key="13" />, page('calendar')],
    ['its milestones', <ProjectPage key="5" />, page('milestones')],
    ['its notes and files', <ProjectPage key="6" />, page('files')],
    ['the list of tasks', <TaskList key="7" />, { path: '/tasks', at: '/tasks' }],
    ['the list of tasks by project', <TaskList key="15" />, { path: '/tasks', at: '/tasks?group=project' }],
    ['the board of tasks', <TaskList key="8" />, { path: '/tasks', at: '/tasks?view=board' }],
    ['the calendar of tasks', <TaskList key="14" />, { path: '/tasks', at: '/tasks?view=calendar' }],
    [
      'who has how much to do',
      <CapacityPage key="12" />,
      { path: '/projects/capacity', at: '/projects/capacity' },
    ],
    ['a task', <TaskPage key="9" />, { path: '/tasks/$id', at: '/tasks/task-2' }],
    ['the templates', <TemplateList key="10" />, { path: '/projects/templates', at: '/projects/templates' }],
    [
      'a template',
      <TemplatePage key="11" />,
      { path: '/projects/templates/$id', at: '/projects/templates/template-1' },
    ],
  ])('axe finds nothing in %s', async (_, element, at) => {
    projectCore();
    await show(as(element), { language, ...at });
    await screen.findAllByText(/Cameras|Cabling|Installation|Rohan/);
    await expectAccessible();
  });

  test('axe finds nothing in the dialogs', async () => {
    projectCore({ 'project.close': () => closing });
    const first = await show(as(<NewProject onClose={ignore} onMade={ignore} />), { language });
    await screen.findByRole('dialog');
    await expectAccessible();
    first.unmount();
    await show(as(<CloseProject id="project-1" onClose={ignore} />), { language });
    await screen.findByText(/Warranty/);
    await expectAccessible();
  });
});

test('a project from a template says what it brings and sends who takes its roles', async () => {
  const scripted = projectCore({ 'project.create': () => ({ id: 'project-9', version: 1 }) });
  const made: string[] = [];
  const { user, say } = await show(
    as(
      <NewProject
        customerId="customer-1"
        customer="Sample Foods"
        dealId="deal-1"
        onClose={ignore}
        onMade={(id) => made.push(id)}
      />,
    ),
  );
  await user.type(await screen.findByRole('textbox', { name: say('project.name') }), 'Cameras');
  await user.click(screen.getByRole('button', { name: new RegExp(say('kind.project_template')) }));
  await user.click(await screen.findByRole('option', { name: /Installation/ }));
  const plan = say('project.plan_is', { tasks: 2, milestones: 0, end: '27 Nov 2026' });
  expect(await screen.findByText(plan)).toBeTruthy();
  await user.click(await screen.findByRole('button', { name: /surveyor/ }));
  await user.click(await screen.findByRole('option', { name: 'Rohan Patil' }));
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(made).toEqual(['project-9']));
  expect(scripted.asked('project.create')).toMatchObject([
    {
      deal_id: 'deal-1',
      template_id: 'template-1',
      roles: [{ role: 'surveyor', owner_id: 'user-2' }],
      set: { customer_id: 'customer-1', name: 'Cameras', start_date: '2026-11-23' },
    },
  ]);
});

test('a project of a deal is of the branch that sells there, until another is chosen', async () => {
  const dubai = { ...branch, id: 'branch-2', name: 'Mulshi Gulf' };
  const scripted = projectCore({
    'branch.list': () => ({ rows: [branch, dubai] }),
    'deal.get': () => ({ ...deal, row: { ...deal.row, branch_id: 'branch-2' } }),
    'project.create': () => ({ id: 'project-9', version: 1 }),
  });
  const { user, say } = await show(
    as(
      <NewProject
        customerId="customer-1"
        customer="Foods"
        dealId="deal-1"
        onClose={ignore}
        onMade={ignore}
      />,
    ),
  );
  await user.type(await screen.findByRole('textbox', { name: say('project.name') }), 'Cameras');
  expect(await screen.findByRole('button', { name: /Mulshi Gulf/ })).toBeTruthy();
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(scripted.asked('project.create')[0]?.branch_id).toBe('branch-2'));
});

test('closing asks what becomes of each open task', async () => {
  const scripted = projectCore({ 'project.close': () => closing });
  let closed = false;
  const { user, say } = await show(
    as(
      <CloseProject
        id="project-1"
        onClose={() => {
          closed = true;
        }}
      />,
    ),
  );
  expect(
    await screen.findByText(
      say('project.begins', { name: 'Warranty', start: '23 Nov 2026', end: '22 Nov 2027' }),
    ),
  ).toBeTruthy();
  const choose = async (task: string, fate: string) => {
    const label = say('project.fate.of', { task });
    await user.click(screen.getByRole('button', { name: new RegExp(label) }));
    await user.click(await screen.findByRole('option', { name: new RegExp(fate) }));
  };
  await choose('Survey', say('project.fate.drop'));
  await choose('Cabling', say('project.fate.ticket'));
  await user.click(screen.getByRole('button', { name: new RegExp(`^${say('project.close')}`) }));
  await waitFor(() => expect(closed).toBe(true));
  const sent = scripted.calls.filter(({ command, preview }) => command === 'project.close' && !preview);
  expect(sent.map(({ payload }) => payload)).toEqual([
    {
      id: 'project-1',
      version: 4,
      tasks: [
        { id: 'task-1', fate: 'drop' },
        { id: 'task-2', fate: 'ticket' },
      ],
    },
  ]);
});

test('tasks are gone through by keys, and D says that one is done', async () => {
  const scripted = projectCore({ 'task.done': () => ({ id: 'task-2', version: 3, next_id: null }) });
  onTestFinished(startKeys());
  const { user } = await show(as(<ProjectPage />), page());
  const first = await screen.findByRole('button', { name: 'Survey' });
  first.focus();
  await user.keyboard('j');
  expect(document.activeElement?.textContent).toBe('Cabling');
  await user.keyboard('d');
  await waitFor(() => expect(scripted.asked('task.done')).toEqual([{ id: 'task-2', version: 2 }]));
});

test('a task is added to its group by its name', async () => {
  const scripted = projectCore({ 'task.create': () => ({ id: 'task-9', version: 1 }) });
  const { user, say } = await show(as(<ProjectPage />), {
    ...page(),
    at: '/projects/project-1?group=milestone',
  });
  const add = await screen.findByRole('textbox', { name: say('task.add_to', { group: 'Cabling done' }) });
  await user.type(add, 'Label{Enter}');
  await waitFor(() =>
    expect(scripted.asked('task.create')).toEqual([
      { project_id: 'project-1', set: { milestone_id: 'milestone-1', title: 'Label' } },
    ]),
  );
});

test('all tasks are grouped by a field that is chosen, and what follows is asked for', async () => {
  const rest = { ...taskRow(cabling), id: 'task-7', title: 'Label the ports' };
  const scripted = projectCore({
    'task.groups': ({ by, after }) => ({
      groups: [
        after
          ? { key: '', name: '', word: 'task_group.no_due', count: 1, rows: [taskRow(survey)], next: null }
          : {
              key: 'later',
              name: '',
              word: 'task_group.later',
              count: null,
              rows: [taskRow(cabling)],
              next: 'n',
            },
      ],
      next: by === 'due' && !after ? 'further' : null,
    }),
    'task.list': ({ after }) => ({ rows: after ? [rest] : [taskRow(cabling)], next: null }),
  });
  const { user, say } = await show(as(<TaskList />), { path: '/tasks', at: '/tasks?tab=open' });
  await user.click(await screen.findByRole('button', { name: new RegExp(say('task.group')) }));
  await user.click(await screen.findByRole('option', { name: say('task.group.due') }));
  const later = await screen.findByRole('list', { name: 'Later' });
  expect(within(later).getByText('Cabling')).toBeTruthy();
  const request = {
    by: 'due',
    filter: { open: true },
    sort: { column: 'due', descending: false },
    limit: 50,
  };
  expect(scripted.asked('task.groups')).toEqual([request]);
  const more = () => screen.getAllByRole('button', { name: say('list.show_more') });
  await user.click(more()[0] as HTMLElement);
  expect(await screen.findByText('Label the ports')).toBeTruthy();
  expect(scripted.asked('task.list').at(-1)).toEqual({
    filter: { open: true, group: { by: 'due', key: 'later' } },
    sort: request.sort,
    limit: 50,
    after: 'n',
  });
  await user.click(more()[0] as HTMLElement);
  expect(await screen.findByRole('list', { name: 'No date' })).toBeTruthy();
  expect(scripted.asked('task.groups').at(-1)).toEqual({ ...request, after: 'further' });
  expect(screen.queryByRole('button', { name: say('list.show_more') })).toBeNull();
});

test('a bar is moved by a working day with a key, and who moves with it is shown first', async () => {
  const moved = { ...quiet('task-1'), moved: [{ ...cabling, due_date: '2026-11-30', days: 1 }] };
  const scripted = projectCore({ 'task.move': () => moved });
  const { user, say } = await show(as(<ProjectPage />), page('timeline'));
  (await screen.findByRole('button', { name: /^Survey, / })).focus();
  await user.keyboard('{ArrowRight}');
  const dialog = await screen.findByRole('dialog', { name: say('task.move_named', { task: 'Survey' }) });
  expect(await within(dialog).findByText(say('task.moves_with', { count: 1 }))).toBeTruthy();
  expect(scripted.calls.every(({ command, preview }) => command !== 'task.move' || preview)).toBe(true);
  await user.click(within(dialog).getByRole('button', { name: new RegExp(say('task.move_do')) }));
  await waitFor(() => {
    const sent = scripted.calls.filter(({ command, preview }) => command === 'task.move' && !preview);
    expect(sent.map(({ payload }) => payload)).toEqual([{ id: 'task-1', version: 2, days: 1 }]);
  });
});

test('a bar that moves alone is moved at once', async () => {
  const scripted = projectCore({ 'task.move': () => quiet('task-2') });
  const { user } = await show(as(<ProjectPage />), page('timeline'));
  (await screen.findByRole('button', { name: /^Cabling, / })).focus();
  await user.keyboard('{Shift>}{ArrowLeft}{/Shift}');
  await waitFor(() => {
    const sent = scripted.calls.filter(({ command, preview }) => command === 'task.move' && !preview);
    expect(sent.map(({ payload }) => payload)).toEqual([{ id: 'task-2', version: 2, days: -5 }]);
  });
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('one’s own late tasks are done from the first page', async () => {
  const scripted = projectCore({ 'task.done': () => ({ id: 'task-1', version: 3, next_id: null }) });
  const { user, say } = await show(as(<MyTasks />));
  await user.click(await screen.findByRole('checkbox', { name: say('task.done_named', { task: 'Survey' }) }));
  await waitFor(() => expect(scripted.asked('task.done')).toEqual([{ id: 'task-1', version: 2 }]));
  expect(scripted.asked('task.list')[0]?.filter).toEqual({
    owner_id: 'user-1',
    open: true,
    to: '2026-11-23',
  });
});

test('a week that holds more than there are hours is named, not only coloured', async () => {
  projectCore();
  const { say } = await show(as(<CapacityPage />));
  const row = await screen.findByRole('row', { name: /Rohan Patil/ });
  expect(within(row).getAllByText(say('capacity.over')).length).toBe(2);
  expect(within(row).getByText(say('capacity.uncounted_of', { count: 2 }))).toBeTruthy();
});

test('what is ticked off is sent as the whole list', async () => {
  const scripted = projectCore({ 'task.update': () => quiet('task-2') });
  const { user } = await show(as(<TaskPage />), { path: '/tasks/$id', at: '/tasks/task-2' });
  await user.click(await screen.findByRole('checkbox', { name: 'Test' }));
  await waitFor(() =>
    expect(scripted.asked('task.update')).toEqual([
      {
        id: 'task-2',
        version: 2,
        set: {
          checklist: [
            { text: 'Pull', done: true },
            { text: 'Test', done: true },
          ],
        },
      },
    ]),
  );
});

test('a template is saved as a whole, and a line that is gone is waited for no more', async () => {
  const scripted = projectCore({ 'project_template.save': () => ({ id: 'template-1', version: 4 }) });
  const { user, say } = await show(as(<TemplatePage />), {
    path: '/projects/templates/$id',
    at: '/projects/templates/template-1',
  });
  await user.click(await screen.findByRole('button', { name: say('template.remove', { task: 'Survey' }) }));
  await user.click(screen.getByRole('button', { name: new RegExp(say('action.save')) }));
  await waitFor(() => expect(scripted.asked('project_template.save')).toHaveLength(1));
  expect(scripted.asked('project_template.save')[0]?.tasks).toMatchObject([{ key: 't2', after: [] }]);
});

test('who may not write sees everything and changes nothing', async () => {
  projectCore();
  const permissions = Object.fromEntries(
    Object.entries(delivering.user.permissions).filter(([name]) => name.endsWith('.read')),
  );
  const reader = { ...delivering, user: { ...delivering.user, permissions } };
  const { say } = await show(
    <CompanyProvider status={reader as typeof delivering}>
      <ProjectPage />
    </CompanyProvider>,
    page(),
  );
  expect(await screen.findByText(survey.title)).toBeTruthy();
  expect(screen.queryByRole('button', { name: new RegExp(say('task.new')) })).toBeNull();
  expect(screen.queryByRole('textbox', { name: new RegExp(say('task.add')) })).toBeNull();
  expect(screen.getByText(project.name, { selector: 'h1' })).toBeTruthy();
});

test('an item says by which template it is delivered, and the template names its items', async () => {
  let chosen: string | null = null;
  const scripted = projectCore({
    'project_template.of_item': ({ item_id }) => ({
      item_id,
      template_id: chosen,
      name: chosen ? 'Installation' : '',
    }),
    'project_template.name_for_item': ({ item_id, template_id }) => {
      chosen = template_id ?? null;
      queueMicrotask(() => scripted.change(['project_template']));
      return { item_id, template_id: chosen, name: 'Installation' };
    },
  });
  const first = await show(as(<ItemTemplate itemId="item-1" />));
  const { user, say } = first;
  await user.click(await screen.findByRole('button', { name: new RegExp(say('kind.project_template')) }));
  await user.click(await screen.findByRole('option', { name: 'Installation' }));
  expect(await screen.findByRole('link', { name: say('item_template.open') })).toBeTruthy();
  await expectAccessible();
  await user.click(screen.getByRole('button', { name: new RegExp(say('kind.project_template')) }));
  await user.click(await screen.findByRole('option', { name: say('project.blank') }));
  await waitFor(() =>
    expect(scripted.asked('project_template.name_for_item')).toEqual([
      { item_id: 'item-1', template_id: 'template-1' },
      { item_id: 'item-1', template_id: undefined },
    ]),
  );
  first.unmount();
  await show(as(<TemplatePage />), { path: '/projects/templates/$id', at: '/projects/templates/template-1' });
  const items = await screen.findByRole('list', { name: say('template.items') });
  expect(within(items).getByRole('link', { name: /Camera/ })).toBeTruthy();
});

test('a template says how much of the sale is invoiced at a milestone', async () => {
  const scripted = projectCore({ 'project_template.save': () => ({ id: 'template-1', version: 4 }) });
  const { user, say } = await show(as(<TemplatePage />), {
    path: '/projects/templates/$id',
    at: '/projects/templates/template-1',
  });
  const percent = await screen.findByRole('textbox', { name: say('template.percent') });
  expect(screen.getByText(say('template.percent_help'))).toBeTruthy();
  await user.clear(percent);
  await user.type(percent, '40');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() =>
    expect(scripted.asked('project_template.save')[0]?.milestones).toMatchObject([
      { name: 'Cabling done', percent: '40' },
    ]),
  );
});
