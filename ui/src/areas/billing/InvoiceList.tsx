/** All invoices and credit notes: states as tabs, what is late in the header, money recorded where the row stands. */
import { useMemo, useRef, useState } from 'react';
import { useCompany, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKeys } from '@/app/keys';
import { useAddress, useGo } from '@/app/router';
import {
  Badge,
  Button,
  EmptyState,
  Hint,
  Icon,
  type MenuAction,
  SearchField,
  StateTabs,
  When,
} from '@/design';
import { DataGrid, type GridColumn, type Sort, useColumns, useListSource } from '@/design/DataGrid';
import type { InvoiceRow, InvoiceSummary, InvoiceTab, Money as MoneyValue } from '@/host/generated';
import { useLogActivity } from '../sales/useLogActivity';
import { Ageing } from './Ageing';
import { type PayableInvoice, RecordPayment } from './RecordPayment';
import { useInvoiceActions } from './useInvoiceActions';
import { invoiceTabs } from './words';

type Tab = InvoiceTab | 'all';

interface Address {
  tab: Tab;
  search?: string;
  sort?: string;
  down?: boolean;
}

const tabs: readonly Tab[] = [...invoiceTabs, 'all'];
const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

const readAddress = (raw: Record<string, unknown>): Address => ({
  tab: tabs.find((tab) => tab === raw.tab) ?? 'open',
  search: text(raw.search),
  sort: text(raw.sort),
  down: raw.down === true || undefined,
});

function useInvoiceColumns(mayPay: boolean): GridColumn<InvoiceRow>[] {
  const t = useT();
  const { today } = useCompany();
  return useMemo(
    () => [
      {
        id: 'number',
        title: t('invoice.number'),
        width: '148px',
        sort: 'number',
        fixed: true,
        cell: (row) =>
          row.number ? (
            <bdi className="id">{row.number}</bdi>
          ) : (
            <span className="text-text-3">{t('invoice.no_number')}</span>
          ),
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
        id: 'subject',
        title: t('document.subject'),
        width: 'minmax(96px, 1fr)',
        rank: 2,
        cell: (row) => (
          <span className="cut" dir="auto" title={row.subject}>
            {row.subject}
          </span>
        ),
      },
      {
        id: 'date',
        title: t('document.date'),
        width: '92px',
        sort: 'date',
        rank: 2,
        cell: (row) => <When day={row.date} style="short" today={today} />,
      },
      {
        id: 'due',
        title: t('invoice.due'),
        width: '92px',
        sort: 'due',
        cell: (row) => <When day={row.due_date} style="short" today={today} />,
      },
      {
        id: 'state',
        title: t('document.state'),
        width: '148px',
        cell: (row) => <Badge value={row.badge} />,
      },
      {
        id: 'total',
        title: t('totals.total'),
        width: '116px',
        sort: 'total',
        rank: 2,
        money: (row) => row.total,
      },
      {
        id: 'open',
        title: t('invoice.outstanding'),
        width: '124px',
        sort: 'open',
        rank: 1,
        money: (row) => (row.number === '' ? null : row.open),
      },
      {
        id: 'acts',
        title: t('action.more'),
        quiet: true,
        width: '40px',
        fixed: true,
        cell: (row) =>
          mayPay && isPayable(row) ? (
            <span className="row-acts">
              <span data-act="pay" title={t('payment.record')}>
                <Icon name="wallet" />
              </span>
            </span>
          ) : null,
      },
    ],
    [t, today, mayPay],
  );
}

const nothing = /^0*(\.0*)?$/;
const isPayable = (row: InvoiceRow) =>
  row.kind === 'invoice' && row.number !== '' && !nothing.test(row.open.amount);

const sumsOf = (id: string, label: string, amounts: readonly MoneyValue[]) =>
  amounts.map((value) => ({ id: `${id}-${value.currency}`, label, value }));

