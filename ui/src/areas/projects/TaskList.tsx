/** Tasks of everybody and of everything: one's own first, as rows or on the board. */
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { useCompany, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKeys } from '@/app/keys';
import { useAddress, useGo } from '@/app/router';
import { Badge, Button, durationText, durationTyped, PageHead, Segments, StateTabs } from '@/design';
import {
  type FilterField,
  type GridColumn,
  ListGrid,
  ListSearch,
  textColumn,
  textOf,
  useFilters,
  useList,
} from '@/design/DataGrid';
import { dayTyped } from '@/design/DateField';
import type { TaskFilter, TaskGrouping, TaskRow } from '@/host/generated';
import { useRead } from '@/host/queries';
import { useOwnerField, useOwners } from '../crm/owners';
import { NewTask } from './NewTask';
import './projects.css';
import { TaskBoardView } from './TaskBoardView';
import { TaskCalendar } from './TaskCalendar';
import { DueMark, PriorityMark, RepeatMark } from './TaskCard';
import { GroupChoice, OrderChoice } from './TaskGrouping';
import { TaskGroups } from './TaskGroups';
import { TaskPeek } from './TaskPeek';
import { useTaskActions } from './useTaskActions';
import { useTaskChange } from './useTaskChange';
import { priorities, taskTags } from './words';

const tabs = ['mine', 'open', 'late', 'nobody', 'done'] as const;
type Tab = (typeof tabs)[number];
const views = ['table', 'board', 'calendar'] as const;
const groupings = [
  'none',
  'due',
  'project',
  'customer',
  'owner',
  'status',
  'priority',
  'start',
  'estimate',
] as const;
const orders = ['due', 'start', 'priority', 'title', 'updated'] as const;
const viewIcon = { table: 'table', board: 'kanban', calendar: 'calendar' } as const;

interface Address {
  tab: Tab;
  view: (typeof views)[number];
  group: (typeof groupings)[number];
  order?: (typeof orders)[number];
  search?: string;
  add?: string;
}

const readAddress = (raw: Record<string, unknown>): Address => ({
  tab: tabs.find((tab) => tab === raw.tab) ?? 'mine',
  view: views.find((view) => view === raw.view) ?? 'table',
  group: groupings.find((group) => group === raw.group) ?? 'none',
  order: orders.find((order) => order === raw.order),
  search: textOf(raw.search),
  add: textOf(raw.add),
});

const filterOf = (tab: Tab, userId: string): Pick<TaskFilter, 'open' | 'owner_id' | 'late'> => {
  switch (tab) {
    case 'mine':
      return { open: true, owner_id: userId };
    case 'open':
      return { open: true };
    case 'late':
      return { late: true };
    case 'nobody':
      return { open: true, owner_id: '' };
    case 'done':
      return { open: false };
  }
};

function useColumns(change: ReturnType<typeof useTaskChange>['change']): GridColumn<TaskRow>[] {
  const t = useT();
  const may = useMay();
  const isAlone = useOwners().length < 2;
  return useMemo(() => {
    const able = (row: TaskRow) => row.status !== 'done' && may('task.write', row.owner_id);
    return [
      {
        id: 'title',
        title: t('kind.task'),
        width: 'minmax(200px, 1fr)',
        sort: 'title',
        fixed: true,
        edit: { able, value: (row) => row.title, save: (row, title) => change(row, { title }) },
        cell: (row) => (
          <span className="row">
            <span className="cut font-medium" dir="auto">
              {row.title}
            </span>
            <RepeatMark recurrence={row.recurrence} />
          </span>
        ),
      },
      textColumn(
        { id: 'project', title: t('kind.project'), width: 'minmax(160px, 1fr)', sort: 'project', rank: 1 },
        (row) => row.project,
      ),
      textColumn(
        { id: 'customer', title: t('kind.customer'), width: 'minmax(176px, 1fr)', sort: 'customer', rank: 3 },
        (row) => row.customer,
      ),
      {
        id: 'state',
        title: t('document.state'),
        width: '112px',
        sort: 'state',
        cell: (row) => <Badge value={row.badge} />,
      },
      {
        id: 'priority',
        title: t('task.priority'),
        width: '92px',
        sort: 'priority',
        rank: 1,
        cell: (row) => <PriorityMark priority={row.priority} />,
      },
      textColumn(
        { id: 'owner', title: t('task.owner'), width: '132px', sort: 'owner', rank: 2, off: isAlone },
        (row) => row.owner,
      ),
      {
        id: 'due',
        title: t('task.due'),
        width: '112px',
        sort: 'due',
        rank: 1,
        edit: {
          able,
          value: (row) => row.due_date ?? '',
          save: async (row, typed) => change(row, { due_date: await dayTyped(typed) }),
        },
        cell: (row) => <DueMark task={row} />,
      },
      {
        id: 'estimate',
        title: t('task.estimate'),
        width: '92px',
        sort: 'estimate',
        rank: 2,
        end: true,
        edit: {
          able,
          value: (row) => durationTyped(row.estimate_minutes),
          save: (row, estimate) => change(row, { estimate }),
        },
        cell: (row) => durationText(t, row.estimate_minutes),
      },
    ];
  }, [t, may, change, isAlone]);
}

