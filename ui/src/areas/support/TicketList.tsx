/** All tickets: whose clock runs out first stands first, and what is late or soon will be has a tab of its own. */
import { useMemo } from 'react';
import { useCompany, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useAddress, useGo } from '@/app/router';
import { Badge, type Option, When } from '@/design';
import {
  type GridColumn,
  ListPage,
  textColumn,
  textOf,
  useFilters,
  usePeek,
  useTabbedList,
} from '@/design/DataGrid';
import type { TicketFilter, TicketRow } from '@/host/generated';
import { useRead } from '@/host/queries';
import { useOwnerField, useOwners } from '../crm/owners';
import { useCategories } from './categories';
import { MacrosOfMany } from './MacrosOfMany';
import { NewTicket } from './NewTicket';
import { ClockBadge, PriorityBadge } from './TicketBadges';
import { TicketDrop } from './TicketDrop';
import { TicketPeek } from './TicketPeek';
import { useTicketActions } from './useTicketActions';
import { useTicking } from './useTicking';
import { priorities, priorityOptions } from './words';

const tabs = ['mine', 'unassigned', 'at_risk', 'breached', 'waiting', 'open', 'all'] as const;
type Tab = (typeof tabs)[number];

/** The sheet for a new ticket is open, for a customer that is known. */
const readAdd = (raw: Record<string, unknown>) => ({
  add: textOf(raw.add),
  customer: textOf(raw.customer),
});

/** The tags that tickets carry, and the one that a link chose, however that is written. */
function useTags(chosen: string | undefined): Option[] | undefined {
  const tags = useRead('ticket.tags', {}, { also: ['ticket'] }).data?.tags;
  return tags && [...new Set([...tags, ...(chosen ? [chosen] : [])])].map((tag) => ({ id: tag, text: tag }));
}

const readTag = (raw: Record<string, unknown>) => ({ tag: textOf(raw.tag) });

const filterOf = (tab: Tab, me: string): TicketFilter => {
  switch (tab) {
    case 'mine':
      return { open: true, owner_id: me };
    case 'unassigned':
      return { open: true, owner_id: '' };
    case 'at_risk':
    case 'breached':
      return { sla: tab };
    case 'waiting':
      return { status: 'waiting' };
    case 'open':
      return { open: true };
    case 'all':
      return {};
  }
};

function useTicketColumns(): GridColumn<TicketRow>[] {
  const t = useT();
  const isAlone = useOwners().length < 2;
  const categories = useCategories();
  return useMemo(
    () => [
      {
        id: 'code',
        title: t('ticket.code'),
        width: '88px',
        sort: 'code',
        rank: 2,
        cell: (row) => <bdi className="id">{row.code}</bdi>,
      },
      {
        id: 'subject',
        title: t('ticket.subject'),
        width: 'minmax(200px, 1.2fr)',
        sort: 'subject',
        fixed: true,
        cell: (row) => (
          <span className="cut font-medium" dir="auto">
            {row.subject}
          </span>
        ),
      },
      textColumn(
        {
          id: 'customer',
          title: t('kind.customer'),
          width: 'minmax(180px, 1.3fr)',
          sort: 'customer',
          rank: 1,
        },
        (row) => row.customer,
      ),
      textColumn(
        { id: 'contact', title: t('kind.contact'), width: 'minmax(112px, 0.7fr)', rank: 2, off: true },
        (row) => row.contact,
      ),
      {
        id: 'clock',
        title: t('ticket.clock'),
        width: '132px',
        sort: 'due',
        rank: 1,
        cell: (row) => <ClockBadge row={row} />,
      },
      {
        id: 'priority',
        title: t('ticket.priority'),
        width: '96px',
        sort: 'priority',
        rank: 2,
        cell: (row) => <PriorityBadge priority={row.priority} />,
      },
      {
        id: 'state',
        title: t('document.state'),
        width: '104px',
        rank: 2,
        cell: (row) => <Badge value={row.badge} />,
      },
      textColumn(
        { id: 'category', title: t('ticket.category'), width: '112px', rank: 3 },
        (row) => categories?.find(({ id }) => id === row.category_id)?.text ?? '',
      ),
      textColumn(
        { id: 'owner', title: t('ticket.owner'), width: '132px', rank: 2, off: isAlone },
        (row) => row.owner,
      ),
      {
        id: 'opened',
        title: t('ticket.opened'),
        width: '136px',
        sort: 'opened',
        rank: 2,
        cell: (row) => <When at={row.opened_ms} />,
      },
      {
        id: 'last',
        title: t('ticket.last'),
        width: '136px',
        sort: 'last',
        rank: 2,
        off: true,
        cell: (row) => <When at={row.last_ms} />,
      },
    ],
    [t, isAlone, categories],
  );
}

