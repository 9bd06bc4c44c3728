/**
 * Days side by side in quarters of an hour. Everything a pointer can do has its key: arrows walk the slots and Enter
 * makes something there; on an entry Shift with an arrow moves it, and dragging is the same by pointer.
 */
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useFormatLocale, useT } from '@/app/i18n';
import { formatDay, formatTime } from '../format';
import { Closed } from './Closed';
import { dayAfter } from './days';
import { type Entry, hoursOf, type Placed, placesOf, shifted, slotMinutes, timeOf } from './layout';
import { usePull } from './usePull';

interface Where {
  day: string;
  time: string;
}

export interface CalendarProps<One extends Entry> {
  label: string;
  days: readonly string[];
  today: string;
  entries: readonly One[];
  /** First and last hour shown even when they are empty. */
  work: readonly [number, number];
  /** Why nobody works on a day; empty when it has no name, undefined when somebody does. */
  closedOn?: (day: string) => string | undefined;
  /** What an entry says, and what its place says to those who see it. */
  content: (entry: One) => ReactNode;
  unseenOf: (entry: One) => string;
  toneOf: (entry: One) => string;
  onOpen: (entry: One) => void;
  /** Absent for those who may plan nothing. */
  onCreate?: (where: Where) => void;
  onMove: (entry: One, to: Where) => void;
  /** Whether an entry may be moved. */
  mayMove: (entry: One) => boolean;
}

export function Calendar<One extends Entry>(props: CalendarProps<One>) {
  const { days, entries, work, today, onCreate, closedOn = () => undefined } = props;
  const t = useT();
  const { format, direction } = useFormatLocale();
  const hours = hoursOf(entries, work);
  const body = useRef<HTMLDivElement>(null);
  const slots = ((hours[1] - hours[0]) * 60) / slotMinutes;
  const [cursor, setCursor] = useState({ day: Math.max(0, days.indexOf(today)), slot: 4 });
  const at = { day: Math.min(cursor.day, days.length - 1), slot: Math.min(cursor.slot, slots - 2) };
  const timeAt = (slot: number) => timeOf(hours[0] * 60 + slot * slotMinutes);
  // The slot of another day is another button: it takes the focus over from the one before.
  const walked = useRef(false);
  useEffect(() => {
    if (walked.current) body.current?.querySelector<HTMLElement>('.cal-slot')?.focus();
    walked.current = false;
  });
  const whole = entries.filter(({ time }) => time === null);
  const walk = (event: KeyboardEvent) => {
    const forward = direction === 'rtl' ? -1 : 1;
    const steps: Record<string, [number, number]> = {
      ArrowDown: [0, 2],
      ArrowUp: [0, -2],
      ArrowRight: [forward, 0],
      ArrowLeft: [-forward, 0],
      PageDown: [0, 8],
      PageUp: [0, -8],
    };
    const step =
      event.shiftKey || event.ctrlKey || event.altKey || event.metaKey ? undefined : steps[event.key];
    if (!step) return;
    event.preventDefault();
    walked.current = true;
    setCursor({
      day: Math.min(days.length - 1, Math.max(0, at.day + step[0])),
      slot: Math.min(slots - 2, Math.max(0, at.slot + step[1])),
    });
  };
  const day = days[at.day] ?? today;
  const style = { '--days': days.length, '--slots': slots };
  return (
    <section className="cal" aria-label={props.label} style={style} data-pane-focus tabIndex={-1}>
      <div className="cal-top">
        <div className="cal-head">
          <span className="cal-hours" />
          {days.map((one) => (
            <div key={one} className="cal-day" data-today={one === today || undefined}>
              <h2>
                <time dateTime={one}>{formatDay(one, format, 'weekday')}</time>
              </h2>
              <Closed why={closedOn(one)} />
            </div>
          ))}
        </div>
        {whole.length > 0 ? (
          <div className="cal-whole">
            <span className="cal-hours text-xs text-text-3">{t('calendar.any_time')}</span>
            {days.map((one) => (
              <div key={one} className="cal-whole-day">
                {whole
                  .filter((entry) => entry.day === one)
                  .map((entry) => (
                    <EntryBox key={entry.id} {...props} entry={entry} body={body} />
                  ))}
              </div>
            ))}
          </div>
        ) : null}
      </div>
      <div className="cal-body" ref={body}>
        <div className="cal-hours" aria-hidden="true">
          {Array.from({ length: hours[1] - hours[0] }, (_, index) => (
            <span key={timeAt(index * 4)}>{formatTime(timeAt(index * 4), format)}</span>
          ))}
        </div>
        {days.map((one, index) => (
          // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: the slot button is the way by keys.
          <div
            key={one}
            className="cal-column"
            data-closed={closedOn(one) !== undefined || undefined}
            onClick={(event) => {
              if (event.target !== event.currentTarget || !onCreate) return;
              const box = event.currentTarget.getBoundingClientRect();
              const slot = Math.floor(((event.clientY - box.top) / box.height) * (slots / 2)) * 2;
              setCursor({ day: index, slot });
              onCreate({ day: one, time: timeAt(slot) });
            }}
          >
            {onCreate && index === at.day ? (
              <button
                type="button"
                className="cal-slot"
                style={{ gridRow: `${at.slot + 1} / span 2` }}
                aria-label={t('calendar.new_at', {
                  day: formatDay(day, format, 'long'),
                  time: formatTime(timeAt(at.slot), format),
                })}
                onKeyDown={walk}
                onClick={() => onCreate({ day, time: timeAt(at.slot) })}
              />
            ) : null}
            {placesOf(
              entries.filter((entry) => entry.day === one),
              hours,
            ).map((placed) => (
              <EntryBox key={placed.entry.id} {...props} entry={placed.entry} placed={placed} body={body} />
            ))}
          </div>
        ))}
      </div>
    </section>
  );
}

