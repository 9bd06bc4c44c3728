/** Who is over-booked in the next four weeks: estimates of open tasks against working hours, person by person. */
import { useCompany } from '@/app/company';
import { useFormatLocale, useT } from '@/app/i18n';
import { durationText, EmptyState, Icon, RecordHead, Table } from '@/design';
import { formatDay } from '@/design/format';
import type { WeekLoad } from '@/host/generated';
import { useRead } from '@/host/queries';
import './projects.css';
import { taskTags } from './words';

export default function CapacityPage() {
  const t = useT();
  const { format } = useFormatLocale();
  const { today } = useCompany();
  const capacity = useRead(
    'capacity.of_team',
    {},
    { also: ['task', ...taskTags, 'working_time', 'company'] },
  ).data;
  return (
    <div className="page">
      <RecordHead above={{ to: '/projects', title: t('nav.projects') }} title={t('capacity.title')} />
      <div className="page-body">
        <p className="text-text-2">{t('capacity.text')}</p>
        {capacity?.people.length === 0 ? <EmptyState text={t('capacity.none')} /> : null}
        {capacity && capacity.people.length > 0 ? (
          <Table
            className="capacity"
            label={t('capacity.title')}
            rows={capacity.people}
            rowId={(person) => person.user_id}
            columns={[
              {
                title: t('task.owner'),
                width: '20%',
                cell: (person) => (
                  <span className="row flex-wrap">
                    <span dir="auto">{person.name}</span>
                    {person.is_over ? (
                      <span className="badge" data-tone="danger">
                        <Icon name="triangle-alert" size={12} />
                        {t('capacity.over')}
                      </span>
                    ) : null}
                  </span>
                ),
              },
              ...capacity.weeks.map((week, at) => ({
                title: t('capacity.week', { day: formatDay(week, format, 'short', today) }),
                cell: (person: (typeof capacity.people)[number]) => <Load week={person.weeks[at]} />,
              })),
              {
                title: t('capacity.uncounted'),
                cell: (person) =>
                  person.uncounted > 0 ? t('capacity.uncounted_of', { count: person.uncounted }) : '–',
              },
            ]}
          />
        ) : null}
      </div>
    </div>
  );
}

/** The load of a week as a bar and in words; what goes over is said and not only coloured. */
function Load({ week }: { week: WeekLoad | undefined }) {
  const t = useT();
  if (!week) return null;
  const planned = durationText(t, week.planned_minutes || null) || t('capacity.nothing');
  const available =
    week.available_minutes === null
      ? t('capacity.unknown')
      : durationText(t, week.available_minutes || null) || t('capacity.nothing');
  return (
    <span className="load" data-over={week.is_over || undefined}>
      <span className="bar-track" aria-hidden="true">
        <span style={{ inlineSize: `${Math.min((week.permille ?? 0) / 10, 100)}%` }} />
      </span>
      <span className="row text-xs">
        {week.is_over ? <Icon name="triangle-alert" size={12} /> : null}
        {t('capacity.of', { planned, available })}
        <span className="sr-only">{t(week.is_over ? 'capacity.over' : 'capacity.fits')}</span>
      </span>
    </span>
  );
}