export default function TaskList() {
  const t = useT();
  const go = useGo();
  const { user } = useCompany();
  const mayWrite = useMay()('task.write');
  const [address, setAddress] = useAddress(readAddress);
  const [peeked, setPeeked] = useState<TaskRow | null>(null);
  const step = useRef<((by: 1 | -1) => void) | null>(null);
  const actions = useTaskActions((id) => setPeeked((now) => (now?.id === id ? null : now)));
  const { tab, view } = address;
  useKeys([{ keys: 'c k', run: () => (mayWrite ? setAddress({ add: 'new' }) : false) }]);
  const open = ({ id }: TaskRow) => go(`/tasks/${id}`);
  const peek = {
    current: peeked?.id ?? null,
    stepRef: step,
    onPeek: (task: TaskRow | null) => setPeeked((now) => (now?.id === task?.id ? null : task)),
  };
  return (
    <>
      <div className="page">
        <PageHead title={t('nav.tasks')}>
          <ListSearch
            label={t('task.search')}
            value={address.search}
            onChange={(search) => setAddress({ search })}
          />
          <Segments
            label={t('task.view')}
            segments={views.map((id) => ({
              id,
              title: t(`task.view.${id}`),
              icon: viewIcon[id],
            }))}
            value={view}
            onChange={(view) => setAddress({ view })}
          />
          {mayWrite ? (
            <Button kind="primary" keys="c k" onPress={() => setAddress({ add: 'new' })}>
              {t('task.new')}
            </Button>
          ) : null}
        </PageHead>
        <Counted value={tab} onChange={(next) => setAddress({ tab: next })} />
        {view === 'board' ? (
          <TaskBoardView
            of={{ ...filterOf(tab, user.id), search: address.search }}
            actions={actions}
            {...peek}
            onOpen={open}
          />
        ) : view === 'calendar' ? (
          <TaskCalendar
            filter={filterOf(tab, user.id)}
            search={address.search}
            onOpen={peek.onPeek}
            onCreate={mayWrite ? (day) => setAddress({ add: day }) : undefined}
          />
        ) : (
          <TaskTable
            tab={tab}
            actions={actions}
            peeked={peek.current}
            stepRef={step}
            onPeek={peek.onPeek}
            create={mayWrite ? () => setAddress({ add: 'new' }) : undefined}
            choice={
              <GroupChoice
                groupings={groupings}
                value={address.group}
                onChange={(group) => setAddress({ group })}
              />
            }
            grouped={
              address.group === 'none'
                ? undefined
                : {
                    by: address.group,
                    search: address.search,
                    order: address.order ?? (tab === 'done' ? 'updated' : 'due'),
                    onOrder: (order) => setAddress({ order }),
                  }
            }
          />
        )}
      </div>
      {peeked ? (
        <TaskPeek
          id={peeked.id}
          actions={actions}
          onStep={(by) => step.current?.(by)}
          onOpen={() => open(peeked)}
          onClose={() => setPeeked(null)}
        />
      ) : null}
      {address.add !== undefined && mayWrite ? (
        <NewTask due={address.add} onClose={() => setAddress({ add: undefined })} />
      ) : null}
      {actions.dialogs}
    </>
  );
}

