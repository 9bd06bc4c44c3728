/** One project with its tasks, and a scripted core for the tests of projects. */
import type { CompanyStatus } from '@/app/company';
import type {
  Project,
  ProjectRow,
  ProjectTask,
  Task,
  TaskRow,
  Template,
  Timeline,
  WorkingTime,
  WorkStatus,
} from '@/host/generated';
import { scriptCore } from './core';
import { status, users } from './fixtures';

export const delivering: CompanyStatus = {
  ...status,
  areas: [...status.areas, { area: 'delivery', state: 'live' }],
  user: {
    ...status.user,
    permissions: {
      ...status.user.permissions,
      'activity.read': 'all',
      'project.read': 'all',
      'project.write': 'all',
      'task.read': 'all',
      'task.write': 'all',
      'item.read': 'all',
      'item.write': 'all',
    },
  },
};

const badge = (of: WorkStatus) =>
  ({ tone: 'neutral', icon: 'circle-dashed', key: `badge.${of}`, params: {} }) as const;

export const projectTask = (id: string, title: string, more: Partial<ProjectTask> = {}): ProjectTask => ({
  id,
  version: 2,
  title,
  milestone_id: null,
  status: 'planned',
  badge: badge(more.status ?? 'planned'),
  priority: 'normal',
  owner_id: 'user-1',
  owner: 'Asha Kulkarni',
  start_date: '2026-11-24',
  due_date: '2026-11-25',
  late: null,
  estimate_minutes: 390,
  checks: 2,
  checks_done: 1,
  recurrence: 'none',
  ticket_id: null,
  after: [],
  ...more,
});

export const survey = projectTask('task-1', 'Survey');
export const cabling = projectTask('task-2', 'Cabling', {
  milestone_id: 'milestone-1',
  priority: 'urgent',
  start_date: '2026-11-26',
  due_date: '2026-11-28',
  after: ['task-1'],
});
export const handover = projectTask('task-3', 'Handover', {
  status: 'done',
  start_date: null,
  due_date: null,
});

export const project: Project = {
  id: 'project-1',
  version: 4,
  code: 'PRJ-0001',
  name: 'Cameras',
  customer_id: 'customer-1',
  customer: 'Sample Foods',
  deal_id: null,
  deal: '',
  template_id: null,
  template: '',
  branch_id: 'branch-1',
  status: 'in_progress',
  badge: badge('in_progress'),
  owner_id: 'user-1',
  owner: 'Asha Kulkarni',
  start_date: '2026-11-23',
  end_date: '2026-12-11',
  health: { tone: 'ok', icon: 'circle-check', key: 'health.spare', params: { days: 9 } },
  currency: 'INR',
  budget: null,
  budget_minutes: 2_400,
  notes: '',
  closed_ms: null,
  milestones: [
    {
      id: 'milestone-1',
      version: 1,
      name: 'Cabling done',
      due_date: '2026-11-30',
      reached_date: null,
      badge: null,
      billing: [],
    },
  ],
  tasks: [survey, cabling, handover],
};

export const projectRow: ProjectRow = {
  id: project.id,
  code: project.code,
  version: project.version,
  name: project.name,
  customer_id: project.customer_id,
  customer: project.customer,
  deal_id: null,
  status: project.status,
  badge: project.badge,
  owner_id: project.owner_id,
  owner: project.owner,
  start_date: project.start_date,
  end_date: project.end_date,
  late: null,
  tasks: 3,
  tasks_done: 1,
  health: project.health,
};

export const taskRow = (task: ProjectTask): TaskRow => ({
  ...task,
  project_id: project.id,
  project: project.name,
  milestone: task.milestone_id ? 'Cabling done' : '',
  customer_id: project.customer_id,
  customer: project.customer,
  deal_id: null,
});

export const task = (row: ProjectTask = cabling): Task => ({
  row,
  project_id: project.id,
  project: `${project.code} ${project.name}`,
  is_project_closed: false,
  milestone: row.milestone_id ? 'Cabling done' : '',
  customer_id: project.customer_id,
  customer: project.customer,
  deal_id: null,
  deal: '',
  checklist: [
    { text: 'Pull', done: true },
    { text: 'Test', done: false },
  ],
  notes: '',
  next_id: null,
  ticket: '',
  waits_for: row.after.map(() => ({
    id: survey.id,
    title: survey.title,
    status: survey.status,
    badge: survey.badge,
    start_date: survey.start_date,
    due_date: survey.due_date,
  })),
  blocks: [],
});

export const timeline: Timeline = {
  today: '2026-11-23',
  start: '2026-11-23',
  end: '2026-12-11',
  promised: '2026-12-11',
  bars: [
    { task: survey, days: 2, slack: 0, is_critical: true },
    { task: cabling, days: 3, slack: 0, is_critical: true },
    { task: handover, days: null, slack: null, is_critical: false },
  ],
  milestones: project.milestones,
  free_days: ['2026-11-29'],
  week_start: 1,
  critical_days: 5,
};

