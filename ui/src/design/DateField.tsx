/**
 * A date as text: `22 Nov 2026`, `fri`, `+30d`. The core parses what is typed; the calendar is our own, never the
 * engine's, which writes dates the American way.
 */
import { lazy, Suspense, useState } from 'react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { useFormatLocale, useT } from '@/app/i18n';
import { call } from '@/host';
import { formatDay, isIsoDay } from './format';
import { Icon } from './icons';
import { selectAnew, TextField, type TextFieldProps } from './TextField';

const CalendarPanel = lazy(() => import('./CalendarPanel'));

export interface DateFieldProps extends Omit<TextFieldProps, 'numeric' | 'lines' | 'icon' | 'end'> {
  /** The day the calendar opens on while the field is empty. */
  today: string;
  /** Looks back: words without a year mean the last such day, not the next. */
  past?: boolean;
  /** Told that the words typed mean no day. */
  onUnread?: (words: string) => void;
}

/** The day that typed words such as `fri` or `+3d` mean; the core reads them as it reads a logged line. */
const dayOfWords = (words: string, past?: boolean): Promise<string | null> =>
  call('activity.parse', { text: `due ${words}`, past })
    .then(({ due_date }) => due_date)
    .catch(() => null);

/** A day as it is sent: words are read, what means no day stays as it was typed, so that the core refuses it by name. */
export const dayTyped = async (typed: string): Promise<string> =>
  typed === '' || isIsoDay(typed) ? typed : ((await dayOfWords(typed)) ?? typed);

export function DateField({
  value,
  onChange,
  today,
  past,
  onUnread,
  onFocus,
  onBlur,
  ...rest
}: DateFieldProps) {
  const t = useT();
  const { format } = useFormatLocale();
  const [typing, setTyping] = useState(false);
  const [open, setOpen] = useState(false);
  const chosen = isIsoDay(value) ? value : undefined;
  const calendar = (
    <DialogTrigger isOpen={open} onOpenChange={setOpen}>
      <Button className="input-button" aria-label={t('date.open_calendar', { field: rest.label })}>
        <Icon name="calendar" />
      </Button>
      <Popover className="pop" placement="bottom end">
        <Dialog aria-label={rest.label} className="calendar">
          <Suspense fallback={null}>
            <CalendarPanel
              value={chosen}
              today={today}
              onChoose={(day) => {
                onChange(day);
                setOpen(false);
              }}
            />
          </Suspense>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
  const words = value !== '' && !chosen;
  const read = (form?: HTMLFormElement | null) =>
    dayOfWords(value, past).then((day) => {
      if (day) return onChange(day);
      onUnread?.(value);
      form?.requestSubmit();
    });
  return (
    <TextField
      {...rest}
      // Words become a day, and the next Enter goes on; words that mean none are sent, so that the core names the field.
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !words) return;
        event.preventDefault();
        void read((event.currentTarget as HTMLInputElement).form);
      }}
      value={!typing && chosen ? formatDay(chosen, format) : value}
      onChange={onChange}
      onFocus={(event) => {
        setTyping(true);
        if (chosen) selectAnew(event);
        onFocus?.(event);
      }}
      onBlur={(event) => {
        setTyping(false);
        onBlur?.(event);
        if (words) void read();
      }}
      end={calendar}
    />
  );
}
