/** One month to choose a day from; loaded when first opened. */
import { parseDate } from '@internationalized/date';
import {
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  Heading,
} from 'react-aria-components';
import { useT } from '@/app/i18n';
import { IconButton } from './Button';

interface CalendarPanelProps {
  value?: string;
  today: string;
  onChoose: (day: string) => void;
}

export default function CalendarPanel({ value, today, onChoose }: CalendarPanelProps) {
  const t = useT();
  return (
    <Calendar
      aria-label={t('date.calendar')}
      value={value ? parseDate(value) : null}
      defaultFocusedValue={parseDate(value ?? today)}
      onChange={(day) => onChoose(day.toString())}
      firstDayOfWeek="mon"
      autoFocus
    >
      <header>
        <IconButton slot="previous" icon="chevron-left" label={t('date.previous_month')} size="sm" />
        <Heading />
        <IconButton slot="next" icon="chevron-right" label={t('date.next_month')} size="sm" />
      </header>
      <CalendarGrid>
        <CalendarGridHeader>{(day) => <CalendarHeaderCell>{day}</CalendarHeaderCell>}</CalendarGridHeader>
        <CalendarGridBody>{(day) => <CalendarCell className="calendar-cell" date={day} />}</CalendarGridBody>
      </CalendarGrid>
    </Calendar>
  );
}
