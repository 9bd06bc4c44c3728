/**
 * A project on its days: a bar for each task, lines from what is waited for to what waits, milestones, today and the promised day.
 *
 * A bar is dragged along the days, or moved by a working day with the arrow keys while it has the focus; up and down go from bar to
 * bar, Enter opens one. The critical path is told by a thick edge, a sign and words, and not by its colour alone.
 */
import { type KeyboardEvent, useRef, useState } from 'react';
import { useCompany, useMay } from '@/app/company';
import { useFormatLocale, useT } from '@/app/i18n';
import { useAddress } from '@/app/router';
import { Button, EmptyState, Icon, Segments } from '@/design';
import { dayAfter, daysBetween } from '@/design/Calendar/days';
import { formatDay } from '@/design/format';
import type { Timeline as Plan, Project, TimelineBar } from '@/host/generated';
import { useRead } from '@/host/queries';
import { Diamond, DiamondKey, stateOf } from './Diamond';
import { TimelineHead } from './TimelineHead';
import { TimelineLinks } from './TimelineLinks';
import type { TaskActions } from './useTaskActions';
import { useTaskShift } from './useTaskShift';
import { type Stretch, useTimelineFrame } from './useTimelineFrame';
import { projectTags } from './words';

/** How many pixels a day has. */
const zooms = { days: 32, weeks: 14, months: 5 } as const;
type Zoom = keyof typeof zooms;
export const rowHeight = 36;

const readAddress = (raw: Record<string, unknown>): { zoom: Zoom } => ({
  zoom: raw.zoom === 'weeks' || raw.zoom === 'months' ? raw.zoom : 'days',
});

interface TimelineProps {
  project: Project;
  actions: TaskActions;
  current: string | null;
  onOpen: (id: string) => void;
}

export function Timeline({ project, ...rest }: TimelineProps) {
  const t = useT();
  const plan = useRead(
    'project.timeline',
    { id: project.id },
    { also: [...projectTags, 'working_time', 'company'], keep: true },
  ).data;
  if (!plan) return null;
  if (plan.bars.length + plan.milestones.length === 0) return <EmptyState text={t('timeline.none')} />;
  const isDated =
    plan.bars.some(({ task }) => task.start_date ?? task.due_date) ||
    plan.milestones.some(({ due_date }) => due_date !== null);
  if (!isDated) return <Undated plan={plan} actions={rest.actions} />;
  return <Shown plan={plan} name={project.name} isOpen={project.status !== 'done'} {...rest} />;
}

/** Without a day there is nothing to draw; what is missing is given here. */
function Undated({ plan, actions }: { plan: Plan; actions: TaskActions }) {
  const t = useT();
  return (
    <>
      <EmptyState text={t('timeline.undated')} />
      <ul className="log" aria-label={t('nav.tasks')}>
        {plan.bars.map(({ task }) => (
          <li key={task.id}>
            <GiveDays task={task} actions={actions} />
          </li>
        ))}
      </ul>
    </>
  );
}

function GiveDays({ task, actions }: { task: TimelineBar['task']; actions: TaskActions }) {
  const t = useT();
  return (
    <Button size="sm" kind="ghost" icon="calendar" onPress={() => actions.move(task)}>
      {t('timeline.give_days', { task: task.title })}
    </Button>
  );
}

/** A bar at its place: on which day from the start of the picture it begins, and how many days it has. */
export interface Placed {
  bar: TimelineBar;
  at: number;
  days: number;
}

function placed(plan: Plan, from: string): (Placed | null)[] {
  return plan.bars.map((bar) => {
    const due = bar.task.due_date ?? bar.task.start_date;
    if (due === null) return null;
    const start = bar.task.start_date ?? due;
    return { bar, at: daysBetween(from, start), days: daysBetween(start, due) + 1 };
  });
}

const stretchesOf = (plan: Plan): Stretch[] => [
  ...plan.bars.flatMap(({ task: { start_date, due_date, status } }) => {
    const [start, end] = [start_date ?? due_date, due_date ?? start_date];
    return start && end ? [{ start, end, isOpen: status !== 'done' }] : [];
  }),
  ...plan.milestones.flatMap(({ due_date: day, reached_date }) =>
    day ? [{ start: day, end: day, isOpen: reached_date === null }] : [],
  ),
];

interface ShownProps extends Omit<TimelineProps, 'project'> {
  plan: Plan;
  name: string;
  isOpen: boolean;
}

