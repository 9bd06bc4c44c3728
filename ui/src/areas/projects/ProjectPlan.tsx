/**
 * All projects on their days: a bar for each with its milestones on it, and the promised day where it ends behind that. Up and down go
 * from bar to bar, Enter shows one.
 */
import { type KeyboardEvent, useState } from 'react';
import { useCompany } from '@/app/company';
import { useFormatLocale, useT } from '@/app/i18n';
import { useAddress } from '@/app/router';
import { Button, EmptyState, Icon, Segments } from '@/design';
import { dayAfter, daysBetween } from '@/design/Calendar/days';
import { formatDay } from '@/design/format';
import type { ProjectPlan as Plan, ProjectBar, ProjectFilter } from '@/host/generated';
import { useRead } from '@/host/queries';
import { Diamond, DiamondKey, stateOf } from './Diamond';
import { rowHeight } from './Timeline';
import { TimelineHead } from './TimelineHead';
import { useTimelineFrame } from './useTimelineFrame';
import { projectTags, statusIcon } from './words';

/** How many pixels a day has. */
const zooms = { weeks: 14, months: 5 } as const;
type Zoom = keyof typeof zooms;

/** So many projects are drawn at first, and more on request. */
const pageSize = 50;
const shownAtMost = 500;

const readAddress = (raw: Record<string, unknown>): { zoom: Zoom } => ({
  zoom: raw.zoom === 'weeks' ? raw.zoom : 'months',
});

interface ProjectPlanProps {
  filter: ProjectFilter;
  search: string | undefined;
  current: string | null;
  stepRef: React.RefObject<((by: 1 | -1) => void) | null>;
  onPeek: (id: string | null) => void;
}

export function ProjectPlan({ filter, search, ...rest }: ProjectPlanProps) {
  const t = useT();
  const [limit, setLimit] = useState(pageSize);
  const plan = useRead(
    'project.plan',
    { filter, search, sort: { column: 'end', descending: false }, limit },
    { also: [...projectTags, 'company'], keep: true },
  ).data;
  if (!plan) return null;
  if (plan.rows.length === 0) return <EmptyState text={t('project.none_match')} />;
  return (
    <div className="page-body">
      <Shown plan={plan} {...rest} />
      {plan.next && limit < shownAtMost ? (
        <Button onPress={() => setLimit((now) => Math.min(now + pageSize, shownAtMost))}>
          {t('list.show_more')}
        </Button>
      ) : null}
    </div>
  );
}

interface ShownProps extends Omit<ProjectPlanProps, 'filter' | 'search'> {
  plan: Plan;
}

