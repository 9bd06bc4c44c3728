/** A civil date or an instant in the company's writing, which keeps its order in text of the other direction. */
import { useFormatLocale } from '@/app/i18n';
import { type DayStyle, formatDay, formatInstant } from './format';

interface WhenProps {
  /** `YYYY-MM-DD`. */
  day?: string;
  /** Epoch milliseconds. */
  at?: number;
  /** The zone (IANA) by which an instant is written; that of this computer when absent. */
  zone?: string;
  style?: DayStyle;
  /** The day on which `short` leaves the year out. */
  today?: string;
}

export function When({ day, at, zone, style = 'full', today }: WhenProps) {
  const { format } = useFormatLocale();
  if (day !== undefined) {
    return (
      <time className="tn" dir="auto" dateTime={day}>
        {formatDay(day, format, style, today)}
      </time>
    );
  }
  return (
    <time className="tn" dir="auto" title={zone}>
      {at === undefined ? '' : formatInstant(at, format, true, zone)}
    </time>
  );
}