function Shown({ plan, name, isOpen, actions, current, onOpen }: ShownProps) {
  const t = useT();
  const [{ zoom }, setAddress] = useAddress(readAddress);
  const shifting = useTaskShift();
  const width = zooms[zoom];
  // A few days more than the plan has, so that the last bar can be dragged on.
  const from = dayAfter(plan.start, -2);
  const rows = placed(plan, from);
  const dated = plan.milestones.filter(({ due_date }) => due_date !== null);
  const x = (day: string) => daysBetween(from, day) * width;
  const { scroll, count } = useTimelineFrame({
    from,
    days: daysBetween(from, plan.end) + 10,
    width,
    today: plan.today,
    stretches: stretchesOf(plan),
  });
  const marks = [
    { id: 'today', day: plan.today, title: t('timeline.today') },
    ...(plan.promised ? [{ id: 'promised', day: plan.promised, title: t('timeline.promised') }] : []),
  ];
  return (
    <div className="timeline">
      <div className="toolbar">
        <Segments
          label={t('timeline.zoom')}
          segments={(['days', 'weeks', 'months'] as const).map((id) => ({ id, title: t(`timeline.${id}`) }))}
          value={zoom}
          onChange={(zoom) => setAddress({ zoom })}
        />
        {rows.some(Boolean) ? null : <span className="timeline-key">{t('timeline.undated')}</span>}
        {plan.bars.some((bar) => bar.is_critical) ? (
          <span className="timeline-key">
            <span className="timeline-swatch" data-critical />
            <Icon name="zap" size={12} />
            {t('timeline.critical', { days: plan.critical_days })}
          </span>
        ) : null}
        <DiamondKey
          of={dated.map(({ reached_date, badge }) =>
            stateOf(reached_date !== null, badge?.tone === 'danger'),
          )}
        />
        <span className="text-text-3 push-end">{t('timeline.keys')}</span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: without it nobody could scroll here by keys. */}
      <section ref={scroll} className="timeline-scroll" aria-label={t('timeline.of', { name })} tabIndex={0}>
        <div className="timeline-names">
          <div className="timeline-corner" />
          {plan.bars.map(({ task }) => (
            <button
              key={task.id}
              type="button"
              className="timeline-name cut"
              dir="auto"
              title={task.title}
              data-current={task.id === current || undefined}
              onClick={() => onOpen(task.id)}
            >
              {task.title}
            </button>
          ))}
          {dated.map((one) => (
            <span key={one.id} className="timeline-name cut" dir="auto" title={one.name}>
              <Icon name="flag" size={12} />
              <span className="cut">{one.name}</span>
            </span>
          ))}
        </div>
        <div className="timeline-days" style={{ inlineSize: count * width }}>
          <TimelineHead from={from} count={count} width={width} zoom={zoom} />
          <div className="timeline-rows" style={{ blockSize: (rows.length + dated.length) * rowHeight }}>
            {width < 10
              ? null
              : plan.free_days.map((day) => (
                  <span
                    key={day}
                    className="timeline-free"
                    style={{ insetInlineStart: x(day), inlineSize: width }}
                  />
                ))}
            {marks.map((mark) => (
              <span
                key={mark.id}
                className="timeline-mark"
                data-mark={mark.id}
                title={mark.title}
                style={{ insetInlineStart: x(mark.day) + width }}
              />
            ))}
            <TimelineLinks rows={rows} width={width} span={count * width} />
            <ul className="timeline-bars" aria-label={t('nav.tasks')}>
              {rows.map((row, at) => {
                const { task } = plan.bars[at] as TimelineBar;
                return row ? (
                  <Bar
                    key={task.id}
                    row={row}
                    at={at}
                    width={width}
                    isOpen={isOpen}
                    current={task.id === current}
                    onOpen={() => onOpen(task.id)}
                    onShift={(days) => void shifting.shift(task, { days })}
                    onDrag={(by) =>
                      void shifting.shift(
                        task,
                        task.start_date
                          ? { start_date: dayAfter(task.start_date, by) }
                          : { due_date: dayAfter(task.due_date ?? plan.today, by) },
                      )
                    }
                  />
                ) : (
                  <li key={task.id} className="timeline-undated" style={{ insetBlockStart: at * rowHeight }}>
                    <GiveDays task={task} actions={actions} />
                  </li>
                );
              })}
            </ul>
            <ul aria-label={t('milestone.title')}>
              {dated.map((one, at) => (
                <Diamond
                  key={one.id}
                  name={one.name}
                  day={one.due_date ?? ''}
                  reached={one.reached_date !== null}
                  late={one.badge?.tone === 'danger'}
                  style={{
                    insetInlineStart: x(one.due_date ?? '') + width / 2,
                    insetBlockStart: (rows.length + at) * rowHeight,
                  }}
                />
              ))}
            </ul>
          </div>
        </div>
      </section>
      {shifting.dialog}
    </div>
  );
}

