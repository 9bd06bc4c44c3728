/** Projects by how they stand; what was promised first comes first. */
import { useMemo } from 'react';
import { useCompany, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { Link } from '@/app/Link';
import { useAddress, useGo } from '@/app/router';
import { Badge, Icon, useReadable } from '@/design';
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
import type { Badge as BadgeValue, ProjectRow } from '@/host/generated';
import { useChange } from '@/host/queries';
import { useOwnerField, useOwners } from '../crm/owners';
import { useLogActivity } from '../sales/useLogActivity';
import { NewProject } from './NewProject';
import { ProjectPeek } from './ProjectPeek';
import './projects.css';
import { useProjectActions } from './useProjectActions';
import { projectTags } from './words';

const tabs = ['open', 'planned', 'in_progress', 'on_hold', 'late', 'at_risk', 'done'] as const;
type Tab = (typeof tabs)[number];

/** The dialog for a new one is open. */
const readAdd = (raw: Record<string, unknown>) => ({ add: textOf(raw.add) });

const filterOf = (tab: Tab) => {
  if (tab === 'open') return { open: true };
  if (tab === 'late') return { late: true };
  if (tab === 'at_risk') return { at_risk: true };
  return { status: tab };
};

/** How it is getting on, with the icon that says so without colour. */
export function HealthLine({ value }: { value: BadgeValue }) {
  const t = useT();
  const readable = useReadable();
  const text = t.by(value.key, readable(value.params));
  return (
    <span className="health" data-tone={value.tone} title={text}>
      <Icon name={value.icon} size={14} />
      <span className="cut" dir="auto">
        {text}
      </span>
    </span>
  );
}

/** How many of its tasks are done, as a bar and in figures. */
export function TaskProgress({ done, all }: { done: number; all: number }) {
  const t = useT();
  if (all === 0) return <span className="text-text-3">–</span>;
  return (
    <span className="task-progress" title={t('project.done_of', { done, all })}>
      <span className="bar-track" aria-hidden="true">
        <span style={{ inlineSize: `${(100 * done) / all}%` }} />
      </span>
      <span className="tn">{t('project.of', { done, all })}</span>
    </span>
  );
}

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
        width: 'minmax(200px, 1.4fr)',
        sort: 'name',
        fixed: true,
        edit: { able, value: (row) => row.name, save: (row, name) => change(row, { name }) },
        cell: (row) => (
          <span className="row">
            <bdi className="id">{row.code}</bdi>
            <span className="cut font-medium" dir="auto" title={row.name}>
              {row.name}
            </span>
          </span>
        ),
      },
      textColumn(
        { id: 'customer', title: t('kind.customer'), width: 'minmax(140px, 1fr)', sort: 'customer', rank: 1 },
        (row) => row.customer,
      ),
      { id: 'state', title: t('document.state'), width: '116px', cell: (row) => <Badge value={row.badge} /> },
      {
        id: 'health',
        title: t('project.health'),
        width: 'minmax(220px, 1.8fr)',
        rank: 1,
        cell: (row) => <HealthLine value={row.health} />,
      },
      {
        id: 'tasks',
        title: t('nav.tasks'),
        width: '128px',
        rank: 2,
        cell: (row) => <TaskProgress done={row.tasks_done} all={row.tasks} />,
      },
      textColumn(
        { id: 'lead', title: t('project.lead'), width: '120px', rank: 2, off: isAlone },
        (row) => row.owner,
      ),
      dayColumn(
        { id: 'start', title: t('project.start'), rank: 2, off: true },
        (row) => row.start_date,
        today,
      ),
      {
        ...dayColumn<ProjectRow>(
          { id: 'end', title: t('project.end'), width: '124px', sort: 'end', rank: 1 },
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
  const [{ add }, setAddress] = useAddress(readAdd);
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
  const open = (row: ProjectRow) => go(`/projects/${row.id}`);
  const peek = usePeek(open);
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
        above={
          <div className="toolbar list-chips">
            <Link to="/projects/capacity">{t('capacity.title')}</Link>
            <Link to="/projects/templates">{t('template.title')}</Link>
          </div>
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