export const template: Template = {
  id: 'template-1',
  version: 3,
  name: 'Installation',
  notes: '',
  budget_minutes: null,
  milestones: [{ key: 'm1', name: 'Cabling done', offset_days: 4, percent: '60' }],
  items: [{ id: 'item-1', code: 'ITEM-0001', name: 'Camera' }],
  tasks: [
    {
      key: 't1',
      title: 'Survey',
      milestone: null,
      role: 'surveyor',
      offset_days: 0,
      duration_days: 1,
      estimate: '2h',
      priority: 'normal',
      checklist: [],
      notes: '',
      after: [],
    },
    {
      key: 't2',
      title: 'Cabling',
      milestone: 'm1',
      role: '',
      offset_days: 1,
      duration_days: 3,
      estimate: '',
      priority: 'high',
      checklist: ['Pull'],
      notes: '',
      after: ['t1'],
    },
  ],
  roles: ['surveyor'],
};

const office = '09:30–18:30';
export const workingTime: WorkingTime = {
  branch_id: 'branch-1',
  version: 1,
  country: 'IN',
  time_zone: 'Asia/Kolkata',
  week: [office, office, office, office, office, office, ''],
  days: [{ id: 'day-1', date: '2026-11-25', name: 'Guru Nanak Jayanti', hours: '' }],
};

/** What becomes of a change of days: nothing moves, unless a test says so. */
export const quiet = (id: string) => ({
  id,
  version: 3,
  start_date: null,
  due_date: null,
  moved: [],
  late_milestones: [],
  past_end: null,
  warnings: [],
});

export const projectCore = (more: Parameters<typeof scriptCore>[0] = {}) => {
  const rows = project.tasks.map(taskRow);
  return scriptCore({
    'user.list': () => users,
    'customer.list': () => ({ rows: [], next: null }),
    'project.list': () => ({ rows: [projectRow], next: null }),
    'project.summary': () => ({
      count: 1,
      open: 1,
      late: 0,
      tasks: 3,
      tasks_done: 1,
      planned: 0,
      in_progress: 1,
      on_hold: 0,
      at_risk: 0,
    }),
    'project.get': () => project,
    'project.timeline': () => timeline,
    'project_template.list': () => ({
      rows: [{ id: template.id, version: 3, name: template.name, tasks: 2, milestones: 1, items: 1 }],
    }),
    'project_template.get': () => template,
    'project_template.place': () => ({
      tasks: template.tasks.map((one) => ({
        template_task_id: one.key,
        title: one.title,
        role: one.role,
        template_milestone_id: null,
        start: '2026-11-23',
        due: '2026-11-24',
      })),
      milestones: [],
      end: '2026-11-27',
    }),
    'task.list': ({ filter }) => ({
      rows: filter?.open ? rows.filter(({ status }) => status !== 'done') : rows,
      next: null,
    }),
    'task.groups': ({ by, filter }) => {
      const shown = filter?.open ? rows.filter(({ status }) => status !== 'done') : rows;
      const of = (key: string, own: TaskRow[], name = '', word: string | null = null) => ({
        key,
        name,
        word,
        count: own.length,
        rows: own,
        next: null,
      });
      if (by === 'milestone') {
        const named = project.milestones.map(({ id, name }) =>
          of(
            id,
            shown.filter(({ milestone_id }) => milestone_id === id),
            name,
          ),
        );
        const rest = shown.filter(({ milestone_id }) => milestone_id === null);
        return { groups: [...named, of('', rest, '', 'task_group.no_milestone')], next: null };
      }
      if (by === 'project') return { groups: [of('project-1', shown, 'Cameras')], next: null };
      const statuses = ['planned', 'in_progress', 'on_hold', 'done'] as const;
      const grouped = statuses.map((one) =>
        of(
          one,
          shown.filter(({ status }) => status === one),
          '',
          `badge.${one}`,
        ),
      );
      return { groups: grouped, next: null };
    },
    'task.summary': () => ({ count: 2, open: 2, late: 1, today: 0, open_minutes: 780 }),
    'task.get': ({ id }) => task(project.tasks.find((one) => one.id === id)),
    'task.board': () => ({
      columns: (['planned', 'in_progress', 'on_hold', 'done'] as const).map((of) => ({
        status: of,
        badge: badge(of),
        count: rows.filter((row) => row.status === of).length,
        minutes: 390,
        cards: rows.filter((row) => row.status === of),
        next: null,
      })),
    }),
    'capacity.of_team': () => ({
      weeks: ['2026-11-23', '2026-11-30', '2026-12-07', '2026-12-14'],
      people: [
        {
          user_id: 'user-2',
          name: 'Rohan Patil',
          is_over: true,
          uncounted: 2,
          weeks: [3_000, 600, 0, 0].map((planned_minutes) => ({
            planned_minutes,
            available_minutes: 2_400,
            permille: planned_minutes / 2.4,
            is_over: planned_minutes > 2_400,
          })),
        },
      ],
    }),
    'working_time.get': () => workingTime,
    'attachment.list': () => ({ rows: [] }),
    'activity.list': () => ({ rows: [], next: null }),
    'history.of_record': () => ({ actions: [], next: null }),
    ...more,
  });
};