function Shown({ plan, current, stepRef, onPeek }: ShownProps) {
  const t = useT();
  const [{ zoom }, setAddress] = useAddress(readAddress);
  const width = zooms[zoom];
  const from = dayAfter(plan.start, -7);
  const x = (day: string) => daysBetween(from, day) * width;
  const { scroll, count } = useTimelineFrame({
    from,
    days: daysBetween(from, plan.end) + 21,
    width,
    today: plan.today,
    stretches: plan.rows.map(({ start_date, end_date, status }) => ({
      start: start_date,
      end: end_date,
      isOpen: status !== 'done',
    })),
  });
  const milestones = plan.rows.flatMap((row) => row.milestones);
  stepRef.current = (by) => {
    const at = plan.rows.findIndex(({ id }) => id === current);
    const next = plan.rows[Math.min(Math.max(at + by, 0), plan.rows.length - 1)];
    if (next) onPeek(next.id);
  };
  return (
    <div className="timeline">
      <div className="toolbar">
        <Segments
          label={t('timeline.zoom')}
          segments={(['weeks', 'months'] as const).map((id) => ({ id, title: t(`timeline.${id}`) }))}
          value={zoom}
          onChange={(zoom) => setAddress({ zoom })}
        />
        <DiamondKey of={milestones.map(({ is_reached, is_late }) => stateOf(is_reached, is_late))} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: without it nobody could scroll here by keys. */}
      <section ref={scroll} className="timeline-scroll" aria-label={t('project.timeline')} tabIndex={0}>
        <div className="timeline-names">
          <div className="timeline-corner" />
          {plan.rows.map((row) => (
            <button
              key={row.id}
              type="button"
              className="timeline-name cut"
              dir="auto"
              title={`${row.code} ${row.name} · ${row.customer}`}
              data-current={row.id === current || undefined}
              onClick={() => onPeek(row.id === current ? null : row.id)}
            >
              <span className="row">
                <Icon name={statusIcon[row.status]} size={12} />
                <span className="cut">{row.name}</span>
              </span>
            </button>
          ))}
        </div>
        <div className="timeline-days" style={{ inlineSize: count * width }}>
          <TimelineHead from={from} count={count} width={width} zoom={zoom} />
          <div className="timeline-rows" style={{ blockSize: plan.rows.length * rowHeight }}>
            <span
              className="timeline-mark"
              data-mark="today"
              title={t('timeline.today')}
              style={{ insetInlineStart: x(plan.today) + width }}
            />
            <ul className="timeline-bars" aria-label={t('nav.projects')}>
              {plan.rows.map((row, at) => (
                <Bar
                  key={row.id}
                  row={row}
                  place={at * rowHeight}
                  x={x}
                  width={width}
                  current={row.id === current}
                  onOpen={() => onPeek(row.id === current ? null : row.id)}
                />
              ))}
            </ul>
            <ul aria-label={t('milestone.title')}>
              {plan.rows.flatMap((row, at) =>
                row.milestones.map((one) => (
                  <Diamond
                    key={one.id}
                    name={`${row.name}: ${one.name}`}
                    day={one.due_date}
                    reached={one.is_reached}
                    late={one.is_late}
                    style={{
                      insetInlineStart: x(one.due_date) + width / 2,
                      insetBlockStart: at * rowHeight,
                    }}
                  />
                )),
              )}
            </ul>
          </div>
        </div>
      </section>
    </div>
  );
}

interface BarProps {
  row: ProjectBar;
  place: number;
  x: (day: string) => number;
  width: number;
  current: boolean;
  onOpen: () => void;
}

function Bar({ row, place, x, width, current, onOpen }: BarProps) {
  const t = useT();
  const { format } = useFormatLocale();
  const { today } = useCompany();
  const day = (one: string) => formatDay(one, format, 'short', today);
  const says = [
    `${row.code} ${row.name}`,
    row.customer,
    `${day(row.start_date)} – ${day(row.end_date)}`,
    t(`work.status.${row.status}`),
    row.promised ? `${t('project.end')} ${day(row.promised)}` : '',
  ]
    .filter(Boolean)
    .join(', ');
  const size = x(row.end_date) - x(row.start_date) + width;
  return (
    <li style={{ insetBlockStart: place }}>
      <button
        type="button"
        className="timeline-bar timeline-project"
        data-bar={row.id}
        data-status={row.status}
        data-late={row.late !== null || undefined}
        data-current={current || undefined}
        aria-label={says}
        title={says}
        style={{ insetInlineStart: x(row.start_date), inlineSize: Math.max(size - 2, 6) }}
        onClick={onOpen}
        onKeyDown={step}
      />
      {row.promised && row.promised < row.end_date ? (
        <span
          className="timeline-promised"
          aria-hidden="true"
          style={{ insetInlineStart: x(row.promised) + width }}
        />
      ) : null}
    </li>
  );
}

/** Goes to the bar above or below. */
function step(event: KeyboardEvent<HTMLElement>) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const by = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
  if (by === undefined) return;
  event.preventDefault();
  const bars = [...(event.currentTarget.closest('ul')?.querySelectorAll<HTMLElement>('[data-bar]') ?? [])];
  bars[bars.indexOf(event.currentTarget) + by]?.focus();
}
