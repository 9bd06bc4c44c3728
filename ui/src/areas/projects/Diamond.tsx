/** A milestone on a timeline: a sign at its day, with its words for who listens. */
import { useFormatLocale, useT } from '@/app/i18n';
import { formatDay } from '@/design/format';

const states = ['ahead', 'reached', 'late'] as const;
type State = (typeof states)[number];

export const stateOf = (reached: boolean, late: boolean): State =>
  reached ? 'reached' : late ? 'late' : 'ahead';

interface DiamondProps {
  name: string;
  day: string;
  reached: boolean;
  late: boolean;
  style: React.CSSProperties;
}

export function Diamond({ name, day, reached, late, style }: DiamondProps) {
  const t = useT();
  const { format } = useFormatLocale();
  const state = stateOf(reached, late);
  const says = t('timeline.milestone', { name, day: formatDay(day, format), state: t(`timeline.${state}`) });
  return (
    <li className="timeline-diamond" data-state={state} style={style} title={says}>
      <span aria-hidden="true" />
      <span className="sr-only">{says}</span>
    </li>
  );
}

/** What the signs on a timeline mean, of those that stand there. */
export function DiamondKey({ of }: { of: readonly State[] }) {
  const t = useT();
  return states
    .filter((state) => of.includes(state))
    .map((state) => (
      <span key={state} className="timeline-key timeline-diamond-key" data-state={state}>
        <span aria-hidden="true" />
        {t('timeline.milestone_is', { state: t(`timeline.${state}`) })}
      </span>
    ));
}
