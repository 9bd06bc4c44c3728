/**
 * Tasks in groups that the core makes, the first of each group at once and the others when they are asked for. Arrows or J and K go from
 * task to task, Enter opens one beside the list, D says that it is done; a group may end with a line for a new one.
 */
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { useT } from '@/app/i18n';
import { readPress } from '@/app/keys';
import { Avatar, Button, Checkbox, durationText, EmptyState, MoreMenu, Section, TextField } from '@/design';
import type {
  Sort,
  TaskChange,
  TaskFilter,
  TaskGroup,
  TaskGrouping,
  TaskGroupsRequest,
  TaskRow,
} from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
import { DueMark, PriorityMark, RepeatMark } from './TaskCard';
import type { TaskActions } from './useTaskActions';
import { taskTags } from './words';

interface TaskGroupsProps {
  /** What is grouped by; all together when absent. */
  by?: TaskGrouping;
  filter: TaskFilter;
  search?: string;
  sort: Sort;
  actions: TaskActions;
  current: string | null;
  onOpen: (task: TaskRow) => void;
  /** Whether its project, or whom it is for, stands beside each task. */
  named?: boolean;
  stepRef?: React.RefObject<((by: 1 | -1) => void) | null>;
  /** What a task that is added to a group begins with; absent where none is added. */
  begins?: (by: TaskGrouping | undefined, key: string) => TaskChange | undefined;
}

/** How many tasks are read at once. */
const limit = 50;

export function TaskGroups({ by, stepRef, ...props }: TaskGroupsProps) {
  const t = useT();
  const box = useRef<HTMLDivElement>(null);
  if (stepRef) {
    stepRef.current = (by) => {
      const all = [...(box.current?.querySelectorAll<HTMLElement>('[data-task]') ?? [])];
      const at = all.findIndex(({ dataset }) => dataset.task === props.current);
      all[Math.min(Math.max(at + by, 0), all.length - 1)]?.click();
    };
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys of the tasks inside go from one to the next.
    <div className="task-groups" ref={box} onKeyDown={step}>
      {by ? (
        <GroupsFrom by={by} {...props} />
      ) : (
        <Section title={t('nav.tasks')}>
          <RowsFrom {...props} label={t('nav.tasks')} />
          <AddTask
            begins={props.begins?.(undefined, '')}
            projectId={props.filter.project_id}
            group={t('nav.tasks')}
          />
        </Section>
      )}
    </div>
  );
}

interface GroupsFromProps extends Omit<TaskGroupsProps, 'by' | 'stepRef'> {
  by: TaskGrouping;
  after?: string;
}

/** A page of groups, and the pages after it. */
function GroupsFrom({ after, ...props }: GroupsFromProps) {
  const t = useT();
  const { by, filter, search, sort, begins } = props;
  const request: TaskGroupsRequest = { by, filter, search, sort, limit, ...(after ? { after } : {}) };
  const page = useRead('task.groups', request, { also: taskTags, keep: true }).data;
  if (!page) return null;
  const shown = page.groups.filter(({ rows, key }) => rows.length > 0 || begins?.(by, key));
  if (shown.length === 0 && !after) return <EmptyState text={t('task.none_match')} />;
  return (
    <>
      {shown.map((group) => (
        <GroupOf key={group.key} group={group} {...props} />
      ))}
      <More next={page.next}>{(next) => <GroupsFrom {...props} after={next} />}</More>
    </>
  );
}

function GroupOf({ group, ...props }: Omit<GroupsFromProps, 'after'> & { group: TaskGroup }) {
  const t = useT();
  const title = group.word ? t.by(group.word) : group.name;
  const filter = { ...props.filter, group: { by: props.by, key: group.key } };
  return (
    <Section
      title={title}
      count={group.count ?? undefined}
      action={
        group.count === null ? (
          <span className="text-text-3">{t('task.first_of_many', { shown: group.rows.length })}</span>
        ) : null
      }
    >
      <Rows {...props} filter={filter} label={title} rows={group.rows} next={group.next} />
      <AddTask begins={props.begins?.(props.by, group.key)} projectId={filter.project_id} group={title} />
    </Section>
  );
}

type RowsProps = Omit<TaskGroupsProps, 'by' | 'stepRef'> & { label: string };

/** Tasks from one on. */
function RowsFrom({ after, ...props }: RowsProps & { after?: string }) {
  const t = useT();
  const { filter, search, sort } = props;
  const request = { filter, search, sort, limit, ...(after ? { after } : {}) };
  const page = useRead('task.list', request, { also: taskTags, keep: true }).data;
  if (!page) return null;
  if (page.rows.length === 0 && !after) return <EmptyState text={t('task.none_match')} />;
  return <Rows {...props} rows={page.rows} next={page.next} />;
}

/** Tasks that are here, and those after them. */
function Rows({ rows, next, ...props }: RowsProps & { rows: TaskRow[]; next: string | null }) {
  const { actions, current, onOpen, named = false, label } = props;
  return (
    <>
      {rows.length > 0 ? (
        <ul className="task-rows" aria-label={label}>
          {rows.map((task) => (
            <TaskLine
              key={task.id}
              task={task}
              actions={actions}
              current={task.id === current}
              named={named}
              onOpen={() => onOpen(task)}
            />
          ))}
        </ul>
      ) : null}
      <More next={next}>{(next) => <RowsFrom {...props} after={next} />}</More>
    </>
  );
}

/** What follows, once it is asked for. */
function More({ next, children }: { next: string | null; children: (next: string) => ReactNode }) {
  const t = useT();
  const [isShown, show] = useState(false);
  if (next === null) return null;
  return isShown ? children(next) : <Button onPress={() => show(true)}>{t('list.show_more')}</Button>;
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
  /** Whether its project, or whom it is for, stands beside it. */
  named: boolean;
}

function TaskLine({ task, actions, current, onOpen, named }: TaskLineProps) {
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
        <span className="cut" dir="auto">
          {task.title}
        </span>
        <RepeatMark recurrence={task.recurrence} />
      </button>
      {named ? (
        <span className="cut text-xs text-text-3" dir="auto">
          {task.project || task.customer}
        </span>
      ) : null}
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
function AddTask({ projectId, begins, group }: { projectId?: string; begins?: TaskChange; group: string }) {
  const t = useT();
  const create = useWrite('task.create');
  const [title, setTitle] = useState('');
  if (!begins || projectId === undefined) return null;
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
