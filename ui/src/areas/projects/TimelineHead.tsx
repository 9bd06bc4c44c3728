/** The days over a timeline: months above, days or weeks beneath. */
import { useFormatLocale } from '@/app/i18n';
import { dayAfter, weekdayOf } from '@/design/Calendar/days';
import { formatCount, formatDay, formatMonth } from '@/design/format';

interface TimelineHeadProps {
  from: string;
  count: number;
  width: number;
  zoom: 'days' | 'weeks' | 'months';
}

export function TimelineHead({ from, count, width, zoom }: TimelineHeadProps) {
  const { format } = useFormatLocale();
  const days = Array.from({ length: count }, (_, at) => dayAfter(from, at));
  const isMonth = (day: string, at: number) => at === 0 || day.endsWith('-01');
  const months = days.flatMap((day, at) => (isMonth(day, at) ? [{ day, at }] : []));
  const ticks = days.flatMap((day, at) =>
    zoom === 'days' || (zoom === 'weeks' && weekdayOf(day) === 0) ? [{ day, at }] : [],
  );
  return (
    <div className="timeline-head" aria-hidden="true">
      {months.map(({ day, at }) => (
        <span key={day} className="timeline-month" style={{ insetInlineStart: at * width }}>
          {formatMonth(day.slice(0, 7), format)}
        </span>
      ))}
      {ticks.map(({ day, at }) => (
        <span
          key={day}
          className="timeline-tick"
          style={{ insetInlineStart: at * width, inlineSize: zoom === 'days' ? width : width * 7 }}
        >
          {zoom === 'days'
            ? formatCount(Number.parseInt(day.slice(8), 10), format)
            : formatDay(day, format, 'weekday')}
        </span>
      ))}
    </div>
  );
}
