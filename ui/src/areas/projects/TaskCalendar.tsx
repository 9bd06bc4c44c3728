/** Tasks of a week on the days on which they are due; one is put on another day by dragging it there. */
import { useMemo } from 'react';
import { useCompany, useMay } from '@/app/company';
import { useFormatLocale, useT } from '@/app/i18n';
import { useKeys } from '@/app/keys';
import { useAddress } from '@/app/router';
import { Button, IconButton } from '@/design';
import { Calendar } from '@/design/Calendar/Calendar';
import { dayAfter, daysOf } from '@/design/Calendar/days';
import type { Entry } from '@/design/Calendar/layout';
import { formatDay, isIsoDay } from '@/design/format';
import type { TaskFilter, TaskRow } from '@/host/generated';
import { useRead } from '@/host/queries';
import { closedOn, hoursShown } from '../sales/working-time';
import { useTaskShift } from './useTaskShift';
import { taskTags } from './words';

const shownAtMost = 500;

const readAddress = (raw: Record<string, unknown>) => ({
  day: typeof raw.day === 'string' && isIsoDay(raw.day) ? raw.day : undefined,
});

interface Shown extends Entry {
  row: TaskRow;
}

interface TaskCalendarProps {
  filter: TaskFilter;
  search: string | undefined;
  onOpen: (task: TaskRow) => void;
  onCreate: ((day: string) => void) | undefined;
}

export function TaskCalendar({ filter, search, onOpen, onCreate }: TaskCalendarProps) {
  const t = useT();
  const { format } = useFormatLocale();
  const { today } = useCompany();
  const may = useMay();
  const shifting = useTaskShift();
  const [address, setAddress] = useAddress(readAddress);
  const time = useRead('working_time.get', {}, { also: ['company'] }).data;
  const day = address.day ?? today;
  const days = daysOf(day, 'week');
  const [from = day] = days;
  const to = days.at(-1) ?? day;
  const page = useRead(
    'task.list',
    {
      filter: { ...filter, from, to },
      search,
      sort: { column: 'due', descending: false },
      limit: shownAtMost,
    },
    { also: taskTags, keep: true },
  ).data;
  const entries = useMemo<Shown[]>(
    () =>
      (page?.rows ?? []).flatMap((row) =>
        row.due_date === null
          ? []
          : [{ id: row.id, day: row.due_date, time: null, minutes: row.estimate_minutes, row }],
      ),
    [page],
  );
  const go = (by: number) => setAddress({ day: dayAfter(day, by) });
  useKeys([
    { keys: '[', run: () => go(-7) },
    { keys: ']', run: () => go(7) },
    { keys: 't', run: () => setAddress({ day: undefined }) },
  ]);
  return (
    <>
      <div className="toolbar list-chips">
        <IconButton icon="chevron-left" label={t('calendar.back')} keys="[" onPress={() => go(-7)} />
        <Button keys="t" onPress={() => setAddress({ day: undefined })}>
          {t('calendar.today')}
        </Button>
        <IconButton icon="chevron-right" label={t('calendar.on')} keys="]" onPress={() => go(7)} />
        <span className="font-medium">
          {formatDay(from, format)} – {formatDay(to, format)}
        </span>
        {page?.next ? (
          <span className="text-text-3">{t('task.calendar_first', { shown: page.rows.length })}</span>
        ) : null}
      </div>
      <Calendar
        label={t('nav.tasks')}
        days={days}
        today={today}
        entries={entries}
        work={hoursShown(time)}
        closedOn={(one) => closedOn(time, one)}
        content={({ row }) => (
          <span className="cut" dir="auto">
            {row.title}
          </span>
        )}
        unseenOf={({ row }) => [row.project, t(`work.status.${row.status}`)].filter(Boolean).join(', ')}
        toneOf={({ row }) => (row.status === 'done' ? 'neutral' : row.late ? 'danger' : 'info')}
        onOpen={({ row }) => onOpen(row)}
        onCreate={onCreate ? ({ day: on }) => onCreate(on) : undefined}
        mayMove={({ row }) => row.status !== 'done' && may('task.write', row.owner_id)}
        onMove={({ row }, place) => void shifting.shift(row, { due_date: place.day })}
      />
      {shifting.dialog}
    </>
  );
}
