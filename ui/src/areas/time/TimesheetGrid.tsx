/**
 * The grid of a week. Arrows move from cell to cell where the caret stands at an end, Enter writes and goes down, Escape puts back what
 * stood; leaving a cell writes it.
 */
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useFormatLocale, useT } from '@/app/i18n';
import { Button, Duration, durationTyped, Icon } from '@/design';
import { useReadable } from '@/design/Badge';
import { formatDay } from '@/design/format';
import type { TimeCell, TimeOn, Timesheet, TimesheetLine } from '@/host/generated';
import { useWrite } from '@/host/queries';
import { WorkField } from './WorkField';
import { iconOf, keyOf, type Work } from './words';

const none: TimeCell = { minutes: 0, text: '', locked: false };
const week = [0, 1, 2, 3, 4, 5, 6];

/** A row that was chosen and has no time yet. */
const emptyLine = (work: Work): TimesheetLine => ({
  on: work.on,
  title: work.text,
  place: work.place,
  is_open: true,
  days: week.map(() => none),
  total: none,
});

interface TimesheetGridProps {
  sheet: Timesheet;
  isOpen: boolean;
  /** Goes to the first cell as soon as there is one, and says so. */
  begins: boolean;
  onBegun: () => void;
}

export function TimesheetGrid({ sheet, isOpen, begins, onBegun }: TimesheetGridProps) {
  const t = useT();
  const { format } = useFormatLocale();
  const [added, setAdded] = useState<readonly Work[]>([]);
  const [adding, setAdding] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const table = useRef<HTMLTableElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another sheet may have the first cell.
  useEffect(() => {
    if (begins && focusCell(table.current, 0, 0)) onBegun();
  }, [begins, onBegun, sheet]);
  const known = new Set(sheet.lines.map(({ on }) => keyOf(on)));
  const lines = [...sheet.lines, ...added.filter(({ id }) => !known.has(id)).map(emptyLine)];
  const add = (work: Work) => {
    setAdding(false);
    setAdded((before) => (before.some(({ id }) => id === work.id) ? before : [...before, work]));
    const row = lines.findIndex(({ on }) => keyOf(on) === work.id);
    requestAnimationFrame(() => focusCell(table.current, row < 0 ? lines.length : row, 0));
  };
  return (
    <>
      <table ref={table} className="t time-grid" aria-label={t('timesheet.mine')}>
        <thead>
          <tr>
            <th scope="col">{t('time.on')}</th>
            {sheet.dates.map((day) => (
              <th key={day} scope="col" className="num" data-today={day === sheet.today || undefined}>
                {formatDay(day, format, 'weekday')}
              </th>
            ))}
            <th scope="col" className="num">
              {t('time.total')}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, row) => (
            <tr key={keyOf(line.on)}>
              <th scope="row">
                <span className="row">
                  <Icon name={iconOf(line.on)} />
                  <span className="cut" dir="auto" title={`${line.title} · ${line.place}`}>
                    {line.title} <span className="text-text-3">{line.place}</span>
                  </span>
                </span>
              </th>
              {line.days.map((cell, column) => (
                <td key={sheet.dates[column]} className="num">
                  {isOpen && (line.is_open || cell.minutes > 0) ? (
                    <CellInput
                      cell={cell}
                      userId={sheet.user_id}
                      date={sheet.dates[column] ?? ''}
                      on={line.on}
                      place={[row, column]}
                      label={`${line.title}, ${formatDay(sheet.dates[column] ?? '', format, 'long')}`}
                      onWrong={setWrong}
                    />
                  ) : (
                    <Duration minutes={cell.minutes} none="" />
                  )}
                </td>
              ))}
              <td className="num font-medium">
                <Duration minutes={line.total.minutes} none="" />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('time.total')}</th>
            {sheet.days.map((cell, column) => (
              <td key={sheet.dates[column]} className="num">
                <Duration minutes={cell.minutes} none="–" />
              </td>
            ))}
            <td className="num font-semibold">
              <Duration minutes={sheet.total.minutes} none="–" />
            </td>
          </tr>
        </tfoot>
      </table>
      {wrong ? (
        <p className="field-error" role="alert">
          {wrong}
        </p>
      ) : null}
      <div className="row">
        {!isOpen ? null : adding ? (
          <div className="time-add">
            <WorkField autoFocus value={null} onChange={add} label={t('timesheet.add')} />
          </div>
        ) : (
          <Button icon="plus" onPress={() => setAdding(true)}>
            {t('timesheet.add')}
          </Button>
        )}
        <span className="push-end text-text-2">
          {t('time.billable')}: <Duration minutes={sheet.billable.minutes} none="–" />
        </span>
      </div>
    </>
  );
}

