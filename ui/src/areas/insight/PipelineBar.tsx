/** The open deals of a pipeline by stage: how much stands where, and what has stood too long. */
import { useFormatLocale, useT } from '@/app/i18n';
import { Link } from '@/app/Link';
import { Icon, Section } from '@/design';
import { formatDecimal } from '@/design/format';
import type { PipelineSums } from '@/host/generated';
import { Sums } from '../sales/Sums';

interface PipelineBarProps {
  pipeline: PipelineSums;
  /** There are several: each says which it is. */
  named: boolean;
}

export function PipelineBar({ pipeline, named }: PipelineBarProps) {
  const t = useT();
  const { format } = useFormatLocale();
  if (pipeline.count === 0) return null;
  const search = { pipeline: pipeline.id };
  return (
    <Section
      title={named ? pipeline.name : t('home.pipeline')}
      action={
        <Link to="/deals" search={search}>
          {t('home.open_board')}
        </Link>
      }
    >
      <p className="pipe-sums text-text-2">
        {t('home.open_deals', { count: pipeline.count })} · <Sums values={pipeline.sums} /> ·{' '}
        {t('deal.weighted')} <Sums values={pipeline.weighted} />
      </p>
      <ol className="pipe">
        {pipeline.stages.map((stage, index) => (
          <li
            key={stage.id}
            style={{ flexGrow: stage.permille }}
            data-ramp={ramp(index, pipeline.stages.length)}
          >
            <span className="pipe-bar" aria-hidden="true" />
            <span className="row">
              <b className="cut font-medium" dir="auto">
                {stage.name}
              </b>
              <span className="text-xs text-text-3">{t('home.count', { count: stage.count })}</span>
            </span>
            <span className="text-xs text-text-2">
              {stage.count > 0 ? (
                <>
                  <Sums values={stage.sums} /> ·{' '}
                </>
              ) : null}
              <span className="whitespace-nowrap">
                {t('home.chance', { percent: formatDecimal(stage.probability, format) })}
              </span>
            </span>
            {stage.ageing > 0 ? (
              <span className="deal-age" data-tone="warn">
                <Icon name="clock" size={12} />
                {t('home.ageing', { count: stage.ageing })}
              </span>
            ) : null}
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** The shade of a stage: the nearer to won, the stronger. */
const ramp = (index: number, stages: number) => 1 + Math.floor((index * 4) / Math.max(stages, 1));