/** How many stand under each tab. */
function useCounts(me: string): (tab: Tab) => number | undefined {
  const open = useRead('ticket.summary', { filter: { open: true } }, { keep: true }).data;
  const mine = useRead('ticket.summary', { filter: filterOf('mine', me) }, { keep: true }).data;
  return (tab) => {
    if (tab === 'all') return undefined;
    return tab === 'mine' ? mine?.count : open?.[tab];
  };
}

export default function TicketList() {
  const t = useT();
  const go = useGo();
  const { user } = useCompany();
  const mayWrite = useMay()('ticket.write');
  const [{ add, customer }, setAddress] = useAddress(readAdd);
  useTicking();
  const actions = useTicketActions();
  const count = useCounts(user.id);
  const filters = useFilters([
    useOwnerField(),
    { kind: 'choice', id: 'category', label: t('ticket.category'), options: useCategories() },
    { kind: 'choice', id: 'priority', label: t('ticket.priority'), options: priorityOptions(t) },
    { kind: 'choice', id: 'tag', label: t('ticket.tag'), options: useTags(useAddress(readTag)[0].tag) },
  ]);
  const { owner, category, priority, tag } = filters.values;
  const list = useTabbedList({
    grid: 'tickets',
    list: 'ticket.list',
    summary: 'ticket.summary',
    tabs,
    start: 'mine',
    filter: (tab): TicketFilter => ({
      owner_id: owner,
      category_id: category,
      priority: priorities.find((one) => one === priority),
      tag,
      ...filterOf(tab, user.id),
    }),
    sort: { column: 'due', descending: false },
    columns: useTicketColumns(),
    also: ['customer', 'contact', 'user', 'working_time'],
  });
  const open = (row: TicketRow) => go(`/tickets/${row.id}`);
  const peek = usePeek(open);
  return (
    <>
      <TicketDrop>
        <ListPage
          list={list}
          filters={filters}
          title={t('nav.tickets')}
          searchLabel={t('ticket.search')}
          tabs={tabs.map((id) => ({ id, title: t(`ticket.tab.${id}`), count: count(id) }))}
          create={
            mayWrite
              ? { title: t('ticket.new'), keys: 'c t', run: () => setAddress({ add: 'new' }) }
              : undefined
          }
          none={{
            match: 'ticket.none_match',
            here: list.tab === 'all' ? 'ticket.none' : 'ticket.none_here',
          }}
          rowId={(row) => row.id}
          onOpen={open}
          {...peek.grid}
          rowActions={(row) => [
            { id: 'open', title: t('action.open'), icon: 'arrow-right', keys: 'enter', run: () => open(row) },
            ...actions.of(row),
          ]}
          selectionActions={
            mayWrite ? (rows, clear) => <MacrosOfMany tickets={rows} onDone={clear} /> : undefined
          }
          countText={(total) => t('ticket.count', { count: total })}
        />
      </TicketDrop>
      {peek.row ? <TicketPeek {...peek.pane} id={peek.row.id} actions={actions} /> : null}
      {add !== undefined && mayWrite ? (
        <NewTicket
          customerId={customer}
          onClose={() => setAddress({ add: undefined, customer: undefined })}
        />
      ) : null}
      {actions.dialogs}
    </>
  );
}
