/**
 * The tasks of a project in groups: by how they stand, by milestone, by person or by urgency, in an order that the core gives. Arrows
 * or J and K go from task to task, Enter opens one beside the list, D says that it is done; each group ends with a line for a new one.
 */
import { type KeyboardEvent, useState } from 'react';
import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { readPress } from '@/app/keys';
import { useAddress } from '@/app/router';
import { Avatar, Checkbox, durationText, EmptyState, MoreMenu, Section, Select, TextField } from '@/design';
import type { Project, TaskChange, TaskRow } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
import { DueMark, PriorityMark, RepeatMark } from './TaskCard';
import type { TaskActions } from './useTaskActions';
import { priorities, statuses, taskTags } from './words';

const groupings = ['status', 'milestone', 'owner', 'priority', 'none'] as const;
type Grouping = (typeof groupings)[number];
const orders = ['position', 'due', 'priority', 'title', 'updated'] as const;
/** A project has no more than twice as many. */
const shownAtMost = 500;

const readAddress = (raw: Record<string, unknown>) => ({
  group: groupings.find((one) => one === raw.group) ?? ('status' as Grouping),
  order: orders.find((one) => one === raw.order) ?? ('position' as const),
});

interface Group {
  id: string;
  title: string;
  rows: TaskRow[];
  /** What a task that is added here begins with; absent where none is added. */
  begins?: TaskChange;
}

interface ProjectTasksProps {
  project: Project;
  actions: TaskActions;
  current: string | null;
  onOpen: (task: TaskRow) => void;
}

export function ProjectTasks({ project, actions, current, onOpen }: ProjectTasksProps) {
  const t = useT();
  const mayWrite = useMay()('task.write') && project.status !== 'done';
  const [{ group, order }, setAddress] = useAddress(readAddress);
  const page = useRead(
    'task.list',
    {
      filter: { project_id: project.id },
      sort: { column: order, descending: order === 'updated' },
      limit: shownAtMost,
    },
    { also: taskTags, keep: true },
  ).data;
  if (!page) return null;
  const groups = groupsOf(page.rows, group, project, t);
  return (
    <>
      <div className="toolbar">
        <Select
          quiet
          label={t('task.group')}
          options={groupings.map((id) => ({ id, text: t(`task.group.${id}`) }))}
          value={group}
          onChange={(next) => setAddress({ group: next as Grouping })}
        />
        <Select
          quiet
          label={t('task.order')}
          options={orders.map((id) => ({ id, text: t(`task.order.${id}`) }))}
          value={order}
          onChange={(next) => setAddress({ order: next as typeof order })}
        />
      </div>
      {page.rows.length === 0 && !mayWrite ? <EmptyState text={t('task.none')} /> : null}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys of the tasks inside go from one to the next. */}
      <div className="task-groups" onKeyDown={step}>
        {groups.map((one) => (
          <Section key={one.id} title={one.title} count={one.rows.length}>
            <ul className="task-rows" aria-label={one.title}>
              {one.rows.map((task) => (
                <TaskLine
                  key={task.id}
                  task={task}
                  actions={actions}
                  current={task.id === current}
                  onOpen={() => onOpen(task)}
                />
              ))}
            </ul>
            {mayWrite && one.begins ? (
              <AddTask projectId={project.id} begins={one.begins} group={one.title} />
            ) : null}
          </Section>
        ))}
      </div>
      {page.next ? <p className="text-text-3">{t('task.first_of', { shown: page.rows.length })}</p> : null}
    </>
  );
}

