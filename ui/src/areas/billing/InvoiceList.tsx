/** All invoices and credit notes: states as tabs, what is late in the header, money recorded where the row stands. */
import { useCallback, useMemo, useRef, useState } from 'react';
import { useCompany, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useGo } from '@/app/router';
import { savePapers } from '@/areas/files/papers';
import { Badge, Button, Hint, Icon, type MenuAction } from '@/design';
import {
  dayColumn,
  type GridColumn,
  ListPage,
  textColumn,
  useFilters,
  usePeek,
  useTabbedList,
} from '@/design/DataGrid';
import { isNothing } from '@/design/format';
import type { InvoiceRow, InvoiceTab } from '@/host/generated';
import { notifyError } from '@/host/undo';
import { useOwnerField } from '../crm/owners';
import { useLogActivity } from '../sales/useLogActivity';
import { Ageing } from './Ageing';
import { useBranchColumn, useBranchFilter } from './BranchField';
import { InvoicePeek } from './PaperPeek';
import { type PayableInvoice, RecordPayment } from './RecordPayment';
import { useCopy } from './useDrafts';
import { useMarkSent } from './useMarkSent';
import { invoiceTabs } from './words';

const tabs: readonly (InvoiceTab | 'all')[] = [...invoiceTabs, 'all'];

