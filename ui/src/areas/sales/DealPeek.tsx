/** A deal beside the board: what it is worth, what is next, what happened. */
import { useCompany } from '@/app/company';
import { useT } from '@/app/i18n';
import { Link } from '@/app/Link';
import { Badge, Fact, Money, Peek, PeekActions, PeekTitle, Section, StatStrip, When } from '@/design';
import { type PeekPane, usePeeked } from '@/design/DataGrid';
import type { Deal, DealRow } from '@/host/generated';
import { useRead } from '@/host/queries';
import { Activities } from './Activities';
import { NextStep, StageAge } from './DealCard';
import type { DealActions } from './useDealActions';
import { useDealKeys } from './useDealSteps';

export const dealTags = ['activity', 'customer', 'contact', 'pipeline'] as const;

interface DealPeekProps extends PeekPane {
  id: string;
  actions: DealActions;
}

export function DealPeek({ id, actions, ...pane }: DealPeekProps) {
  const t = useT();
  const deal = usePeeked(useRead('deal.get', { id }, { also: dealTags, keep: true }), pane.onClose);
  return (
    <Peek
      {...pane}
      label={t('kind.deal')}
      title={deal ? t('peek.title', { kind: t('kind.deal'), code: deal.row.code }) : ''}
    >
      {deal ? <Content deal={deal} actions={actions} /> : null}
    </Peek>
  );
}

/** Amount, probability, expected close. */
export function DealFigures({ row }: { row: DealRow }) {
  const t = useT();
  const { today } = useCompany();
  return (
    <StatStrip
      label={t('deal.figures')}
      stats={[
        { id: 'amount', label: t('deal.amount'), value: row.amount ? <Money value={row.amount} /> : '–' },
        {
          id: 'probability',
          label: t('deal.probability'),
          value: t('deal.percent', { percent: row.probability }),
        },
        {
          id: 'close',
          label: t('deal.close'),
          value: row.expected_close ? <When day={row.expected_close} style="short" today={today} /> : '–',
        },
      ]}
    />
  );
}

/** Whom it is for: a customer to open, or a name. */
export function ForWhom({ row }: { row: DealRow }) {
  return row.customer_id ? (
    <Link to={`/customers/${row.customer_id}`}>
      <span dir="auto">{row.customer}</span>
    </Link>
  ) : (
    <span dir="auto">{row.customer}</span>
  );
}

/** What else is known, one fact a line. */
export function DealFacts({ deal }: { deal: Deal }) {
  const t = useT();
  return (
    <div>
      <Fact label={t('kind.contact')}>
        <span dir="auto">{deal.contact || '–'}</span>
      </Fact>
      <Fact label={t('lead.source')}>
        <span dir="auto">{deal.source || '–'}</span>
      </Fact>
      <Fact label={t('deal.owner')}>
        <span dir="auto">{deal.row.owner || '–'}</span>
      </Fact>
      {deal.row.status === 'open' ? (
        <Fact label={t('deal.in_stage')}>
          <StageAge deal={deal.row} />
        </Fact>
      ) : null}
      {deal.lost_reason ? (
        <Fact label={t('reason')}>
          <span dir="auto">{deal.lost_reason}</span>
        </Fact>
      ) : null}
      {deal.won_criteria ? (
        <Fact label={t('deal.criteria')}>
          <span dir="auto">{deal.won_criteria}</span>
        </Fact>
      ) : null}
    </div>
  );
}

function Content({ deal, actions }: { deal: Deal; actions: DealActions }) {
  const t = useT();
  const { row } = deal;
  const stepping = useDealKeys(row, actions);
  return (
    <>
      <div>
        <PeekTitle badge={<Badge value={row.badge} />}>{row.title}</PeekTitle>
        <ForWhom row={row} />
      </div>
      <DealFigures row={row} />
      {row.status === 'open' ? <NextStep next={row.next} /> : null}
      <PeekActions actions={actions.of(row)} />
      <DealFacts deal={deal} />
      <Section title={t('activity.title')}>
        <Activities of={{ record_id: row.id }} />
      </Section>
      {stepping}
    </>
  );
}