function focusCell(table: HTMLTableElement | null, row: number, column: number): boolean {
  const cell = table?.querySelector<HTMLInputElement>(`input[data-place="${row} ${column}"]`);
  cell?.focus();
  cell?.select();
  return cell != null;
}

interface CellInputProps {
  cell: TimeCell;
  userId: string;
  date: string;
  on: TimeOn;
  place: [number, number];
  label: string;
  onWrong: (text: string | null) => void;
}

function CellInput({ cell, userId, date, on, place, label, onWrong }: CellInputProps) {
  const t = useT();
  const readable = useReadable();
  const write = useWrite('timesheet.set');
  const text = durationTyped(cell.minutes);
  const [typed, setTyped] = useState(text);
  const [seen, setSeen] = useState(text);
  const [isWrong, setIsWrong] = useState(false);
  const [sent, setSent] = useState<string | null>(null);
  if (seen !== text) {
    // The core says something else of this cell now; what somebody is typing there stays.
    setSeen(text);
    setSent(null);
    if (typed === seen) setTyped(text);
  }
  const commit = () => {
    const time = typed.trim();
    if (time === text || time === sent) return;
    setSent(time);
    write.mutate(
      { user_id: userId, date, on, time },
      {
        onError: (error) => {
          setSent(null);
          setIsWrong(true);
          const why = error.fields[0] ?? { message_id: error.messageId, params: error.params };
          onWrong(`${label}: ${t.by(why.message_id, readable(why.params))}`);
        },
        onSuccess: ({ result }) => {
          // The same minutes may have been typed in another way.
          const kept = durationTyped(result.cell.minutes);
          setTyped(kept);
          setSent(kept);
          setIsWrong(false);
          onWrong(null);
        },
      },
    );
  };
  const keys = (event: KeyboardEvent<HTMLInputElement>) => {
    const field = event.currentTarget;
    const table = field.closest('table');
    const [row, column] = place;
    const move = (down: number, along: number) => {
      if (focusCell(table, row + down, column + along)) event.preventDefault();
    };
    const isMirrored = document.documentElement.dir === 'rtl';
    const isSelected = field.selectionStart === 0 && field.selectionEnd === field.value.length;
    const atStart = isSelected || field.selectionEnd === 0;
    const atEnd = isSelected || field.selectionStart === field.value.length;
    if (event.key === 'Enter') {
      commit();
      // Below the last row the next day begins.
      if (!focusCell(table, row + 1, column)) focusCell(table, 0, column + 1);
      event.preventDefault();
    } else if (event.key === 'Escape') {
      setTyped(text);
      setIsWrong(false);
      onWrong(null);
    } else if (event.key === 'ArrowDown') move(1, 0);
    else if (event.key === 'ArrowUp') move(-1, 0);
    else if (event.key === 'ArrowLeft' && atStart) move(0, isMirrored ? 1 : -1);
    else if (event.key === 'ArrowRight' && atEnd) move(0, isMirrored ? -1 : 1);
  };
  return (
    <input
      className="time-cell"
      data-place={place.join(' ')}
      data-locked={cell.locked || undefined}
      aria-label={label}
      aria-invalid={isWrong || undefined}
      autoComplete="off"
      dir="ltr"
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onFocus={(event) => event.target.select()}
      onBlur={commit}
      onKeyDown={keys}
    />
  );
}
