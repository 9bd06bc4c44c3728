/** How the budget of a project was used up, week by week: a small picture, and its figures as a table for who wants them. */
import { type CSSProperties, type ReactNode, useState } from 'react';
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
          last={({ total_minutes }) => <Duration minutes={total_minutes} />}
          budget={burn.budget_permille}
          budgetText={<Duration minutes={burn.budget_minutes ?? 0} />}
        />
        {hasMoney ? (
          <Course
            weeks={burn.weeks}
            title={t('budget.value')}
            of={({ money_permille }) => money_permille ?? 0}
            last={({ total }) => (total ? <Money value={total} /> : null)}
            budget={burn.budget_money_permille}
            budgetText={burn.budget ? <Money value={burn.budget} /> : null}
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
  /** What the last bar comes to. */
  last: (week: BurnWeek) => ReactNode;
  budget: number | null;
  budgetText: ReactNode;
}

/** Bars that grow towards the line of the budget. The table says the same in figures, so nobody has to see it. */
function Course({ weeks, title, of, last, budget, budgetText }: CourseProps) {
  const { format } = useFormatLocale();
  const t = useT();
  const ends = [weeks[0], weeks.at(-1)].flatMap((week) => (week ? [formatDay(week.week, format)] : []));
  const newest = weeks.at(-1);
  const y = (permille: number) => 1000 + top - permille;
  const at = (permille: number) => ({ '--at': permille / (1000 + top) }) as CSSProperties;
  return (
    <figure className="burn-course" aria-hidden="true">
      <figcaption className="text-xs font-medium">{title}</figcaption>
      <div className="burn-plot">
        <svg
          viewBox={`0 0 ${weeks.length * 10} ${1000 + top}`}
          preserveAspectRatio="none"
          role="presentation"
        >
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
        {budget === null ? null : (
          <span className="burn-label" style={at(budget)}>
            {t('budget.title')} {budgetText}
          </span>
        )}
        {newest ? (
          <span className="burn-label" data-last style={at(of(newest))}>
            {last(newest)}
          </span>
        ) : null}
      </div>
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
        { title: t('timesheet.week'), keeps: true, cell: ({ week }) => <When day={week} /> },
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