/** Rows in groups, each in the order in which the core gave them; groups without rows are left out unless one adds to them. */
function groupsOf(
  rows: readonly TaskRow[],
  by: Grouping,
  project: Project,
  t: ReturnType<typeof useT>,
): Group[] {
  const of = (id: string, title: string, is: (row: TaskRow) => boolean, begins?: TaskChange): Group => ({
    id,
    title,
    rows: rows.filter(is),
    begins,
  });
  switch (by) {
    case 'none':
      return [of('all', t('nav.tasks'), () => true, {})];
    case 'status':
      return statuses
        .map((status) =>
          of(
            status,
            t(`work.status.${status}`),
            (row) => row.status === status,
            status === 'planned' ? {} : undefined,
          ),
        )
        .filter((one) => one.rows.length > 0 || one.begins);
    case 'milestone':
      return [
        ...project.milestones.map(({ id, name }) =>
          of(id, name, (row) => row.milestone_id === id, { milestone_id: id }),
        ),
        of('none', t('task.no_milestone'), (row) => row.milestone_id === null, {}),
      ];
    case 'priority':
      return priorities
        .map((priority) =>
          of(priority, t(`work.priority.${priority}`), (row) => row.priority === priority, { priority }),
        )
        .filter((one) => one.rows.length > 0 || one.id === 'normal');
    case 'owner': {
      const owners = new Map(rows.map((row) => [row.owner_id ?? '', row.owner || t('task.nobody')]));
      return [...owners]
        .toSorted(([, one], [, other]) => one.localeCompare(other))
        .map(([id, name]) =>
          of(id || 'nobody', name, (row) => (row.owner_id ?? '') === id, id ? { owner_id: id } : undefined),
        );
    }
  }
}

/** Goes to the next or the previous task by arrows, J and K. */
function step(event: KeyboardEvent<HTMLElement>) {
  if (!(event.target instanceof HTMLElement) || event.target.dataset.task === undefined) return;
  const by = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
  if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-task]')];
  all[all.indexOf(event.target) + by]?.focus();
}

interface TaskLineProps {
  task: TaskRow;
  actions: TaskActions;
  current: boolean;
  onOpen: () => void;
}

function TaskLine({ task, actions, current, onOpen }: TaskLineProps) {
  const t = useT();
  const all = actions.of(task);
  return (
    <li data-current={current || undefined}>
      <Checkbox
        aria-label={t('task.done_named', { task: task.title })}
        isSelected={task.status === 'done'}
        isDisabled={all.length === 0}
        onChange={() => actions.toggle(task)}
      />
      <button
        type="button"
        className="task-name"
        data-task={task.id}
        data-done={task.status === 'done' || undefined}
        onClick={onOpen}
        onKeyDown={(event) => {
          const press = readPress(event);
          const action = press?.command === false ? all.find(({ keys }) => keys === press.key) : undefined;
          if (!action) return;
          event.preventDefault();
          event.stopPropagation();
          action.run();
        }}
      >
        <span className="cut" dir="auto" title={task.title}>
          {task.title}
        </span>
        <RepeatMark recurrence={task.recurrence} />
      </button>
      {task.checks > 0 ? (
        <span className="text-xs text-text-3">
          {t('task.checks_of', { done: task.checks_done, all: task.checks })}
        </span>
      ) : null}
      <PriorityMark priority={task.priority} />
      <span className="task-effort tn text-xs text-text-3">{durationText(t, task.estimate_minutes)}</span>
      <span className="task-due text-xs">
        <DueMark task={task} />
      </span>
      {task.owner ? <Avatar name={task.owner} /> : <span className="av" aria-hidden="true" data-nobody />}
      <MoreMenu
        size="sm"
        label={t('task.actions', { task: task.title })}
        groups={[{ id: 'all', actions: all }]}
      />
    </li>
  );
}

/** One more task by its title; Enter keeps it and waits for the next. */
function AddTask({ projectId, begins, group }: { projectId: string; begins: TaskChange; group: string }) {
  const t = useT();
  const create = useWrite('task.create');
  const [title, setTitle] = useState('');
  const add = () => {
    if (title.trim() === '') return;
    create.mutate(
      { project_id: projectId, set: { ...begins, title } },
      { onSuccess: () => setTitle(''), onError: notifyError },
    );
  };
  return (
    <TextField
      quiet
      icon="plus"
      label={t('task.add_to', { group })}
      placeholder={t('task.add')}
      value={title}
      onChange={setTitle}
      onKeyDown={(event) => {
        if (event.key === 'Enter') add();
        else event.continuePropagation();
      }}
    />
  );
}