interface EntryBoxProps<One extends Entry> extends CalendarProps<One> {
  entry: One;
  placed?: Placed<One>;
  body: React.RefObject<HTMLDivElement | null>;
}

function EntryBox<One extends Entry>(props: EntryBoxProps<One>) {
  const { entry, placed, days, body, onMove, mayMove } = props;
  const { direction } = useFormatLocale();
  const moveBy = (byDays: number, bySlots: number) => {
    if (!mayMove(entry) || (byDays === 0 && bySlots === 0)) return;
    const time = entry.time ?? '09:00';
    onMove(entry, { day: dayAfter(entry.day, byDays), time: shifted(time, bySlots * slotMinutes) });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
    const forward = direction === 'rtl' ? -1 : 1;
    const steps: Record<string, [number, number]> = {
      ArrowDown: [0, 1],
      ArrowUp: [0, -1],
      ArrowRight: [forward, 0],
      ArrowLeft: [-forward, 0],
    };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    moveBy(...step);
  };
  const pull = usePull(mayMove(entry), (by) => {
    const column = body.current?.querySelector('.cal-column')?.getBoundingClientRect();
    const slots = Number(body.current?.closest<HTMLElement>('.cal')?.style.getPropertyValue('--slots'));
    if (!column || !slots) return;
    const across = Math.round(by.x / column.width) * (direction === 'rtl' ? -1 : 1);
    const from = days.indexOf(entry.day);
    const to = Math.min(days.length - 1, Math.max(0, from + across));
    moveBy(to - from, placed ? Math.round(by.y / (column.height / slots)) : 0);
  });
  return (
    <button
      type="button"
      className="cal-entry"
      data-tone={props.toneOf(entry)}
      data-dragging={pull.isPulled || undefined}
      data-short={placed && placed.slots < 3 ? true : undefined}
      style={{
        ...(placed
          ? {
              gridRow: `${placed.slot + 1} / span ${placed.slots}`,
              inlineSize: `${100 / placed.lanes}%`,
              marginInlineStart: `${(100 * placed.lane) / placed.lanes}%`,
            }
          : {}),
        ...pull.style,
      }}
      onKeyDown={onKeyDown}
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
