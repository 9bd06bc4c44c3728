/** All activities: what is planned, what was done, by kind, by person, in any days. */
import { useMemo, useRef, useState } from 'react';
import { useCompany, useMay } from '@/app/company';
import { useFormatLocale, useT } from '@/app/i18n';
import { useKeys } from '@/app/keys';
import { Link } from '@/app/Link';
import { useAddress } from '@/app/router';
import { Badge, DateField, EmptyState, Icon, type MenuAction, SearchField, Select, When } from '@/design';
import { DataGrid, type GridColumn, type Sort, useColumns, useListSource } from '@/design/DataGrid';
import { formatTime, isIsoDay } from '@/design/format';
import type { ActivityKind, ActivityRow } from '@/host/generated';
import { useRead } from '@/host/queries';
import { ActivitiesHead } from './ActivitiesHead';
import { EditActivity } from './ActivityDialog';
import { DoneDialog } from './DoneDialog';
import { placeOf } from './places';
import { useLogActivity } from './useLogActivity';
import { activityIcon, activityKinds, dayOfWords, textOf } from './words';

const states = ['planned', 'done', 'all'] as const;

interface Address {
  state: (typeof states)[number];
  kind?: ActivityKind;
  owner?: string;
  from?: string;
  to?: string;
  search?: string;
  sort?: string;
  down?: boolean;
}

const dayOf = (value: unknown) => (typeof value === 'string' && isIsoDay(value) ? value : undefined);

const readAddress = (raw: Record<string, unknown>): Address => ({
  state: states.find((state) => state === raw.state) ?? 'planned',
  kind: activityKinds.find((kind) => kind === raw.kind),
  owner: textOf(raw.owner),
  from: dayOf(raw.from),
  to: dayOf(raw.to),
  search: textOf(raw.search),
  sort: textOf(raw.sort),
  down: raw.down === true || undefined,
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
            <span className="cut font-medium" dir="auto" title={brief.subject}>
              {brief.subject}
            </span>
          </span>
        ),
      },
      {
        id: 'about',
        title: t('activity.about'),
        width: 'minmax(140px, 1fr)',
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
        width: '150px',
        cell: (row) => <StateCell row={row} />,
      },
      {
        id: 'outcome',
        title: t('activity.outcome'),
        width: 'minmax(120px, 1fr)',
        rank: 2,
        cell: (row) => (
          <span className="cut" dir="auto" title={row.outcome}>
            {row.outcome}
          </span>
        ),
      },
      {
        id: 'owner',
        title: t('deal.owner'),
        width: '132px',
        rank: 2,
        cell: (row) => (
          <span className="cut" dir="auto">
            {row.owner}
          </span>
        ),
      },
    ],
    [t, today, format],
  );
}

function AboutCell({ row }: { row: ActivityRow }) {
  const place = placeOf(row.record_kind, row.record_id);
  const text = row.record_title ?? row.customer ?? '';
  return place ? (
    <Link to={place} className="link cut">
      <span dir="auto">{text}</span>
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
  const mayWrite = useMay()('activity.write');
  const [address, setAddress] = useAddress(readAddress);
  const [edited, setEdited] = useState<string | null>(null);
  const [finishing, setFinishing] = useState<ActivityRow | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const logging = useLogActivity();
  const { state } = address;
  // What is planned is read from what is due first, what was done from the newest.
  const sort: Sort = useMemo(
    () => ({
      column: address.sort ?? (state === 'planned' ? 'due' : 'at'),
      descending: address.down ?? state !== 'planned',
    }),
    [address.sort, address.down, state],
  );
  const query = useMemo(
    () => ({
      filter: {
        done: state === 'all' ? undefined : state === 'done',
        kind: address.kind,
        owner_id: address.owner,
        from: address.from,
        to: address.to,
      },
      search: address.search,
      sort,
    }),
    [address, state, sort],
  );
  // Without a filter the list holds what is planned.
  const { kind, owner, from, to, search } = address;
  const narrowed = state !== 'planned' || [kind, owner, from, to, search].some(Boolean);
  const source = useListSource({
    list: 'activity.list',
    summary: 'activity.summary',
    query,
    also: ['deal', 'lead', 'customer'],
  });
  const columns = useColumns('activities', useActivityColumns());
  useKeys([{ keys: '/', run: () => field.current?.focus() }]);
  const edit = (row: ActivityRow) => setEdited(row.brief.id);
  const actionsOf = (row: ActivityRow): MenuAction[] => [
    { id: 'open', title: t('action.open'), icon: 'arrow-right', keys: 'enter', run: () => edit(row) },
    ...(mayWrite && row.done_ms === null
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
        <SearchField
          label={t('activity.search')}
          inputRef={field}
          value={address.search ?? ''}
          onChange={(search) => setAddress({ search })}
        />
        {columns.chooser}
      </ActivitiesHead>
      <Filters address={address} onChange={setAddress} />
      <DataGrid
        key={JSON.stringify(query.filter)}
        label={t('activity.title')}
        columns={columns.visible}
        source={source}
        rowId={(row) => row.brief.id}
        sort={sort}
        onSort={(next) => setAddress({ sort: next.column, down: next.descending })}
        onOpen={edit}
        rowActions={actionsOf}
        countText={(count) => t('activity.count', { count })}
        empty={<EmptyState text={t(narrowed ? 'activity.none_match' : 'activity.none_planned')} />}
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
  const { user } = useCompany();
  const users = useRead('user.list', {}, { enabled: useMay()('user.read') }).data?.rows ?? [user];
  const anybody = { id: any, text: t('filter.any') };
  return (
    <div className="toolbar activity-filters">
      <Select
        label={t('document.state')}
        options={states.map((id) => ({ id, text: t(`activity.state.${id}`) }))}
        value={address.state}
        onChange={(id) =>
          onChange({
            state: states.find((state) => state === id),
            sort: undefined,
            down: undefined,
          })
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
        options={[anybody, ...users.map(({ id, name }) => ({ id, text: name }))]}
        value={address.owner ?? any}
        onChange={(id) => onChange({ owner: id === any ? undefined : id })}
      />
      <DayFilter label={t('activity.from')} value={address.from} onChange={(from) => onChange({ from })} />
      <DayFilter label={t('activity.to')} value={address.to} onChange={(to) => onChange({ to })} />
    </div>
  );
}

interface DayFilterProps {
  label: string;
  value: string | undefined;
  onChange: (day: string | undefined) => void;
}

/** A day that filters once it is one; half a word filters nothing. */
function DayFilter({ label, value = '', onChange }: DayFilterProps) {
  const { today } = useCompany();
  const [typed, setTyped] = useState(value);
  return (
    <DateField
      label={label}
      today={today}
      resolve={dayOfWords}
      value={typed}
      onChange={(text) => {
        setTyped(text);
        if (text === '' || isIsoDay(text)) onChange(text || undefined);
      }}
    />
  );
}