export default function InvoiceList() {
  const t = useT();
  const go = useGo();
  const may = useMay();
  const { company } = useCompany();
  const [address, setAddress] = useAddress(readAddress);
  const [paying, setPaying] = useState<PayableInvoice | null>(null);
  const anchor = useRef<Element | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const actions = useInvoiceActions();
  const logging = useLogActivity();
  const sort: Sort = { column: address.sort ?? 'due', descending: address.down ?? false };
  const query = useMemo(
    () => ({
      filter: { tab: address.tab === 'all' ? undefined : address.tab },
      search: address.search,
      sort: { column: address.sort ?? 'due', descending: address.down ?? false },
    }),
    [address],
  );
  const source = useListSource({
    list: 'invoice.list',
    summary: 'invoice.summary',
    query,
    also: ['document', 'issued_document', 'payment', 'credit_note', 'customer'],
  });
  const summary = source.summary as InvoiceSummary | undefined;
  const mayPay = may('payment.write');
  const columns = useColumns('invoices', useInvoiceColumns(mayPay));
  const sortTitle = columns.visible.find((column) => column.sort === sort.column)?.title ?? '';
  const open = (row: InvoiceRow) => go(`/invoices/${row.id}`);
  useKeys([{ keys: '/', run: () => field.current?.focus() }]);

  const pay = (row: InvoiceRow) => {
    anchor.current = document.querySelector('.grid-row[data-current] > :nth-last-child(3)');
    setPaying({ id: row.id, number: row.number, customer_id: row.customer_id, open: row.open });
  };
  const rowActions = (row: InvoiceRow): MenuAction[] => [
    { id: 'open', title: t('action.open'), icon: 'arrow-right', keys: 'enter', run: () => open(row) },
    ...logging.action(row.id, row.number || row.customer),
    ...(mayPay && isPayable(row)
      ? [{ id: 'pay', title: t('payment.record'), icon: 'wallet', keys: 'p', run: () => pay(row) }]
      : []),
    ...(may('invoice.write') && row.kind === 'invoice'
      ? [{ id: 'copy', title: t('document.copy'), icon: 'file-plus', run: () => void actions.copy(row.id) }]
      : []),
    ...(may('invoice.write') && row.number !== ''
      ? [
          {
            id: 'sent',
            title: t('invoice.mark_sent'),
            icon: 'send',
            run: () => void actions.markSent([row.id]),
          },
        ]
      : []),
  ];
  const count = (tab: Tab) => summary?.tabs.find((one) => (one.tab ?? 'all') === tab)?.count;
  const tabsShown = tabs.filter((tab) =>
    tab !== 'void' && tab !== 'credit_note' ? true : (count(tab) ?? 0) > 0 || tab === address.tab,
  );

  return (
    <div className="page">
      <header className="head">
        <h1 className="title-xl">{t('nav.invoices')}</h1>
        <div className="acts">
          <SearchField
            label={t('invoice.search')}
            inputRef={field}
            value={address.search ?? ''}
            onChange={(search) => setAddress({ search })}
          />
          {columns.chooser}
          {may('invoice.write') ? (
            <Button kind="primary" keys="c i" onPress={() => go('/invoices/new')}>
              {t('invoice.new')}
            </Button>
          ) : null}
        </div>
      </header>
      <StateTabs
        tabs={tabsShown.map((id) => ({ id, title: t(`invoice.tab.${id}`), count: count(id) }))}
        value={address.tab}
        onChange={(tab) => setAddress({ tab })}
      />
      {summary && (address.tab === 'open' || address.tab === 'overdue') ? (
        <Ageing buckets={summary.ageing} currency={company.home_currency} />
      ) : null}
      <DataGrid
        key={address.tab}
        label={t('nav.invoices')}
        columns={columns.visible}
        source={source}
        rowId={(row) => row.id}
        currency={company.home_currency}
        sort={sort}
        onSort={(next) => setAddress({ sort: next.column, down: next.descending || undefined })}
        onOpen={open}
        rowActions={rowActions}
        selectionActions={
          may('invoice.write')
            ? (rows, clear) => (
                <Hint text={t('invoice.mark_sent_hint')}>
                  <Button
                    size="sm"
                    icon="send"
                    onPress={() =>
                      void actions
                        .markSent(rows.filter((row) => row.number !== '').map((row) => row.id))
                        .then(clear)
                    }
                  >
                    {t('invoice.mark_sent')}
                  </Button>
                </Hint>
              )
            : undefined
        }
        countText={(total) => t('invoice.count', { count: total })}
        sortText={t(sort.descending ? 'grid.sorted_down' : 'grid.sorted', { column: sortTitle })}
        sums={
          summary
            ? [
                ...sumsOf('total', t('totals.total'), summary.totals),
                ...(address.tab === 'draft' ? [] : sumsOf('open', t('invoice.outstanding'), summary.open)),
              ]
            : undefined
        }
        empty={
          address.search ? (
            <EmptyState
              text={t('invoice.none_match')}
              action={<Button onPress={() => setAddress({ search: undefined })}>{t('search.clear')}</Button>}
            />
          ) : (
            <EmptyState
              text={address.tab === 'all' ? t('invoice.none') : t('invoice.none_here')}
              action={
                may('invoice.write') ? (
                  <Button icon="plus" onPress={() => go('/invoices/new')}>
                    {t('invoice.new')}
                  </Button>
                ) : null
              }
            />
          )
        }
      />
      {logging.dialog}
      {paying ? <RecordPayment invoice={paying} anchor={anchor} onClose={() => setPaying(null)} /> : null}
    </div>
  );
}
