/** A milestone on a timeline: a sign at its day, with its words for who listens. */
import { useFormatLocale, useT } from '@/app/i18n';
import { formatDay } from '@/design/format';

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
  const state = reached ? 'reached' : late ? 'late' : 'ahead';
  const says = t('timeline.milestone', { name, day: formatDay(day, format), state: t(`timeline.${state}`) });
  return (
    <li className="timeline-diamond" data-state={state} style={style} title={says}>
      <span aria-hidden="true" />
      <span className="sr-only">{says}</span>
    </li>
  );
}
