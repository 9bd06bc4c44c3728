/** Money that came in: what it settled, what is left of it as credit, what was reversed. */
import { useMemo, useRef, useState } from 'react';
import { useCompany, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKeys } from '@/app/keys';
import { useAddress, useGo } from '@/app/router';
import { Badge, Button, EmptyState, type MenuAction, SearchField, When } from '@/design';
import { DataGrid, type GridColumn, type Sort, useColumns, useListSource } from '@/design/DataGrid';
import type { PaymentRow, PaymentSummary } from '@/host/generated';
import { useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
import { PaymentPeek } from './PaymentPeek';
import { PaymentSheet } from './PaymentSheet';
import { ReasonDialog } from './ReasonDialog';
import { RefundDialog } from './RefundDialog';
import { StateTabs } from './StateTabs';

interface Address {
  tab: 'all' | 'credit';
  search?: string;
  sort?: string;
  up?: boolean;
  /** The record sheet is open; perhaps for a customer. */
  record?: string;
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

const readAddress = (raw: Record<string, unknown>): Address => ({
  tab: raw.tab === 'credit' ? 'credit' : 'all',
  search: text(raw.search),
  sort: text(raw.sort),
  up: raw.up === true || undefined,
  record: text(raw.record),
});

function usePaymentColumns(): GridColumn<PaymentRow>[] {
  const t = useT();
  const { today } = useCompany();
  return useMemo(
    () => [
      {
        id: 'number',
        title: t('payment.receipt'),
        width: '156px',
        sort: 'number',
        fixed: true,
        cell: (row) => <bdi className="id">{row.number}</bdi>,
      },
      {
        id: 'customer',
        title: t('kind.customer'),
        width: 'minmax(160px, 1.4fr)',
        sort: 'customer',
        rank: 1,
        cell: (row) => (
          <span className="cut" dir="auto" title={row.customer}>
            {row.customer}
          </span>
        ),
      },
      {
        id: 'date',
        title: t('payment.date'),
        width: '96px',
        sort: 'date',
        rank: 2,
        cell: (row) => <When day={row.date} style="short" today={today} />,
      },
      {
        id: 'method',
        title: t('payment.method'),
        width: '124px',
        rank: 2,
        cell: (row) => t(`payment.method.${row.method as 'bank'}`),
      },
      {
        id: 'reference',
        title: t('payment.reference'),
        width: 'minmax(112px, 1fr)',
        rank: 2,
        cell: (row) => (
          <span className="cut" title={row.reference}>
            <bdi className="id">{row.reference}</bdi>
          </span>
        ),
      },
      {
        id: 'state',
        title: t('document.state'),
        width: '124px',
        cell: (row) => <Badge value={row.badge} />,
      },
      {
        id: 'credit',
        title: t('payment.credit_left'),
        width: '124px',
        rank: 2,
        money: (row) => (nothing.test(row.credit.amount) ? null : row.credit),
      },
      {
        id: 'amount',
        title: t('payment.amount'),
        width: '128px',
        sort: 'amount',
        rank: 1,
        money: (row) => row.amount,
      },
    ],
    [t, today],
  );
}

const nothing = /^-?0*(\.0*)?$/;

type Doing = { what: 'reverse' | 'refund'; row: PaymentRow } | null;

export default function PaymentList() {
  const t = useT();
  const go = useGo();
  const may = useMay();
  const { company } = useCompany();
  const [address, setAddress] = useAddress(readAddress);
  const [peeked, setPeeked] = useState<PaymentRow | null>(null);
  const [doing, setDoing] = useState<Doing>(null);
  const step = useRef<((by: 1 | -1) => void) | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const apply = useWrite('credit.apply');
  const sort: Sort = { column: address.sort ?? 'date', descending: !address.up };
  const query = useMemo(
    () => ({
      filter: { with_credit: address.tab === 'credit' || undefined },
      search: address.search,
      sort: { column: address.sort ?? 'date', descending: !address.up },
    }),
    [address.tab, address.search, address.sort, address.up],
  );
  const source = useListSource({
    list: 'payment.list',
    summary: 'payment.summary',
    query,
    also: ['credit', 'customer', 'invoice'],
  });
  const summary = source.summary as PaymentSummary | undefined;
  const columns = useColumns('payments', usePaymentColumns());
  const sortTitle = columns.visible.find((column) => column.sort === sort.column)?.title ?? '';
  const mayWrite = may('payment.write');
  useKeys([{ keys: '/', run: () => field.current?.focus() }]);

  const actionsOf = (row: PaymentRow): MenuAction[] => {
    const free = !nothing.test(row.credit.amount);
    if (!mayWrite) return [];
    return [
      ...(free
        ? [
            {
              id: 'apply',
              title: t('payment.apply_credit'),
              icon: 'check-circle',
              run: () => apply.mutate({ source_id: row.id }, { onError: notifyError }),
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
      <div className="page">
        <header className="head">
          <h1 className="title-xl">{t('nav.payments')}</h1>
          <div className="acts">
            <SearchField
              label={t('payment.search')}
              inputRef={field}
              value={address.search ?? ''}
              onChange={(search) => setAddress({ search })}
            />
            {columns.chooser}
            {mayWrite ? (
              <Button kind="primary" keys="c p" onPress={() => setAddress({ record: 'new' })}>
                {t('payment.record')}
              </Button>
            ) : null}
          </div>
        </header>
        <StateTabs
          tabs={[
            { id: 'all', title: t('payment.tab.all') },
            { id: 'credit', title: t('payment.tab.credit') },
          ]}
          value={address.tab}
          onChange={(tab) => setAddress({ tab })}
        />
        <DataGrid
          key={address.tab}
          label={t('nav.payments')}
          columns={columns.visible}
          source={source}
          rowId={(row) => row.id}
          currency={company.home_currency}
          sort={sort}
          onSort={(next) => setAddress({ sort: next.column, up: next.descending ? undefined : true })}
          onOpen={(row) => setPeeked(row)}
          onPeek={(row) => setPeeked((before) => (before?.id === row.id ? null : row))}
          peeked={peeked?.id ?? null}
          stepRef={step}
          rowActions={actionsOf}
          countText={(total) => t('payment.count', { count: total })}
          sortText={t(sort.descending ? 'grid.sorted_down' : 'grid.sorted', { column: sortTitle })}
          sums={summary?.amounts.map((value) => ({
            id: value.currency,
            label: t('payment.received'),
            value,
          }))}
          empty={
            <EmptyState
              text={address.search ? t('payment.none_match') : t('payment.none')}
              action={
                mayWrite && !address.search ? (
                  <Button icon="plus" onPress={() => setAddress({ record: 'new' })}>
                    {t('payment.record')}
                  </Button>
                ) : null
              }
            />
          }
        />
      </div>
      {peeked ? (
        <PaymentPeek
          row={peeked}
          actions={actionsOf(peeked)}
          onStep={(by) => step.current?.(by)}
          onOpen={() => go(`/customers/${peeked.customer_id}`)}
          onClose={() => setPeeked(null)}
        />
      ) : null}
      {address.record !== undefined ? (
        <PaymentSheet
          customerId={address.record === 'new' ? '' : address.record}
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
          onDone={() => setPeeked(null)}
        />
      ) : null}
      {doing?.what === 'refund' ? <RefundDialog row={doing.row} onClose={() => setDoing(null)} /> : null}
    </>
  );
}
