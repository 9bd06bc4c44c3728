/** Activities in working hours, a day or a week at a time. */
import { useMemo, useState } from 'react';
import { useCompany, useMay } from '@/app/company';
import { useFormatLocale, useT } from '@/app/i18n';
import { useKeys } from '@/app/keys';
import { useAddress } from '@/app/router';
import { Button, Icon, IconButton } from '@/design';
import { Calendar } from '@/design/Calendar/Calendar';
import { dayAfter, daysOf } from '@/design/Calendar/days';
import type { Entry } from '@/design/Calendar/layout';
import { formatDay, formatTime, isIsoDay } from '@/design/format';
import type { ActivityRow } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
import { ActivitiesHead } from './ActivitiesHead';
import { EditActivity, NewActivity } from './ActivityDialog';
import { activityIcon } from './words';
import { closedOn, hoursShown } from './working-time';

/** The core's largest page; a week that holds more says so. */
const shownAtMost = 500;

interface Address {
  day?: string;
  span: 'day' | 'week';
  everyone?: boolean;
}

const readAddress = (raw: Record<string, unknown>): Address => ({
  day: typeof raw.day === 'string' && isIsoDay(raw.day) ? raw.day : undefined,
  span: raw.span === 'day' ? 'day' : 'week',
  everyone: raw.everyone === true || undefined,
});

interface Shown extends Entry {
  row: ActivityRow;
}

type Open = { what: 'new'; day: string; time: string } | { what: 'edit'; id: string } | null;

export default function CalendarPage() {
  const t = useT();
  const { format } = useFormatLocale();
  const { today, user } = useCompany();
  const may = useMay();
  const [address, setAddress] = useAddress(readAddress);
  const [open, setOpen] = useState<Open>(null);
  const update = useWrite('activity.update');
  const time = useRead('working_time.get', {}, { also: ['company'] }).data;
  const day = address.day ?? today;
  const days = daysOf(day, address.span);
  const [from = day] = days;
  const to = days.at(-1) ?? day;
  const page = useRead(
    'activity.list',
    {
      filter: { from, to, owner_id: address.everyone ? undefined : user.id },
      sort: { column: 'due', descending: false },
      limit: shownAtMost,
    },
    { also: ['deal', 'lead', 'customer'], keep: true },
  ).data;
  const entries = useMemo<Shown[]>(
    () =>
      (page?.rows ?? []).flatMap((row) =>
        row.brief.due_date === null
          ? []
          : [
              {
                id: row.brief.id,
                day: row.brief.due_date,
                time: row.brief.due_time,
                minutes: row.minutes,
                row,
              },
            ],
      ),
    [page],
  );
  const step = address.span === 'week' ? 7 : 1;
  const go = (by: number) => setAddress({ day: dayAfter(day, by) });
  useKeys([
    { keys: '[', run: () => go(-step) },
    { keys: ']', run: () => go(step) },
    { keys: 't', run: () => setAddress({ day: undefined }) },
    { keys: 'd', run: () => setAddress({ span: 'day' }) },
    { keys: 'w', run: () => setAddress({ span: 'week' }) },
  ]);
  const when = ({ brief }: ActivityRow) =>
    [
      formatDay(brief.due_date ?? '', format, 'long'),
      brief.due_time ? formatTime(brief.due_time, format) : t('calendar.any_time'),
    ].join(', ');
  return (
    <div className="page">
      <ActivitiesHead part="calendar" title={titleOf(days, format)}>
        <IconButton icon="chevron-left" label={t('calendar.back')} keys="[" onPress={() => go(-step)} />
        <Button keys="t" onPress={() => setAddress({ day: undefined })}>
          {t('calendar.today')}
        </Button>
        <IconButton icon="chevron-right" label={t('calendar.on')} keys="]" onPress={() => go(step)} />
        <Button
          keys={address.span === 'week' ? 'd' : 'w'}
          onPress={() => setAddress({ span: address.span === 'week' ? 'day' : 'week' })}
        >
          {t(address.span === 'week' ? 'calendar.day' : 'calendar.week')}
        </Button>
        <Button
          icon="users"
          aria-pressed={address.everyone ?? false}
          onPress={() => setAddress({ everyone: address.everyone ? undefined : true })}
        >
          {t(address.everyone ? 'calendar.mine' : 'calendar.everyone')}
        </Button>
      </ActivitiesHead>
      <Calendar
        label={t('calendar.title')}
        days={days}
        today={today}
        entries={entries}
        work={hoursShown(time)}
        closedOn={(day) => closedOn(time, day)}
        content={({ row }) => <EntryContent row={row} named={address.everyone ?? false} />}
        unseenOf={({ row }) => `${t(`activity.kind.${row.brief.kind}`)}, ${when(row)}`}
        toneOf={({ row }) =>
          row.done_ms !== null ? 'neutral' : row.brief.late ? 'danger' : row.promise ? 'violet' : 'info'
        }
        onOpen={({ id }) => setOpen({ what: 'edit', id })}
        onCreate={may('activity.write') ? (where) => setOpen({ what: 'new', ...where }) : undefined}
        mayMove={({ row }) => may('activity.write', row.owner_id)}
        onMove={({ row }, place) =>
          update.mutate(
            {
              id: row.brief.id,
              version: row.version,
              // What has no hour keeps none when it goes to another day.
              set: {
                due_date: place.day,
                due_time: row.brief.due_time === null ? undefined : place.time,
              },
            },
            { onError: notifyError },
          )
        }
      />
      <footer className="foot">
        <span className="grow">
          {page?.next
            ? t('calendar.first_of', { shown: shownAtMost })
            : t('activity.count', { count: entries.length })}
        </span>
        <span className="text-xs text-text-3">{t('calendar.keys')}</span>
      </footer>
      {open?.what === 'new' ? (
        <NewActivity day={open.day} time={open.time} onClose={() => setOpen(null)} />
      ) : null}
      {open?.what === 'edit' ? <EditActivity id={open.id} onClose={() => setOpen(null)} /> : null}
    </div>
  );
}

/** The day in full, or the first and the last of the week. */
function titleOf(days: readonly string[], format: string): string {
  const [first = '', ...rest] = days;
  const last = rest.at(-1);
  if (last === undefined) return formatDay(first, format, 'long');
  return `${formatDay(first, format, 'short', last)} – ${formatDay(last, format)}`;
}

function EntryContent({ row, named }: { row: ActivityRow; named: boolean }) {
  const { format } = useFormatLocale();
  const { brief } = row;
  return (
    <>
      <span className="row gap-1 font-medium">
        <Icon name={row.done_ms === null ? activityIcon[brief.kind] : 'check'} size={12} />
        <span className="cut" dir="auto">
          {brief.subject}
        </span>
      </span>
      <span className="cut" dir="auto">
        {[
          brief.due_time ? formatTime(brief.due_time, format) : null,
          row.customer ?? row.record_title,
          named ? row.owner : null,
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </>
  );
}