function Counted({ value, onChange }: { value: Tab; onChange: (tab: Tab) => void }) {
  const t = useT();
  const { user } = useCompany();
  const count = (tab: Tab) => ({ filter: filterOf(tab, user.id) });
  const mine = useRead('task.summary', count('mine')).data;
  const open = useRead('task.summary', count('open')).data;
  const counts: Partial<Record<Tab, number>> = { mine: mine?.count, open: open?.count, late: open?.late };
  return (
    <StateTabs
      tabs={tabs.map((id) => ({ id, title: t(`task.tab.${id}`), count: counts[id] }))}
      value={value}
      onChange={onChange}
    />
  );
}

interface TaskTableProps {
  tab: Tab;
  actions: ReturnType<typeof useTaskActions>;
  peeked: string | null;
  stepRef: React.RefObject<((by: 1 | -1) => void) | null>;
  onPeek: (task: TaskRow | null) => void;
  create: (() => void) | undefined;
  /** Where it is said what is grouped by. */
  choice: ReactNode;
  /** How they are grouped; a table when absent. */
  grouped:
    | {
        by: TaskGrouping;
        search: string | undefined;
        order: (typeof orders)[number];
        onOrder: (order: (typeof orders)[number]) => void;
      }
    | undefined;
}

function TaskTable({ tab, actions, peeked, stepRef, onPeek, create, choice, grouped }: TaskTableProps) {
  const t = useT();
  const go = useGo();
  const { user } = useCompany();
  const changing = useTaskChange();
  const owned = useOwnerField();
  const urgency: FilterField = {
    kind: 'choice',
    id: 'priority',
    label: t('task.priority'),
    options: priorities.map((id) => ({ id, text: t(`work.priority.${id}`) })),
  };
  const days: FilterField = { kind: 'period', label: t('task.due') };
  const filters = useFilters([...(tab === 'mine' || tab === 'nobody' ? [] : [owned]), urgency, days]);
  const { owner, priority, from, to } = filters.values;
  const filter: TaskFilter = {
    ...filterOf(tab, user.id),
    ...(owner ? { owner_id: owner } : {}),
    priority: priorities.find((one) => one === priority),
    from,
    to,
  };
  const list = useList({
    grid: 'tasks',
    list: 'task.list',
    summary: 'task.summary',
    filter,
    sort: tab === 'done' ? { column: 'updated', descending: true } : { column: 'due', descending: false },
    columns: useColumns(changing.change),
    also: taskTags,
  });
  const open = (row: TaskRow) => go(`/tasks/${row.id}`);
  return (
    <>
      <div className="toolbar list-chips">
        {filters.button}
        {filters.chips}
        {choice}
        {grouped ? <OrderChoice orders={orders} value={grouped.order} onChange={grouped.onOrder} /> : null}
        <span className="push-end">{grouped ? null : list.columns.chooser}</span>
      </div>
      {grouped ? (
        <div className="page-body">
          <TaskGroups
            by={grouped.by}
            named={grouped.by !== 'project'}
            filter={filter}
            search={grouped.search}
            sort={{ column: grouped.order, descending: grouped.order === 'updated' }}
            actions={actions}
            current={peeked}
            stepRef={stepRef}
            onOpen={(task) => (task.id === peeked ? open(task) : onPeek(task))}
          />
        </div>
      ) : (
        <ListGrid
          list={list}
          label={t('nav.tasks')}
          clear={filters.clear}
          create={create ? { title: t('task.new'), run: create } : undefined}
          none={{ match: 'task.none_match', here: 'task.none' }}
          rowId={(row) => row.id}
          onOpen={open}
          onPeek={onPeek}
          peeked={peeked}
          stepRef={stepRef}
          rowActions={(row) => [
            { id: 'open', title: t('action.open'), icon: 'arrow-right', keys: 'enter', run: () => open(row) },
            ...actions.of(row),
          ]}
          countText={(total) => {
            const minutes = durationText(t, list.summary?.open_minutes || null);
            return minutes
              ? t('task.count_effort', { count: total, effort: minutes })
              : t('task.count', { count: total });
          }}
        />
      )}
      {changing.dialog}
    </>
  );
}
