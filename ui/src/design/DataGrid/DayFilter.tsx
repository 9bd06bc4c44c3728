/** A day that filters once it is one; half a word filters nothing. */
import { useState } from 'react';
import { useCompany } from '@/app/company';
import { useFormatLocale, useT } from '@/app/i18n';
import { DateField } from '../DateField';
import { formatDay, isIsoDay } from '../format';

interface DayFilterProps {
  label: string;
  value: string | undefined;
  onChange: (day: string | undefined) => void;
  /** The list is of what is to come; others look back. */
  ahead?: boolean;
}

export function DayFilter({ label, value = '', onChange, ahead }: DayFilterProps) {
  const t = useT();
  const { today } = useCompany();
  const { format } = useFormatLocale();
  const [typed, setTyped] = useState({ text: value, asked: value, unread: false });
  const [seen, setSeen] = useState(value);
  // The address follows a moment later than what is typed; only a day chosen elsewhere takes the place of it.
  if (seen !== value) {
    setSeen(value);
    if (value !== typed.asked) setTyped({ text: value, asked: value, unread: false });
  }
  return (
    <DateField
      label={label}
      today={today}
      past={!ahead}
      warning={typed.unread ? t('filter.no_day', { day: formatDay(today, format) }) : undefined}
      onUnread={(words) => setTyped((now) => (now.text === words ? { ...now, unread: true } : now))}
      value={typed.text}
      onChange={(text) => {
        const isWhole = text === '' || isIsoDay(text);
        setTyped(({ asked }) => ({ text, asked: isWhole ? text : asked, unread: false }));
        if (isWhole) onChange(text || undefined);
      }}
    />
  );
}
