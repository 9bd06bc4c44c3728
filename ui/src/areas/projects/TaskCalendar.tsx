/**
 * A month with the tasks that are due in it, closed days, and the milestones and the promised day of one project. What is dragged to
 * another day is due then; who moves with it is shown first.
 */
import { useMemo } from 'react';
import { useCompany, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useAddress } from '@/app/router';
import { weeksOf } from '@/design/Calendar/days';
import { MonthCalendar } from '@/design/Calendar/MonthCalendar';
import type { Milestone, Project, TaskFilter, TaskRow } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
import { closedOn } from '../sales/working-time';
import { MonthBar, Named, useMonth } from './month';
import { useTaskShift } from './useTaskShift';
import { taskTags } from './words';

const shownAtMost = 500;

const readAddress = (raw: Record<string, unknown>) => ({ tab: raw.tab });

type Shown = { id: string; day: string } & ({ task: TaskRow } | { milestone: Milestone });

interface TaskCalendarProps {
  filter: TaskFilter;
  search?: string;
  /** The project whose milestones and days are shown as well. */
  project?: Project;
  onOpen: (task: TaskRow) => void;
  onCreate: ((day: string) => void) | undefined;
}

export function TaskCalendar({ filter, search, project, onOpen, onCreate }: TaskCalendarProps) {
  const t = useT();
  const { today } = useCompany();
  const may = useMay();
  const shifting = useTaskShift();
  const moveMilestone = useWrite('milestone.update');
  const [, setAddress] = useAddress(readAddress);
  const time = useRead(
    'working_time.get',
    { branch_id: project?.branch_id ?? undefined },
    { also: ['company'] },
  ).data;
  // What begins later is shown from its beginning.
  const begins = project && project.start_date > today ? project.start_date : today;
  const { day, setDay, month } = useMonth(begins);
  const days = useMemo(() => weeksOf(day).flat(), [day]);
  const page = useRead(
    'task.list',
    {
      filter: { ...filter, from: days[0], to: days.at(-1) },
      search,
      sort: { column: 'due', descending: false },
      limit: shownAtMost,
    },
    { also: taskTags, keep: true },
  ).data;
  const entries = useMemo<Shown[]>(
    () => [
      ...(project?.milestones ?? []).flatMap((milestone) =>
        milestone.due_date ? [{ id: milestone.id, day: milestone.due_date, milestone }] : [],
      ),
      ...(page?.rows ?? []).flatMap((task) =>
        task.due_date ? [{ id: task.id, day: task.due_date, task }] : [],
      ),
    ],
    [page, project],
  );
  const mayMove = (one: Shown) =>
    'task' in one
      ? one.task.status !== 'done' && may('task.write', one.task.owner_id)
      : one.milestone.reached_date === null &&
        project?.status !== 'done' &&
        may('project.write', project?.owner_id);
  return (
    <>
      <MonthBar
        month={month}
        day={day}
        onDay={setDay}
        note={page?.next ? t('task.calendar_first', { shown: page.rows.length }) : null}
      />
      <div className="cal-months">
        <MonthCalendar
          label={`${t(project ? 'project.calendar' : 'nav.tasks')}, ${month}`}
          day={day}
          onDay={setDay}
          today={today}
          entries={entries}
          closedOn={(one) => closedOn(time, one)}
          markOf={(one) =>
            one === project?.end_date
              ? t('timeline.promised')
              : one === project?.start_date
                ? t('project.start')
                : undefined
          }
          content={(one) =>
            'task' in one ? (
              <Named icon={one.task.status === 'done' ? 'check' : null} name={one.task.title} />
            ) : (
              <Named
                icon={one.milestone.reached_date === null ? 'flag' : 'check'}
                name={one.milestone.name}
              />
            )
          }
          unseenOf={(one) =>
            'task' in one
              ? [project ? one.task.milestone : one.task.project, t(`work.status.${one.task.status}`)]
                  .filter(Boolean)
                  .join(', ')
              : [t('kind.milestone'), one.milestone.reached_date === null ? '' : t('timeline.reached')]
                  .filter(Boolean)
                  .join(', ')
          }
          toneOf={(one) =>
            'milestone' in one
              ? 'violet'
              : one.task.status === 'done'
                ? 'neutral'
                : one.task.late
                  ? 'danger'
                  : 'info'
          }
          onOpen={(one) => ('task' in one ? onOpen(one.task) : setAddress({ tab: 'milestones' }))}
          create={onCreate ? { label: (on) => t('task.new_on', { day: on }), run: onCreate } : undefined}
          mayMove={mayMove}
          onMove={(one, to) => {
            if ('task' in one) void shifting.shift(one.task, { due_date: to });
            else {
              const { id, version } = one.milestone;
              moveMilestone.mutate({ id, version, due_date: to }, { onError: notifyError });
            }
          }}
        />
        {onCreate ? <p className="cal-month-keys">{t('task.calendar_keys')}</p> : null}
      </div>
      {shifting.dialog}
    </>
  );
}
