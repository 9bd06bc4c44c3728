/** Projects by how they stand; what was promised first comes first. */
import { useMemo } from 'react';
import { useCompany, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useAddress, useGo } from '@/app/router';
import { Badge, Segments } from '@/design';
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
import { dayTyped } from '@/design/DateField';
import type { ProjectFilter, ProjectRow } from '@/host/generated';
import { useChange } from '@/host/queries';
import { useOwnerField, useOwners } from '../crm/owners';
import { useLogActivity } from '../sales/useLogActivity';
import { NewProject } from './NewProject';
import { ProjectBoard } from './ProjectBoard';
import { ProjectCalendar } from './ProjectCalendar';
import { HealthLine, TaskProgress } from './ProjectMarks';
import { ProjectPeek } from './ProjectPeek';
import { ProjectPlan } from './ProjectPlan';
import './projects.css';
import { useProjectActions } from './useProjectActions';
import { projectTags } from './words';

const tabs = ['open', 'planned', 'in_progress', 'on_hold', 'late', 'at_risk', 'done'] as const;
type Tab = (typeof tabs)[number];

const views = ['table', 'board', 'timeline', 'calendar'] as const;
const viewIcon = { table: 'table', board: 'kanban', timeline: 'chart-gantt', calendar: 'calendar' } as const;
const viewTitle = {
  table: 'task.view.table',
  board: 'project.board',
  timeline: 'project.timeline',
  calendar: 'project.calendar',
} as const;

interface Address {
  /** The dialog for a new one is open. */
  add?: string;
  view: (typeof views)[number];
}

const readAddress = (raw: Record<string, unknown>): Address => ({
  add: textOf(raw.add),
  view: views.find((view) => view === raw.view) ?? 'table',
});

const filterOf = (tab: Tab): ProjectFilter => {
  if (tab === 'open') return { open: true };
  if (tab === 'late') return { late: true };
  if (tab === 'at_risk') return { at_risk: true };
  return { status: tab };
};

function useColumns(): GridColumn<ProjectRow>[] {
  const t = useT();
  const { today } = useCompany();
  const may = useMay();
  const change = useChange('project.update');
  const isAlone = useOwners().length < 2;
  return useMemo(() => {
    const able = (row: ProjectRow) => row.status !== 'done' && may('project.write', row.owner_id);
    return [
      {
        id: 'name',
        title: t('kind.project'),
        width: 'minmax(240px, 2fr)',
        sort: 'name',
        fixed: true,
        edit: { able, value: (row) => row.name, save: (row, name) => change(row, { name }) },
        cell: (row) => (
          <span className="row">
            <bdi className="id">{row.code}</bdi>
            <span className="cut font-medium" dir="auto">
              {row.name}
            </span>
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
      { id: 'state', title: t('document.state'), width: '112px', cell: (row) => <Badge value={row.badge} /> },
      {
        id: 'health',
        title: t('project.health'),
        width: 'minmax(220px, 1.6fr)',
        rank: 1,
        cell: (row) => <HealthLine value={row.health} />,
      },
      {
        id: 'tasks',
        title: t('nav.tasks'),
        width: '96px',
        rank: 2,
        cell: (row) => <TaskProgress done={row.tasks_done} all={row.tasks} />,
      },
      textColumn(
        { id: 'lead', title: t('project.lead'), width: '132px', rank: 2, off: isAlone },
        (row) => row.owner,
      ),
      dayColumn(
        { id: 'start', title: t('project.start'), rank: 2, off: true },
        (row) => row.start_date,
        today,
      ),
      {
        ...dayColumn<ProjectRow>(
          { id: 'end', title: t('project.end'), width: '116px', sort: 'end', rank: 1 },
          (row) => row.end_date ?? undefined,
          today,
        ),
        edit: {
          able,
          value: (row) => row.end_date ?? '',
          save: async (row, typed) => change(row, { end_date: await dayTyped(typed) }),
        },
      },
    ];
  }, [t, today, may, change, isAlone]);
}

export default function ProjectList() {
  const t = useT();
  const go = useGo();
  const mayWrite = useMay()('project.write');
  const [{ add, view }, setAddress] = useAddress(readAddress);
  const actions = useProjectActions();
  const logging = useLogActivity();
  const filters = useFilters([useOwnerField()]);
  const list = useTabbedList({
    grid: 'projects',
    list: 'project.list',
    summary: 'project.summary',
    tabs,
    start: 'open',
    filter: (tab) => ({ ...filterOf(tab), owner_id: filters.values.owner }),
    sort: { column: 'end', descending: false },
    columns: useColumns(),
    also: projectTags,
  });
  const open = ({ id }: { id: string }) => go(`/projects/${id}`);
  const peek = usePeek(open);
  const peeked = {
    current: peek.grid.peeked,
    stepRef: peek.grid.stepRef,
    onPeek: (id: string | null) => {
      if (id === null) peek.close();
      else if (id !== peek.grid.peeked) peek.grid.onPeek({ id });
    },
  };
  const asked = { filter: { ...filterOf(list.tab), owner_id: filters.values.owner }, search: list.search };
  return (
    <>
      <ListPage
        list={list}
        filters={filters}
        title={t('nav.projects')}
        searchLabel={t('project.search')}
        tabs={tabs.map((id) => ({
          id,
          title: t(`project.tab.${id}`),
          count: id === list.tab ? list.summary?.count : undefined,
        }))}
        create={
          mayWrite
            ? { title: t('project.new'), keys: 'c j', run: () => setAddress({ add: 'new' }) }
            : undefined
        }
        more={[
          {
            id: 'beside',
            actions: [
              {
                id: 'capacity',
                title: t('capacity.title'),
                icon: 'users',
                run: () => go('/projects/capacity'),
              },
              {
                id: 'templates',
                title: t('template.title'),
                icon: 'shapes',
                run: () => go('/projects/templates'),
              },
            ],
          },
        ]}
        views={
          <Segments
            label={t('task.view')}
            segments={views.map((id) => ({ id, title: t(viewTitle[id]), icon: viewIcon[id] }))}
            value={view}
            onChange={(view) => setAddress({ view })}
          />
        }
        instead={
          view === 'board' ? (
            <ProjectBoard {...asked} {...peeked} actions={actions} onOpen={open} />
          ) : view === 'timeline' ? (
            <ProjectPlan {...asked} {...peeked} />
          ) : view === 'calendar' ? (
            <ProjectCalendar {...asked} onPeek={peeked.onPeek} />
          ) : undefined
        }
        none={{ match: 'project.none_match', here: 'project.none' }}
        rowId={(row) => row.id}
        onOpen={open}
        {...peek.grid}
        rowActions={(row) => [
          { id: 'open', title: t('action.open'), icon: 'arrow-right', keys: 'enter', run: () => open(row) },
          ...logging.action(row.id, row.name),
          ...actions.of(row),
        ]}
        countText={(total) =>
          list.summary && list.summary.tasks > 0
            ? t('project.count_tasks', {
                count: total,
                done: list.summary.tasks_done,
                all: list.summary.tasks,
              })
            : t('project.count', { count: total })
        }
      />
      {peek.row ? <ProjectPeek {...peek.pane} id={peek.row.id} actions={actions} /> : null}
      {add !== undefined && mayWrite ? (
        <NewProject onClose={() => setAddress({ add: undefined })} onMade={(id) => go(`/projects/${id}`)} />
      ) : null}
      {actions.dialogs}
      {logging.dialog}
    </>
  );
}
