/** Deals: of one pipeline as a board, where the stage is the task, or of all as a table, where sorting is. */
import { useRef, useState } from 'react';
import { useCompany, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKeys } from '@/app/keys';
import { useAddress, useGo } from '@/app/router';
import { Button, EmptyState, Menu, PageHead, Segments, StateTabs } from '@/design';
import { Board } from '@/design/Board/Board';
import { ListSearch } from '@/design/DataGrid';
import type { DealBoard, DealRow, Pipeline } from '@/host/generated';
import { useRead } from '@/host/queries';
import { DealCard } from './DealCard';
import { DealPeek } from './DealPeek';
import { DealTable } from './DealTable';
import { type DealAddress, dealTabs, dealViews, filterOf, isClosed, readDealAddress } from './deal-address';
import { Forecast } from './Forecast';
import { NewDeal } from './NewDeal';
import { Sums } from './Sums';
import { type DealActions, useDealActions } from './useDealActions';
import { useDealSteps } from './useDealSteps';
import { useLogActivity } from './useLogActivity';

const viewIcons = { board: 'kanban', table: 'table', forecast: 'bar-chart-3' } as const;

export default function Deals() {
  const t = useT();
  const go = useGo();
  const mayWrite = useMay()('deal.write');
  const [address, setAddress] = useAddress(readDealAddress);
  const [peeked, setPeeked] = useState<DealRow | null>(null);
  const step = useRef<((by: 1 | -1) => void) | null>(null);
  const actions = useDealActions();
  const open = ({ id }: DealRow) => go(`/deals/${id}`);
  const pipelines = useRead('pipeline.list', {}).data?.rows;
  const chosen = pipelines?.find(({ id }) => id === address.pipeline);
  const pipeline = chosen ?? pipelines?.[0];
  useKeys([{ keys: 'c d', run: () => (mayWrite ? setAddress({ add: 'new' }) : false) }]);
  if (!pipeline) return <div className="page" />;
  // The board holds open deals only; won and lost ones are read in the table.
  const closed = isClosed(address.tab);
  const view = closed || (address.view === 'forecast' && address.tab === 'ageing') ? 'table' : address.view;
  const shown = view === 'table' ? chosen : pipeline;
  return (
    <>
      <div className="page">
        <PageHead
          title={t('nav.deals')}
          beside={
            pipelines && pipelines.length > 1 ? (
              <PipelineMenu
                pipelines={pipelines}
                current={shown}
                all={view === 'table'}
                onChoose={(id) => setAddress({ pipeline: id })}
              />
            ) : null
          }
        >
          <ListSearch
            label={t('deal.search')}
            value={address.search}
            onChange={(search) => setAddress({ search })}
          />
          <Segments
            label={t('deal.view')}
            segments={dealViews.map((id) => ({ id, title: t(`deal.view.${id}`), icon: viewIcons[id] }))}
            value={view}
            onChange={(next) =>
              setAddress({
                view: next,
                month: undefined,
                currency: undefined,
                owner: undefined,
                branch: undefined,
                idle: undefined,
                handover: undefined,
                waits: undefined,
                unbilled: undefined,
                ...(next !== 'table' && closed ? { tab: 'all' } : {}),
              })
            }
          />
          {mayWrite ? (
            <Button kind="primary" keys="c d" onPress={() => setAddress({ add: 'new' })}>
              {t('deal.new')}
            </Button>
          ) : null}
        </PageHead>
        <DealTabs pipeline={shown} value={address.tab} onChange={(tab) => setAddress({ tab })} />
        {view === 'forecast' ? (
          <Forecast pipeline={pipeline} tab={address.tab} />
        ) : view === 'board' ? (
          <DealBoardView
            pipeline={pipeline}
            address={address}
            actions={actions}
            current={peeked?.id ?? null}
            stepRef={step}
            onPeek={setPeeked}
            onOpen={open}
            onAdd={mayWrite ? (add) => setAddress({ add }) : undefined}
          />
        ) : (
          <DealTable
            pipeline={shown}
            address={address}
            actions={actions}
            peeked={peeked?.id ?? null}
            stepRef={step}
            onPeek={setPeeked}
          />
        )}
      </div>
      {peeked ? (
        <DealPeek
          id={peeked.id}
          actions={actions}
          onStep={(by) => step.current?.(by)}
          onOpen={() => open(peeked)}
          onClose={() => setPeeked(null)}
        />
      ) : null}
      {address.add !== undefined && mayWrite ? (
        <NewDeal
          pipelines={shown || !pipelines ? [pipeline] : pipelines}
          stageId={address.add === 'new' ? undefined : address.add}
          onClose={() => setAddress({ add: undefined })}
        />
      ) : null}
      {actions.dialogs}
    </>
  );
}

interface PipelineMenuProps {
  pipelines: readonly Pipeline[];
  current: Pipeline | undefined;
  /** All of them together can be chosen. */
  all: boolean;
  onChoose: (id: string | undefined) => void;
}

