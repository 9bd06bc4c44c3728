/** Money that came in: what it settled, what is left of it as credit, what was reversed. */
import { useMemo, useState } from 'react';
import { useCompany, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useAddress, useGo } from '@/app/router';
import { Badge, type MenuAction } from '@/design';
import {
  dayColumn,
  type GridColumn,
  ListPage,
  textColumn,
  textOf,
  useFilters,
  usePeek,
  useTabbedList,
} from '@/design/DataGrid';
import { isNothing } from '@/design/format';
import type { PaymentRow } from '@/host/generated';
import { useOwnerField } from '../crm/owners';
import { useBranchColumn, useBranchFilter } from './BranchField';
import { PaymentPeek } from './PaperPeek';
import { PaymentSheet } from './PaymentSheet';
import { ReasonDialog } from './ReasonDialog';
import { RefundDialog } from './RefundDialog';
import { useReceivingCountries } from './receiver';
import { useApplyCredit } from './useCredit';
import { methodOptions } from './words';

const tabs = ['all', 'received', 'credit'] as const;

/** The record sheet is open; perhaps for a customer. */
const readRecord = (raw: Record<string, unknown>) => ({ record: textOf(raw.record) });

function usePaymentColumns(): GridColumn<PaymentRow>[] {
  const t = useT();
  const { today } = useCompany();
  const branch = useBranchColumn<PaymentRow>(true);
  return useMemo(
    () => [
      {
        id: 'number',
        title: t('payment.receipt'),
        width: '124px',
        sort: 'number',
        fixed: true,
        cell: (row) => <bdi className="id">{row.number}</bdi>,
      },
      textColumn(
        {
          id: 'customer',
          title: t('kind.customer'),
          width: 'minmax(184px, 2fr)',
          sort: 'customer',
          rank: 1,
        },
        (row) => row.customer,
      ),
      dayColumn({ id: 'date', title: t('payment.date'), sort: 'date', rank: 2 }, (row) => row.date, today),
      {
        id: 'method',
        title: t('payment.method'),
        width: '104px',
        rank: 2,
        cell: (row) => t(`payment.method.${row.method as 'bank'}`),
      },
      {
        id: 'reference',
        title: t('payment.reference'),
        width: 'minmax(112px, 0.6fr)',
        rank: 2,
        cell: (row) => (
          <span className="cut" title={row.reference}>
            <bdi className="id">{row.reference}</bdi>
          </span>
        ),
      },
      ...branch,
      {
        id: 'state',
        title: t('document.state'),
        width: '112px',
        cell: (row) => <Badge value={row.badge} />,
      },
      {
        id: 'credit',
        title: t('payment.credit_left'),
        width: '104px',
        rank: 2,
        money: (row) => (isNothing(row.credit.amount) ? null : row.credit),
      },
      {
        id: 'amount',
        title: t('payment.amount'),
        width: '108px',
        sort: 'amount',
        rank: 1,
        money: (row) => row.amount,
      },
    ],
    [t, today, branch],
  );
}

type Doing = { what: 'reverse' | 'refund'; row: PaymentRow } | null;

export default function PaymentList() {
  const t = useT();
  const go = useGo();
  const may = useMay();
  const [{ record }, setAddress] = useAddress(readRecord);
  const [doing, setDoing] = useState<Doing>(null);
  const peek = usePeek((row: PaymentRow) => go(`/payments/${row.id}`));
  const apply = useApplyCredit();
  const countries = useReceivingCountries();
  const filters = useFilters([
    { kind: 'period', label: t('document.date') },
    {
      kind: 'choice',
      id: 'method',
      label: t('payment.method'),
      options: countries && methodOptions(t, ...countries),
    },
    useOwnerField(),
    ...useBranchFilter(),
  ]);
  const { from, to, method, owner, branch } = filters.values;
  const list = useTabbedList({
    grid: 'payments',
    list: 'payment.list',
    summary: 'payment.summary',
    tabs,
    start: 'all',
    filter: (tab) => ({
      live: tab === 'received' || undefined,
      with_credit: tab === 'credit' || undefined,
      from,
      to,
      method,
      owner_id: owner,
      branch_id: branch,
    }),
    sort: { column: 'date', descending: true },
    columns: usePaymentColumns(),
    also: ['document', 'customer'],
  });
  const mayWrite = may('payment.write');

  const actionsOf = (row: PaymentRow): MenuAction[] => {
    const free = !isNothing(row.credit.amount);
    if (row.reversed || !may('payment.write', row.owner_id)) return [];
    return [
      ...(free
        ? [
            {
              id: 'apply',
              title: t('payment.apply_credit'),
              icon: 'check-circle',
              run: () => apply(row.id),
            },
            {
              id: 'refund',
              title: t('payment.refund'),
              icon: 'banknote',
              run: () => setDoing({ what: 'refund', row }),
            },
          ]
        : []),
      {
        id: 'reverse',
        title: t('payment.reverse'),
        icon: 'undo',
        danger: true,
        run: () => setDoing({ what: 'reverse', row }),
      },
    ];
  };

  return (
    <>
      <ListPage
        list={list}
        filters={filters}
        title={t('nav.payments')}
        searchLabel={t('payment.search')}
        tabs={tabs.map((id) => ({ id, title: t(`payment.tab.${id}`) }))}
        create={
          mayWrite
            ? { title: t('payment.record'), keys: 'c p', run: () => setAddress({ record: 'new' }) }
            : undefined
        }
        none={{ match: 'payment.none_match', here: 'payment.none' }}
        rowId={(row) => row.id}
        onOpen={(row) => go(`/payments/${row.id}`)}
        {...peek.grid}
        rowActions={actionsOf}
        countText={(total) => t('payment.count', { count: total })}
        sums={[
          { label: t('payment.received'), values: list.summary?.amounts },
          { label: t('payment.refunded'), values: list.summary?.refunded },
        ]}
      />
      {peek.row ? <PaymentPeek {...peek.pane} row={peek.row} actions={actionsOf} /> : null}
      {record !== undefined && mayWrite ? (
        <PaymentSheet
          key={record}
          customerId={record === 'new' ? '' : record}
          onClose={() => setAddress({ record: undefined })}
        />
      ) : null}
      {doing?.what === 'reverse' ? (
        <ReasonDialog
          title={t('payment.reverse_title', { number: doing.row.number })}
          text={t('payment.reverse_text')}
          action={t('payment.reverse')}
          danger
          command="payment.reverse"
          request={(reason) => ({ id: doing.row.id, reason })}
          onClose={() => setDoing(null)}
          onDone={peek.close}
        />
      ) : null}
      {doing?.what === 'refund' ? <RefundDialog row={doing.row} onClose={() => setDoing(null)} /> : null}
    </>
  );
}
