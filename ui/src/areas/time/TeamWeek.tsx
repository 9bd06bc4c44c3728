/** All people side by side with the days of a week. */
import { useFormatLocale, useT } from '@/app/i18n';
import { Link } from '@/app/Link';
import { useAddress } from '@/app/router';
import { Avatar, Badge, Duration } from '@/design';
import { formatDay } from '@/design/format';
import { useRead } from '@/host/queries';
import { TimeHead } from './TimeHead';
import { WeekSteps } from './WeekSteps';
import './time.css';

const readAddress = (raw: Record<string, unknown>): { date?: string } => ({
  date: typeof raw.date === 'string' ? raw.date : undefined,
});

export default function TeamWeek() {
  const t = useT();
  const { format } = useFormatLocale();
  const [{ date }, setAddress] = useAddress(readAddress);
  const week = useRead('timesheet.week', { date }, { also: ['time', 'user'], keep: true }).data;
  return (
    <div className="page">
      <TimeHead part="team" />
      <div className="timesheet">
        <div className="row timesheet-bar">
          <WeekSteps week={week} onGo={(next) => setAddress({ date: next })} />
        </div>
        {week ? (
          <table className="t time-grid time-team" aria-label={t('timesheet.team')}>
            <thead>
              <tr>
                <th scope="col">{t('time.person')}</th>
                {week.dates.map((day) => (
                  <th key={day} scope="col" className="num" data-today={day === week.today || undefined}>
                    {formatDay(day, format, 'weekday')}
                  </th>
                ))}
                <th scope="col" className="num">
                  {t('time.total')}
                </th>
                <th scope="col" className="num">
                  {t('time.billable')}
                </th>
                <th scope="col">{t('timesheet.state')}</th>
              </tr>
            </thead>
            <tbody>
              {week.people.map((person) => (
                <tr key={person.user_id}>
                  <th scope="row">
                    <span className="row">
                      <Avatar name={person.user} />
                      <Link to="/timesheet" search={{ user: person.user_id, date: week.dates[0] }}>
                        <span dir="auto">{person.user}</span>
                      </Link>
                    </span>
                  </th>
                  {person.days.map((cell, column) => (
                    <td key={week.dates[column]} className="num">
                      <Duration minutes={cell.minutes} none="" />
                    </td>
                  ))}
                  <td className="num font-medium">
                    <Duration minutes={person.total.minutes} none="" />
                  </td>
                  <td className="num">
                    <Duration minutes={person.billable.minutes} none="" />
                  </td>
                  <td>
                    <Badge value={person.badge} />
                  </td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">{t('time.total')}</th>
                {week.days.map((cell, column) => (
                  <td key={week.dates[column]} className="num">
                    <Duration minutes={cell.minutes} none="–" />
                  </td>
                ))}
                <td className="num font-semibold">
                  <Duration minutes={week.total.minutes} none="–" />
                </td>
                <td />
                <td />
              </tr>
            </tfoot>
          </table>
        ) : null}
      </div>
    </div>
  );
}