function PipelineMenu({ pipelines, current, all, onChoose }: PipelineMenuProps) {
  const t = useT();
  const entry = (id: string | undefined, title: string) => ({
    id: id ?? 'all',
    title,
    checked: id === current?.id,
    run: () => onChoose(id),
  });
  const entries = [
    ...(all ? [entry(undefined, t('deal.all_pipelines'))] : []),
    ...pipelines.map(({ id, name }) => entry(id, name)),
  ];
  return (
    <Menu label={t('deal.pipeline')} groups={[{ id: 'all', actions: entries }]} placement="bottom start">
      <Button kind="ghost" icon="chevron-down">
        {current?.name ?? t('deal.all_pipelines')}
      </Button>
    </Menu>
  );
}

interface DealTabsProps {
  pipeline: Pipeline | undefined;
  value: DealAddress['tab'];
  onChange: (tab: DealAddress['tab']) => void;
}

function DealTabs({ pipeline, value, onChange }: DealTabsProps) {
  const t = useT();
  const { user } = useCompany();
  const count = (tab: DealAddress['tab']) => ({ filter: filterOf(tab, pipeline?.id, user.id) });
  const all = useRead('deal.summary', count('all')).data;
  const mine = useRead('deal.summary', count('mine')).data;
  const counts: Partial<Record<DealAddress['tab'], number>> = {
    all: all?.count,
    mine: mine?.count,
    ageing: all?.ageing,
  };
  return (
    <StateTabs
      tabs={dealTabs.map((id) => ({ id, title: t(`deal.tab.${id}`), count: counts[id] }))}
      value={value}
      onChange={onChange}
    />
  );
}

interface BoardViewProps {
  pipeline: Pipeline;
  address: DealAddress;
  actions: DealActions;
  current: string | null;
  stepRef: React.RefObject<((by: 1 | -1) => void) | null>;
  onPeek: (deal: DealRow | null) => void;
  onOpen: (deal: DealRow) => void;
  onAdd: ((stageId: string) => void) | undefined;
}

const cardId = (deal: DealRow) => deal.id;
const cardName = (deal: DealRow) => [deal.customer, deal.title].filter(Boolean).join(', ');

function DealBoardView(props: BoardViewProps) {
  const { pipeline, address, actions, current, stepRef, onPeek, onOpen, onAdd } = props;
  const logging = useLogActivity();
  const steps = useDealSteps();
  const t = useT();
  const may = useMay();
  const { user } = useCompany();
  const board = useRead(
    'deal.board',
    {
      pipeline_id: pipeline.id,
      owner_id: address.tab === 'mine' ? user.id : undefined,
      ageing: address.tab === 'ageing' || undefined,
      search: address.search,
    },
    { also: ['pipeline', 'activity', 'customer'], keep: true },
  ).data;
  if (!board) return null;
  const cards = board.columns.flatMap((column) => column.cards);
  stepRef.current = (by) => {
    const at = cards.findIndex(({ id }) => id === current);
    onPeek(cards[Math.min(Math.max(at + by, 0), cards.length - 1)] ?? null);
  };
  const column = (id: string) => board.columns.find(({ stage }) => stage.id === id);
  if (board.count === 0 && (address.search || address.tab !== 'all')) {
    return <EmptyState text={t('deal.none_match')} />;
  }
  return (
    <>
      <Board
        label={t('nav.deals')}
        columns={board.columns.map(({ stage, cards }) => ({ id: stage.id, title: stage.name, cards }))}
        cardId={cardId}
        cardName={cardName}
        card={(deal) => <DealCard deal={deal} />}
        columnNote={({ id }) => {
          const one = column(id);
          return one ? (
            <>
              <div className="row justify-between">
                <span className="font-medium">
                  <Sums values={one.sums} />
                </span>
                <span className="text-text-3">{t('deal.percent', { percent: one.stage.probability })}</span>
              </div>
              {one.next ? (
                <div className="text-text-3">
                  {t('deal.first_of', { shown: one.cards.length, count: one.count })}
                </div>
              ) : null}
            </>
          ) : null;
        }}
        add={
          onAdd && {
            label: ({ title }) => t('deal.add_to', { stage: title }),
            run: ({ id }) => onAdd(id),
          }
        }
        current={current}
        onPeek={onPeek}
        onOpen={onOpen}
        cardActions={(deal) => [
          ...logging.action(deal.id, deal.title),
          ...steps.of(deal),
          ...actions.of(deal),
        ]}
        mayMove={(deal) => may('deal.write', deal.owner_id)}
        onMove={(deal, to) => {
          const stage = column(to)?.stage;
          if (stage) actions.move(deal, stage);
        }}
      />
      <BoardFoot board={board} />
      {logging.dialog}
      {steps.dialog}
    </>
  );
}

function BoardFoot({ board }: { board: DealBoard }) {
  const t = useT();
  return (
    <footer className="foot">
      <span className="grow">{t('deal.count', { count: board.count })}</span>
      {board.sums.length === 0 ? null : (
        <span className="row">
          {t('deal.open_sum')}{' '}
          <b>
            <Sums values={board.sums} />
          </b>
        </span>
      )}
      {board.weighted.length === 0 ? null : (
        <span className="row">
          {t('deal.weighted')}{' '}
          <b>
            <Sums values={board.weighted} />
          </b>
        </span>
      )}
    </footer>
  );
}
