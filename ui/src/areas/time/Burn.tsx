/** How the budget of a project was used up, week by week: a small picture, and its figures as a table for who wants them. */
import { useState } from 'react';
import { useFormatLocale, useT } from '@/app/i18n';
import { Button, Duration, Money, Section, Table, When } from '@/design';
import { formatDay } from '@/design/format';
import type { BurnWeek, Tag, TimeBurn } from '@/host/generated';
import { useRead } from '@/host/queries';

interface BurnProps {
  projectId: string;
  also: readonly Tag[];
}

export function Burn({ projectId, also }: BurnProps) {
  const t = useT();
  const [isRead, setRead] = useState(false);
  const burn = useRead('time.burn', { project_id: projectId }, { also }).data;
  // One week is no course yet.
  if (!burn || burn.weeks.length < 2) return null;
  const hasMoney = burn.weeks.some(({ total }) => total !== null);
  return (
    <Section
      title={t('burn.title')}
      action={
        <Button size="sm" icon="table" aria-pressed={isRead} onPress={() => setRead((now) => !now)}>
          {t('burn.figures')}
        </Button>
      }
    >
      <div className="burn">
        <Course
          weeks={burn.weeks}
          title={t('burn.hours')}
          of={({ permille }) => permille}
          budget={burn.budget_permille}
        />
        {hasMoney ? (
          <Course
            weeks={burn.weeks}
            title={t('budget.value')}
            of={({ money_permille }) => money_permille ?? 0}
            budget={burn.budget_money_permille}
          />
        ) : null}
      </div>
      <div className={isRead ? 'burn-table' : 'sr-only'}>
        <Figures burn={burn} hasMoney={hasMoney} />
      </div>
    </Section>
  );
}

/** Room over the tallest bar, for the line of the budget. */
const top = 40;

interface CourseProps {
  weeks: readonly BurnWeek[];
  title: string;
  /** How high a week is, in thousandths. */
  of: (week: BurnWeek) => number;
  budget: number | null;
}

/** Bars that grow towards the line of the budget. The table says the same in figures, so nobody has to see it. */
function Course({ weeks, title, of, budget }: CourseProps) {
  const { format } = useFormatLocale();
  const t = useT();
  const ends = [weeks[0], weeks.at(-1)].flatMap((week) => (week ? [formatDay(week.week, format)] : []));
  const y = (permille: number) => 1000 + top - permille;
  return (
    <figure className="burn-course" aria-hidden="true">
      <figcaption className="row text-xs">
        <span className="font-medium">{title}</span>
        {budget === null ? null : <span className="burn-key text-text-3">{t('budget.title')}</span>}
      </figcaption>
      <svg viewBox={`0 0 ${weeks.length * 10} ${1000 + top}`} preserveAspectRatio="none" role="presentation">
        {weeks.map((week, at) => (
          <rect
            key={week.week}
            x={at * 10 + 1}
            width={8}
            y={y(of(week))}
            height={of(week)}
            data-over={(budget !== null && of(week) > budget) || undefined}
          />
        ))}
        {budget === null ? null : (
          <line
            x1={0}
            x2={weeks.length * 10}
            y1={y(budget)}
            y2={y(budget)}
            vectorEffect="non-scaling-stroke"
          />
        )}
      </svg>
      <div className="row text-xs text-text-3">
        <span>{ends[0]}</span>
        <span className="push-end">{ends[1]}</span>
      </div>
    </figure>
  );
}

function Figures({ burn, hasMoney }: { burn: TimeBurn; hasMoney: boolean }) {
  const t = useT();
  const money = (week: BurnWeek) => (week.total ? <Money value={week.total} /> : null);
  return (
    <Table
      label={t('burn.title')}
      rows={burn.weeks}
      rowId={({ week }) => week}
      columns={[
        { title: t('timesheet.week'), cell: ({ week }) => <When day={week} /> },
        { title: t('burn.hours'), num: true, cell: ({ minutes }) => <Duration minutes={minutes} /> },
        { title: t('budget.spent'), num: true, cell: (week) => <Duration minutes={week.total_minutes} /> },
        ...(burn.budget_minutes === null
          ? []
          : [
              {
                title: t('budget.title'),
                num: true,
                cell: () => <Duration minutes={burn.budget_minutes ?? 0} />,
              },
            ]),
        ...(hasMoney ? [{ title: t('budget.value'), num: true, cell: money }] : []),
      ]}
    />
  );
}
