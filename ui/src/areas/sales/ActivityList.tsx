/** All activities: what is planned, what was done, by kind, by person, in any days. */
import { useMemo, useState } from 'react';
import { useCompany, useMay } from '@/app/company';
import { useFormatLocale, useT } from '@/app/i18n';
import { Link } from '@/app/Link';
import { useAddress } from '@/app/router';
import { Badge, Icon, type MenuAction, Select, When } from '@/design';
import {
  DayFilter,
  type GridColumn,
  ListGrid,
  ListSearch,
  textColumn,
  textOf,
  useList,
} from '@/design/DataGrid';
import { formatTime, isIsoDay } from '@/design/format';
import type { ActivityKind, ActivityRow } from '@/host/generated';
import { useEverybody } from '../crm/owners';
import { ActivitiesHead } from './ActivitiesHead';
import { EditActivity } from './ActivityDialog';
import { DoneDialog } from './DoneDialog';
import { usePlaceOf } from './places';
import { useLogActivity } from './useLogActivity';
import { activityIcon, activityKinds } from './words';

const states = ['planned', 'done', 'all'] as const;

interface Address {
  state: (typeof states)[number];
  kind?: ActivityKind;
  owner?: string;
  from?: string;
  to?: string;
  /** Begun anew in another state. */
  sort?: undefined;
  order?: undefined;
}

const dayOf = (value: unknown) => (typeof value === 'string' && isIsoDay(value) ? value : undefined);

const readAddress = (raw: Record<string, unknown>): Address => ({
  state: states.find((state) => state === raw.state) ?? 'planned',
  kind: activityKinds.find((kind) => kind === raw.kind),
  owner: textOf(raw.owner),
  from: dayOf(raw.from),
  to: dayOf(raw.to),
});

function useActivityColumns(): GridColumn<ActivityRow>[] {
  const t = useT();
  const { today } = useCompany();
  const { format } = useFormatLocale();
  return useMemo(
    () => [
      {
        id: 'subject',
        title: t('activity.subject'),
        width: 'minmax(180px, 1.4fr)',
        fixed: true,
        cell: ({ brief }) => (
          <span className="row">
            <Icon name={activityIcon[brief.kind]} className="text-text-3" />
            <span className="cut font-medium" dir="auto">
              {brief.subject}
            </span>
          </span>
        ),
      },
      {
        id: 'about',
        title: t('activity.about'),
        width: 'minmax(140px, 1.4fr)',
        rank: 1,
        cell: (row) => <AboutCell row={row} />,
      },
      {
        id: 'due',
        title: t('activity.due'),
        width: '150px',
        sort: 'due',
        cell: ({ brief }) =>
          brief.due_date ? (
            <span>
              <When day={brief.due_date} style="short" today={today} />
              {brief.due_time ? <bdi className="tn ms-1">{formatTime(brief.due_time, format)}</bdi> : null}
            </span>
          ) : (
            '–'
          ),
      },
      {
        id: 'state',
        title: t('document.state'),
        width: '120px',
        cell: (row) => <StateCell row={row} />,
      },
      textColumn(
        { id: 'outcome', title: t('activity.outcome'), width: 'minmax(120px, 1fr)', rank: 2 },
        (row) => row.outcome,
      ),
      textColumn({ id: 'owner', title: t('deal.owner'), width: '132px', rank: 2 }, (row) => row.owner),
    ],
    [t, today, format],
  );
}

function AboutCell({ row }: { row: ActivityRow }) {
  const place = usePlaceOf()(row.record_kind, row.record_id);
  const text = row.record_title ?? row.customer ?? '';
  return place ? (
    <Link to={place} className="link cut" dir="auto">
      {text}
    </Link>
  ) : (
    <span className="cut" dir="auto">
      {text}
    </span>
  );
}

function StateCell({ row }: { row: ActivityRow }) {
  if (row.done_ms !== null) return <Badge value={{ tone: 'ok', icon: 'check', key: 'activity.done' }} />;
  if (row.brief.late) return <Badge value={row.brief.late} />;
  return row.promise ? (
    <Badge value={{ tone: 'violet', icon: 'handshake', key: 'activity.promise' }} />
  ) : (
    <Badge value={{ tone: 'info', icon: 'clock', key: 'activity.planned' }} />
  );
}

