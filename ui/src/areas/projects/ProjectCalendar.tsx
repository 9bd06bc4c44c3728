/** A month with the milestones of all projects and the days by which they were promised. What is dragged to another day is due then. */
import { useMemo } from 'react';
import { useCompany, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { weeksOf } from '@/design/Calendar/days';
import { MonthCalendar } from '@/design/Calendar/MonthCalendar';
import type { ProjectDay, ProjectFilter } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
import { closedOn } from '../sales/working-time';
import { MonthBar, Named, useMonth } from './month';
import { projectTags } from './words';

interface ProjectCalendarProps {
  filter: ProjectFilter;
  search: string | undefined;
  onPeek: (id: string | null) => void;
}

export function ProjectCalendar({ filter, search, onPeek }: ProjectCalendarProps) {
  const t = useT();
  const { today } = useCompany();
  const may = useMay();
  const { day, setDay, month } = useMonth(today);
  const time = useRead('working_time.get', {}, { also: ['company'] }).data;
  const days = useMemo(() => weeksOf(day).flat(), [day]);
  const page = useRead(
    'project.calendar',
    { from: days[0] ?? day, to: days.at(-1) ?? day, filter, search },
    { also: projectTags, keep: true },
  ).data;
  const moveMilestone = useWrite('milestone.update');
  const moveEnd = useWrite('project.update');
  const move = ({ id, version, kind }: ProjectDay, to: string) =>
    kind === 'milestone'
      ? moveMilestone.mutate({ id, version, due_date: to }, { onError: notifyError })
      : moveEnd.mutate({ id, version, set: { end_date: to } }, { onError: notifyError });
  return (
    <>
      <MonthBar
        month={month}
        day={day}
        onDay={setDay}
        note={page?.has_more ? t('task.first_of_many', { shown: page.rows.length }) : null}
      />
      <div className="cal-months">
        <MonthCalendar
          label={`${t('nav.projects')}, ${month}`}
          day={day}
          onDay={setDay}
          today={today}
          entries={page?.rows ?? []}
          closedOn={(one) => closedOn(time, one)}
          content={(one) => (
            <Named
              icon={one.is_over ? 'check' : one.kind === 'milestone' ? 'flag' : 'folder-kanban'}
              name={one.name}
              of={one.kind === 'milestone' ? one.project : undefined}
            />
          )}
          unseenOf={(one) => t(one.kind === 'milestone' ? 'kind.milestone' : 'timeline.promised')}
          toneOf={(one) =>
            one.is_over ? 'neutral' : one.is_late ? 'danger' : one.kind === 'milestone' ? 'violet' : 'info'
          }
          onOpen={(one) => onPeek(one.project_id)}
          mayMove={(one) => !one.is_over && may('project.write', one.owner_id)}
          onMove={move}
        />
      </div>
    </>
  );
}
