/** Deals as rows, for sorting and for reading what was won and lost. */
import { useMemo } from 'react';
import { useCompany, useMay } from '@/app/company';
import { useFormatLocale, useT } from '@/app/i18n';
import { useGo } from '@/app/router';
import { Badge, When } from '@/design';
import {
  type FilterField,
  type GridColumn,
  ListGrid,
  textColumn,
  useFilters,
  useList,
} from '@/design/DataGrid';
import { dayTyped } from '@/design/DateField';
import { formatMonth, isIsoDay } from '@/design/format';
import type { DealRow, HandoverWaits, Pipeline } from '@/host/generated';
import { useChange } from '@/host/queries';
import { useBranchColumn, useBranchFilter } from '../billing/BranchField';
import { useUnbilledField } from '../billing/unbilled';
import { useOwnerField } from '../crm/owners';
import { NextStep, StageAge } from './DealCard';
import { type DealAddress, filterOf, isClosed } from './deal-address';
import type { DealActions } from './useDealActions';
import { useDealSteps } from './useDealSteps';
import { useLogActivity } from './useLogActivity';

function useDealColumns(): GridColumn<DealRow>[] {
  const t = useT();
  const { today } = useCompany();
  const branch = useBranchColumn<DealRow>();
  const may = useMay();
  const change = useChange('deal.update');
  return useMemo(() => {
    const able = (row: DealRow) => row.status === 'open' && may('deal.write', row.owner_id);
    return [
      {
        id: 'title',
        title: t('deal.title'),
        width: 'minmax(180px, 1.1fr)',
        sort: 'title',
        fixed: true,
        cell: (row) => (
          <span className="cut font-medium" dir="auto">
            {row.title}
          </span>
        ),
      },
      textColumn(
        {
          id: 'customer',
          title: t('kind.customer'),
          width: 'minmax(180px, 1.2fr)',
          sort: 'customer',
          rank: 1,
        },
        (row) => row.customer,
      ),
      ...branch,
      {
        id: 'stage',
        title: t('deal.stage'),
        width: '116px',
        sort: 'stage',
        cell: (row) => <Badge value={row.badge} />,
      },
      {
        id: 'since',
        title: t('deal.in_stage'),
        width: '108px',
        sort: 'since',
        rank: 3,
        cell: (row) => (row.status === 'open' ? <StageAge deal={row} /> : null),
      },
      {
        id: 'next',
        title: t('deal.next'),
        width: 'minmax(140px, 1fr)',
        rank: 2,
        cell: (row) => (row.status === 'open' ? <NextStep next={row.next} /> : null),
      },
      {
        id: 'close',
        title: t('deal.close'),
        width: '104px',
        sort: 'close',
        rank: 2,
        edit: {
          able,
          value: (row) => row.expected_close ?? '',
          save: async (row, typed) => change(row, { expected_close: await dayTyped(typed) }),
        },
        cell: (row) =>
          row.expected_close ? <When day={row.expected_close} style="short" today={today} /> : '–',
      },
      {
        id: 'amount',
        title: t('deal.amount'),
        width: '104px',
        sort: 'amount',
        rank: 1,
        money: (row) => row.amount,
        edit: {
          able,
          value: (row) => row.amount?.amount ?? '',
          save: (row, amount) => change(row, { amount }),
        },
      },
    ];
  }, [t, today, may, change, branch]);
}

/** A month, `YYYY-MM`, or `none` for deals that nobody expects to close. */
const isMonth = (text: string) => text === 'none' || isIsoDay(`${text}-01`);

interface DealTableProps {
  /** Absent: deals of all pipelines. */
  pipeline: Pipeline | undefined;
  address: DealAddress;
  actions: DealActions;
  peeked: string | null;
  stepRef: React.RefObject<((by: 1 | -1) => void) | null>;
  onPeek: (deal: DealRow | null) => void;
}

const waits: readonly HandoverWaits[] = ['delivery', 'finance', 'any'];

export function DealTable({ pipeline, address, actions, peeked, ...pane }: DealTableProps) {
  const t = useT();
  const { format } = useFormatLocale();
  const go = useGo();
  const { user } = useCompany();
  const logging = useLogActivity();
  const steps = useDealSteps();
  const owned = useOwnerField();
  const idling: FilterField = { kind: 'flag', id: 'idle', label: t('deal.idle'), on: 'yes' };
  const handing: FilterField = { kind: 'flag', id: 'handover', label: t('deal.handover_open'), on: 'yes' };
  const waiting: FilterField = {
    kind: 'choice',
    id: 'waits',
    label: t('deal.handover_waits'),
    options: waits.map((id) => ({ id, text: t(`deal.handover_waits.${id}`) })),
  };
  const filters = useFilters([
    // A tab that says whose the deals are, or that they are closed, leaves no choice of it.
    ...(address.tab === 'mine' ? [] : [owned]),
    ...(isClosed(address.tab) ? [] : [idling]),
    ...(address.tab === 'won' ? [handing, waiting] : []),
    ...useBranchFilter(),
    useUnbilledField('filter.unbilled'),
    {
      kind: 'link',
      takes: { month: isMonth, currency: (currency) => /^[A-Z]{3}$/.test(currency) },
      label: t('deal.close'),
      text: ({ month, currency }) =>
        [month === 'none' ? t('forecast.no_month') : month && formatMonth(month, format), currency]
          .filter(Boolean)
          .join(', '),
    },
  ]);
  const { owner, branch, idle, handover, waits: side, unbilled, month, currency } = filters.values;
  const list = useList({
    grid: 'deals',
    list: 'deal.list',
    summary: 'deal.summary',
    filter: {
      ...filterOf(address.tab, pipeline?.id, user.id),
      ...(owner ? { owner_id: owner } : {}),
      branch_id: branch,
      month: month === 'none' ? '' : month,
      currency,
      unbilled,
      without_next: idle === undefined ? undefined : true,
      handover_open: handover === undefined ? undefined : true,
      handover_waits: waits.find((one) => one === side),
    },
    sort: { column: 'since', descending: true },
    columns: useDealColumns(),
    also: ['pipeline', 'activity', 'customer', 'billing_plan', 'document', 'handover'],
  });
  const open = (row: DealRow) => go(`/deals/${row.id}`);
  return (
    <>
      <div className="toolbar list-chips">
        {filters.button}
        {filters.chips}
        <span className="push-end">{list.columns.chooser}</span>
      </div>
      <ListGrid
        list={list}
        label={t('nav.deals')}
        clear={filters.clear}
        none={{ match: 'deal.none_match', here: 'deal.none_here' }}
        rowId={(row) => row.id}
        onOpen={open}
        onPeek={(row) => pane.onPeek(row.id === peeked ? null : row)}
        peeked={peeked}
        stepRef={pane.stepRef}
        rowActions={(row) => [
          { id: 'open', title: t('action.open'), icon: 'arrow-right', keys: 'enter', run: () => open(row) },
          ...logging.action(row.id, row.title),
          ...steps.of(row),
          ...actions.of(row),
        ]}
        countText={(total) => t('deal.count', { count: total })}
        sums={[
          { label: t('deal.amount'), values: list.summary?.sums },
          { label: t('plan.to_invoice'), values: list.summary?.to_invoice },
        ]}
      />
      {logging.dialog}
      {steps.dialog}
    </>
  );
}