export default function ActivityList() {
  const t = useT();
  const may = useMay();
  const [address, setAddress] = useAddress(readAddress);
  const [edited, setEdited] = useState<string | null>(null);
  const [finishing, setFinishing] = useState<ActivityRow | null>(null);
  const logging = useLogActivity();
  const { state, kind, owner, from, to } = address;
  const list = useList({
    grid: 'activities',
    list: 'activity.list',
    summary: 'activity.summary',
    filter: { done: state === 'all' ? undefined : state === 'done', kind, owner_id: owner, from, to },
    // What is planned is read from what is due first, what was done from the newest.
    sort: state === 'planned' ? { column: 'due', descending: false } : { column: 'at', descending: true },
    columns: useActivityColumns(),
    also: ['deal', 'lead', 'customer'],
  });
  const edit = (row: ActivityRow) => setEdited(row.brief.id);
  const actionsOf = (row: ActivityRow): MenuAction[] => [
    { id: 'open', title: t('action.open'), icon: 'arrow-right', keys: 'enter', run: () => edit(row) },
    ...(may('activity.write', row.owner_id) && row.done_ms === null
      ? [
          {
            id: 'done',
            title: t('activity.done'),
            icon: 'check',
            keys: 'd',
            run: () => setFinishing(row),
          },
        ]
      : []),
    ...(row.record_id ? logging.action(row.record_id, row.record_title ?? '') : []),
  ];
  return (
    <div className="page">
      <ActivitiesHead part="all" title={t('activity.title')}>
        <ListSearch label={t('activity.search')} value={list.search} onChange={list.setSearch} />
        {list.columns.chooser}
      </ActivitiesHead>
      <Filters address={address} onChange={setAddress} />
      <ListGrid
        list={list}
        label={t('activity.title')}
        none={{
          match: 'activity.none_match',
          here: state === 'planned' ? 'activity.none_planned' : 'activity.none_match',
        }}
        rowId={(row) => row.brief.id}
        onOpen={edit}
        rowActions={actionsOf}
        countText={(count) => t('activity.count', { count })}
      />
      {edited ? <EditActivity id={edited} onClose={() => setEdited(null)} /> : null}
      {finishing ? (
        <DoneDialog
          id={finishing.brief.id}
          version={finishing.version}
          subject={finishing.brief.subject}
          onClose={() => setFinishing(null)}
        />
      ) : null}
      {logging.dialog}
    </div>
  );
}

interface FiltersProps {
  address: Address;
  onChange: (change: Partial<Address>) => void;
}

const any = 'any';

function Filters({ address, onChange }: FiltersProps) {
  const t = useT();
  const everybody = useEverybody() ?? [];
  const ahead = address.state === 'planned';
  const anybody = { id: any, text: t('filter.any') };
  return (
    <div className="toolbar activity-filters">
      <Select
        label={t('document.state')}
        options={states.map((id) => ({ id, text: t(`activity.state.${id}`) }))}
        value={address.state}
        onChange={(id) =>
          onChange({ state: states.find((state) => state === id), sort: undefined, order: undefined })
        }
      />
      <Select
        label={t('activity.kind')}
        options={[
          anybody,
          ...activityKinds.map((id) => ({ id, text: t(`activity.kind.${id}`), icon: activityIcon[id] })),
        ]}
        value={address.kind ?? any}
        onChange={(id) => onChange({ kind: activityKinds.find((kind) => kind === id) })}
      />
      <Select
        label={t('deal.owner')}
        options={[anybody, ...everybody]}
        value={address.owner ?? any}
        onChange={(id) => onChange({ owner: id === any ? undefined : id })}
      />
      <DayFilter
        ahead={ahead}
        label={t('activity.from')}
        value={address.from}
        onChange={(from) => onChange({ from })}
      />
      <DayFilter
        ahead={ahead}
        label={t('activity.to')}
        value={address.to}
        onChange={(to) => onChange({ to })}
      />
    </div>
  );
}