interface BarProps {
  row: Placed;
  at: number;
  width: number;
  isOpen: boolean;
  current: boolean;
  onOpen: () => void;
  /** By so many working days. */
  onShift: (days: number) => void;
  /** By so many days of the calendar. */
  onDrag: (days: number) => void;
}

function Bar({ row, at, width, isOpen, current, onOpen, onShift, onDrag }: BarProps) {
  const t = useT();
  const { format } = useFormatLocale();
  const { today } = useCompany();
  const { bar } = row;
  const { task } = bar;
  const mayMove = useMay()('task.write', task.owner_id) && isOpen && task.status !== 'done';
  const [pulled, setPulled] = useState(0);
  const start = useRef<{ x: number; id: number } | null>(null);
  const says = [
    task.title,
    [task.start_date, task.due_date]
      .filter((day) => day !== null)
      .map((day) => formatDay(day, format, 'short', today))
      .join(' – '),
    task.owner,
    t(`work.status.${task.status}`),
    bar.is_critical ? t('timeline.is_critical') : '',
    !bar.is_critical && bar.slack !== null ? t('timeline.slack', { days: bar.slack }) : '',
  ]
    .filter(Boolean)
    .join(', ');
  const end = (event: React.PointerEvent<HTMLElement>) => {
    if (start.current?.id !== event.pointerId) return;
    start.current = null;
    setPulled(0);
    const by = Math.round(pulled / width);
    if (by !== 0) onDrag(by);
  };
  return (
    <li style={{ insetBlockStart: at * rowHeight }}>
      <button
        type="button"
        className="timeline-bar"
        data-bar={task.id}
        data-status={task.status}
        data-critical={bar.is_critical || undefined}
        data-late={task.late !== null || undefined}
        data-current={current || undefined}
        aria-label={says}
        title={says}
        style={{ insetInlineStart: row.at * width + pulled, inlineSize: Math.max(row.days * width - 2, 6) }}
        onClick={onOpen}
        onKeyDown={(event) => press(event, mayMove ? onShift : undefined)}
        onPointerDown={(event) => {
          if (!mayMove || event.button !== 0) return;
          start.current = { x: event.clientX, id: event.pointerId };
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={(event) => {
          if (start.current?.id !== event.pointerId) return;
          const way = event.clientX - start.current.x;
          setPulled(getComputedStyle(event.currentTarget).direction === 'rtl' ? -way : way);
        }}
        onClickCapture={(event) => {
          // What ends a drag is no press.
          if (Math.abs(pulled) > width / 2) event.stopPropagation();
        }}
        onPointerUp={end}
        onPointerCancel={() => {
          start.current = null;
          setPulled(0);
        }}
      >
        {bar.is_critical ? <Icon name="zap" size={12} /> : null}
        {task.status === 'done' ? <Icon name="check" size={12} /> : null}
        <span className="cut" dir="auto">
          {row.days * width > 60 ? task.title : ''}
        </span>
      </button>
    </li>
  );
}

/** Along the days by a working day, with Shift by five; up and down to the next bar. */
function press(event: KeyboardEvent<HTMLElement>, shift: ((days: number) => void) | undefined) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const ahead = getComputedStyle(event.currentTarget).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  const step =
    event.key === 'ArrowDown' || event.key === 'j'
      ? 1
      : event.key === 'ArrowUp' || event.key === 'k'
        ? -1
        : 0;
  if (step !== 0) {
    event.preventDefault();
    const bars = [...(event.currentTarget.closest('ul')?.querySelectorAll<HTMLElement>('[data-bar]') ?? [])];
    bars[bars.indexOf(event.currentTarget) + step]?.focus();
  } else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
    event.preventDefault();
    shift?.((event.key === ahead ? 1 : -1) * (event.shiftKey ? 5 : 1));
  }
}