function useInvoiceColumns(mayPay: (row: InvoiceRow) => boolean): GridColumn<InvoiceRow>[] {
  const t = useT();
  const { today } = useCompany();
  const branch = useBranchColumn<InvoiceRow>(true);
  return useMemo(
    () => [
      {
        id: 'number',
        title: t('invoice.number'),
        width: '124px',
        sort: 'number',
        fixed: true,
        cell: (row) =>
          row.number ? (
            <bdi className="id">{row.number}</bdi>
          ) : (
            <span className="text-text-3">{t('invoice.no_number')}</span>
          ),
      },
      textColumn(
        {
          id: 'customer',
          title: t('kind.customer'),
          width: 'minmax(176px, 2fr)',
          sort: 'customer',
          rank: 1,
        },
        (row) => row.customer,
      ),
      textColumn(
        { id: 'subject', title: t('document.subject'), width: 'minmax(120px, 1fr)', rank: 3 },
        (row) => row.subject,
      ),
      dayColumn(
        { id: 'date', title: t('document.date'), width: '92px', sort: 'date', rank: 2 },
        (row) => row.date,
        today,
      ),
      dayColumn(
        { id: 'due', title: t('invoice.due'), width: '92px', sort: 'due' },
        (row) => row.due_date,
        today,
      ),
      ...branch,
      {
        id: 'state',
        title: t('document.state'),
        width: '140px',
        cell: (row) => <Badge value={row.badge} />,
      },
      {
        id: 'acts',
        title: t('action.more'),
        quiet: true,
        width: '40px',
        fixed: true,
        cell: (row) =>
          mayPay(row) ? (
            <span className="row-acts">
              <span data-act="pay" data-pays={row.id} title={t('payment.record')}>
                <Icon name="wallet" />
              </span>
            </span>
          ) : null,
      },
      {
        id: 'total',
        title: t('totals.total'),
        width: '108px',
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
    ],
    [t, today, mayPay, branch],
  );
}

const isPayable = (row: InvoiceRow) =>
  row.kind === 'invoice' && row.number !== '' && !isNothing(row.open.amount);

/** What is void goes to nobody. */
const isSendable = (row: InvoiceRow) => row.number !== '' && row.state !== 'void';

/** What a payment stands beside: the row of its invoice, or the head of the list while that row is not drawn. */
const besideOf = ({ id }: InvoiceRow): Element | null =>
  document.querySelector(`[data-pays="${id}"]`)?.closest('[role="gridcell"]') ??
  document.querySelector('.grid-head > :last-child');

export default function InvoiceList() {
  const t = useT();
  const go = useGo();
  const may = useMay();
  const { company } = useCompany();
  const [paying, setPaying] = useState<PayableInvoice | null>(null);
  const anchor = useRef<Element | null>(null);
  const copy = useCopy('invoice');
  const markSent = useMarkSent();
  const logging = useLogActivity();
  const mayPay = useCallback(
    (row: InvoiceRow) => isPayable(row) && may('payment.write', row.owner_id),
    [may],
  );
  const mayWrite = (row: InvoiceRow) => may('invoice.write', row.owner_id);
  const mayMark = (row: InvoiceRow) => isSendable(row) && mayWrite(row);
  const filters = useFilters([
    { kind: 'period', label: t('document.date') },
    useOwnerField(),
    ...useBranchFilter(),
  ]);
  const { from, to, owner, branch } = filters.values;
  const list = useTabbedList({
    grid: 'invoices',
    list: 'invoice.list',
    summary: 'invoice.summary',
    tabs,
    start: 'open',
    filter: (tab) => ({ tab: tab === 'all' ? undefined : tab, from, to, owner_id: owner, branch_id: branch }),
    sort: { column: 'due', descending: false },
    columns: useInvoiceColumns(mayPay),
    also: ['document', 'payment', 'customer'],
  });
  const { summary } = list;
  const open = (row: InvoiceRow) => go(`/invoices/${row.id}`);
  const peek = usePeek(open);

  const pay = (row: InvoiceRow) => {
    anchor.current = besideOf(row);
    setPaying(row);
  };
  const rowActions = (row: InvoiceRow): MenuAction[] => [
    { id: 'open', title: t('action.open'), icon: 'arrow-right', keys: 'enter', run: () => open(row) },
    ...logging.action(row.id, row.number || row.customer),
    ...(mayPay(row)
      ? [{ id: 'pay', title: t('payment.record'), icon: 'wallet', keys: 'p', run: () => pay(row) }]
      : []),
    ...(mayWrite(row) && row.kind === 'invoice' ? [copy(row.id)] : []),
    ...(mayMark(row)
      ? [
          {
            id: 'sent',
            title: t('invoice.mark_sent'),
            icon: 'send',
            run: () => void markSent([row.id]).catch(notifyError),
          },
        ]
      : []),
  ];
  const count = (tab: InvoiceTab | 'all') => summary?.tabs.find((one) => (one.tab ?? 'all') === tab)?.count;
  // Tabs of rare states show themselves once there is something under them.
  const tabsShown = tabs.filter(
    (tab) => (tab !== 'void' && tab !== 'credit_note') || (count(tab) ?? 0) > 0 || tab === list.tab,
  );
  return (
    <>
      <ListPage
        list={list}
        filters={filters}
        title={t('nav.invoices')}
        searchLabel={t('invoice.search')}
        tabs={tabsShown.map((id) => ({ id, title: t(`invoice.tab.${id}`), count: count(id) }))}
        create={
          may('invoice.write')
            ? { title: t('invoice.new'), keys: 'c i', run: () => go('/invoices/new') }
            : undefined
        }
        none={{
          match: 'invoice.none_match',
          here: list.tab === 'all' ? 'invoice.none' : 'invoice.none_here',
        }}
        above={
          summary && (list.tab === 'open' || list.tab === 'overdue') ? (
            <Ageing buckets={summary.ageing} currency={company.home_currency} />
          ) : null
        }
        rowId={(row) => row.id}
        onOpen={open}
        {...peek.grid}
        rowActions={rowActions}
        selectionActions={(rows, clear) => {
          const issued = rows.filter((row) => row.number !== '').map((row) => row.id);
          const sendable = rows.filter(mayMark).map((row) => row.id);
          return (
            <>
              <Button
                size="sm"
                icon="file-text"
                isDisabled={issued.length === 0}
                onPress={() => void savePapers(issued).then(clear)}
              >
                {t('document.save_pdfs')}
              </Button>
              {may('invoice.write') ? (
                <Hint text={t('invoice.mark_sent_hint')}>
                  <Button
                    size="sm"
                    icon="send"
                    isDisabled={sendable.length === 0}
                    onPress={() => void markSent(sendable).then((isDone) => isDone && clear(), notifyError)}
                  >
                    {t('invoice.mark_sent')}
                  </Button>
                </Hint>
              ) : null}
            </>
          );
        }}
        countText={(total) => t('invoice.count', { count: total })}
        sums={[
          { label: t('totals.total'), values: summary?.totals },
          { label: t('invoice.outstanding'), values: list.tab === 'draft' ? undefined : summary?.open },
        ]}
      />
      {peek.row ? (
        <InvoicePeek {...peek.pane} id={peek.row.id} actions={(row) => rowActions(row).slice(1)} />
      ) : null}
      {logging.dialog}
      {paying ? <RecordPayment invoice={paying} anchor={anchor} onClose={() => setPaying(null)} /> : null}
    </>
  );
}
