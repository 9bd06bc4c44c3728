/**
 * The days of a month in weeks. Everything a pointer can do has its key: arrows walk the days, Page up and Page down the months,
 * and Enter makes something on a day; on an entry Shift with an arrow moves it by a day or a week, as dragging does.
 */
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useFormatLocale, useT } from '@/app/i18n';
import { formatCount, formatDay } from '../format';
import { Icon } from '../icons';
import { Closed } from './Closed';
import { dayAfter, monthAfter, weeksOf } from './days';
import { usePull } from './usePull';

/** So many entries of a day are seen at once; the others are a press away. */
const seenAtMost = 3;

interface DayEntry {
  id: string;
  /** `YYYY-MM-DD`. */
  day: string;
}

interface MonthCalendarProps<One extends DayEntry> {
  label: string;
  /** The day that is walked on; its month is shown. */
  day: string;
  onDay: (day: string) => void;
  today: string;
  /** In the order in which they stand on their days. */
  entries: readonly One[];
  /** Why nobody works on a day; empty when it has no name, undefined when somebody does. */
  closedOn: (day: string) => string | undefined;
  /** What a day is besides, such as the one that was promised. */
  markOf?: (day: string) => string | undefined;
  content: (entry: One) => ReactNode;
  unseenOf: (entry: One) => string;
  toneOf: (entry: One) => string;
  onOpen: (entry: One) => void;
  /** Absent for those who may plan nothing. */
  create?: { label: (day: string) => string; run: (day: string) => void };
  mayMove: (entry: One) => boolean;
  onMove: (entry: One, day: string) => void;
}

export function MonthCalendar<One extends DayEntry>(props: MonthCalendarProps<One>) {
  const { day, onDay, today } = props;
  const { format, direction } = useFormatLocale();
  const table = useRef<HTMLTableElement>(null);
  // A day in another month is another button: it takes the focus over from the one before.
  const walked = useRef(false);
  useEffect(() => {
    if (walked.current)
      table.current?.querySelector<HTMLElement>(`[data-day="${day}"] .cal-month-new`)?.focus();
    walked.current = false;
  }, [day]);
  const walk = (event: KeyboardEvent) => {
    if (event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
    const months = { PageDown: 1, PageUp: -1 }[event.key];
    const days = stepOf(event.key, direction);
    if (months === undefined && days === undefined) return;
    event.preventDefault();
    walked.current = true;
    onDay(months === undefined ? dayAfter(day, days ?? 0) : monthAfter(day, months));
  };
  const weeks = weeksOf(day);
  return (
    <table className="cal-month" aria-label={props.label} ref={table}>
      <thead>
        <tr>
          {weeks[0]?.map((one) => (
            <th key={one} scope="col">
              {formatDay(one, format, 'weekday_short')}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((one) => (
              <td
                key={one}
                className="cal-month-day"
                data-day={one}
                data-today={one === today || undefined}
                data-closed={props.closedOn(one) !== undefined || undefined}
                data-outside={one.slice(0, 7) === day.slice(0, 7) ? undefined : true}
              >
                <Day {...props} one={one} walk={walk} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** By how many days an arrow leads on; undefined for any other key. */
function stepOf(key: string, direction: 'ltr' | 'rtl'): number | undefined {
  const forward = direction === 'rtl' ? -1 : 1;
  return { ArrowDown: 7, ArrowUp: -7, ArrowRight: forward, ArrowLeft: -forward }[key];
}

interface DayProps<One extends DayEntry> extends MonthCalendarProps<One> {
  one: string;
  walk: (event: KeyboardEvent) => void;
}

function Day<One extends DayEntry>({ one, walk, ...props }: DayProps<One>) {
  const { create } = props;
  const t = useT();
  const { format } = useFormatLocale();
  const [isWhole, setWhole] = useState(false);
  const own = props.entries.filter((entry) => entry.day === one);
  // One more is as short as the button that would stand for it.
  const seen = isWhole || own.length === seenAtMost + 1 ? own : own.slice(0, seenAtMost);
  const mark = props.markOf?.(one);
  const number = (
    <time dateTime={one}>
      <span aria-hidden="true">{formatCount(Number(one.slice(8)), format)}</span>
      <span className="sr-only">{formatDay(one, format, 'long')}</span>
    </time>
  );
  return (
    <>
      <div className="cal-month-top">
        {create ? (
          <button
            type="button"
            className="cal-month-new"
            tabIndex={one === props.day ? 0 : -1}
            aria-label={create.label(formatDay(one, format, 'long'))}
            aria-current={one === props.today ? 'date' : undefined}
            onKeyDown={walk}
            onClick={() => create.run(one)}
          >
            {number}
          </button>
        ) : (
          <span className="cal-month-new">{number}</span>
        )}
        <Closed why={props.closedOn(one)} />
      </div>
      {mark ? (
        <p className="cal-month-mark">
          <Icon name="flag" size={12} />
          <span className="cut">{mark}</span>
        </p>
      ) : null}
      {seen.map((entry) => (
        <EntryBox key={entry.id} {...props} entry={entry} />
      ))}
      {own.length > seenAtMost + 1 ? (
        <button
          type="button"
          className="cal-month-more"
          aria-expanded={isWhole}
          onClick={() => setWhole(!isWhole)}
        >
          {isWhole ? t('calendar.fewer') : t('calendar.more', { count: own.length - seenAtMost })}
          <span className="sr-only">, {formatDay(one, format, 'long')}</span>
        </button>
      ) : null}
    </>
  );
}

function EntryBox<One extends DayEntry>({ entry, ...props }: MonthCalendarProps<One> & { entry: One }) {
  const { direction } = useFormatLocale();
  const able = props.mayMove(entry);
  const moveTo = (day: string | undefined) => {
    if (able && day !== undefined && day !== entry.day) props.onMove(entry, day);
  };
  const pull = usePull(able, (_, to) =>
    moveTo(
      document
        .elementsFromPoint(to.x, to.y)
        .filter((one) => one instanceof HTMLElement)
        .find((one) => one.matches('.cal-month-day'))?.dataset.day,
    ),
  );
  return (
    <button
      type="button"
      className="cal-entry"
      data-tone={props.toneOf(entry)}
      data-dragging={pull.isPulled || undefined}
      style={pull.style}
      onKeyDown={(event) => {
        if (!event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
        const days = stepOf(event.key, direction);
        if (days === undefined) return;
        event.preventDefault();
        moveTo(dayAfter(entry.day, days));
      }}
      {...pull.handlers}
      onClick={() => {
        if (!pull.wasPulled()) props.onOpen(entry);
      }}
    >
      {props.content(entry)}
      <span className="sr-only">, {props.unseenOf(entry)}</span>
    </button>
  );
}
