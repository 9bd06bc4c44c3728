/** What one person should do now: each line is done, logged, moved on or put off where it stands, by keys or by pointer. */
import { type KeyboardEvent, useRef, useState } from 'react';
import { isIdle } from '@/app/focus';
import { useT } from '@/app/i18n';
import { readPress } from '@/app/keys';
import { Link } from '@/app/Link';
import { useGo } from '@/app/router';
import {
  Badge,
  Button,
  Icon,
  IconButton,
  Menu,
  type MenuAction,
  Money,
  Unbroken,
  useReadable,
} from '@/design';
import type { TodayRow } from '@/host/generated';
import { DueNote, useProposed } from './NextAction';
import { usePlaceOf } from './places';
import { useLogActivity } from './useLogActivity';

interface TodayListProps {
  rows: readonly TodayRow[];
  /** The list takes the keys when it appears. */
  autoFocus?: boolean;
}

export function TodayList({ rows, autoFocus = false }: TodayListProps) {
  const t = useT();
  const go = useGo();
  const list = useRef<HTMLOListElement>(null);
  const [at, setAt] = useState(0);
  const doing = useProposed();
  const logging = useLogActivity();
  const current = Math.min(at, rows.length - 1);
  const focus = (index: number) => list.current?.querySelectorAll<HTMLElement>(':scope > li')[index]?.focus();
  const placeOf = usePlaceOf();
  const open = (row: TodayRow) => {
    const place = placeOf(row.record_kind, row.record_id);
    if (place) go(place);
  };
  const later = (row: TodayRow): MenuAction[] => (doing.mayPutOff ? doing.later(row.action) : []);
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[current];
    if (!(event.target instanceof HTMLLIElement) || !row) return;
    const read = readPress(event);
    // The map of the page leaves a key alone that was used here.
    if (read && !read.command && press(read.key, row)) event.preventDefault();
  };
  /** Does what a key means on a line; answers whether it means anything. */
  const press = (key: string, row: TodayRow): boolean => {
    switch (key) {
      case 'ArrowDown':
      case 'j':
        focus(Math.min(current + 1, rows.length - 1));
        return true;
      case 'ArrowUp':
      case 'k':
        focus(Math.max(current - 1, 0));
        return true;
      case 'Home':
        focus(0);
        return true;
      case 'End':
        focus(rows.length - 1);
        return true;
      case 'Enter':
        if (doing.mayDo(row.action)) doing.act(row.action);
        return true;
      case 'o':
        open(row);
        return true;
      case 'a':
        if (row.record_id === null || !logging.may) return false;
        logging.log({ recordId: row.record_id, title: row.record_title ?? undefined });
        return true;
      case 's':
        later(row)[0]?.run();
        return true;
      default:
        return false;
    }
  };
  return (
    <>
      <ol ref={list} className="today" aria-label={t('today.title')} onKeyDown={onKeyDown}>
        {rows.map((row, index) => (
          <li
            key={Object.values(row.action.subject).join(' ')}
            tabIndex={index === current ? 0 : -1}
            ref={autoFocus && index === 0 ? (line) => takeFocus(line) : undefined}
            onFocus={() => setAt(index)}
          >
            <Line row={row} />
            {later(row).length > 0 ? (
              <span className="today-later">
                <Menu label={t('strip.later')} groups={[{ id: 'later', actions: later(row) }]}>
                  <IconButton icon="alarm-clock" size="sm" label={t('strip.snooze')} keys="s" />
                </Menu>
              </span>
            ) : null}
            {doing.mayDo(row.action) ? (
              <span className="today-act">
                <Button size="sm" keys="enter" onPress={() => doing.act(row.action)}>
                  {t.by(row.action.action_key)}
                </Button>
              </span>
            ) : null}
          </li>
        ))}
      </ol>
      {doing.dialogs}
      {logging.dialog}
    </>
  );
}

/** Takes the keys for a list that has just been opened, unless something else has them. */
function takeFocus(line: HTMLLIElement | null) {
  if (line && isIdle()) line.focus();
}

function Line({ row }: { row: TodayRow }) {
  const t = useT();
  const readable = useReadable();
  const { action } = row;
  const place = usePlaceOf()(row.record_kind, row.record_id);
  const about = [row.customer, row.record_title]
    .filter((text, index, all) => text && all.indexOf(text) === index)
    .join(' · ');
  return (
    <>
      <Icon name={action.icon} className="text-text-3" />
      <div className="grow cut">
        <div className="row today-what">
          <span className="cut font-medium" dir="auto">
            <Unbroken text={t.by(action.text_key, readable(action.params))} />
          </span>
          {row.promise ? (
            <Badge value={{ tone: 'violet', icon: 'handshake', key: 'activity.promise' }} />
          ) : null}
        </div>
        <div className="row text-xs text-text-2">
          {place ? (
            <Link to={place} className="cut" dir="auto">
              {about}
            </Link>
          ) : (
            <span className="cut" dir="auto">
              {about}
            </span>
          )}
          {row.amount ? <Money value={row.amount} /> : null}
        </div>
      </div>
      <span className="today-due text-xs text-text-2">
        <DueNote action={action} />
      </span>
    </>
  );
}
