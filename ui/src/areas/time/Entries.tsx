/** Entries one by one: of all within reach, or of a person, and how they stand towards invoices. */
import { useState } from 'react';
import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useAddress, useGo } from '@/app/router';
import { Button, FilterChip, type MenuAction, type Option, Select, Suggest } from '@/design';
import { type FilterField, ListGrid, ListSearch, textOf, useFilters, useList } from '@/design/DataGrid';
import { call } from '@/host';
import type { EntryBilling, TimeRow } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
import { BillTime } from './BillTime';
import { EntryDialog } from './EntryDialog';
import { TimeHead } from './TimeHead';
import { useEntryColumns } from './useEntryColumns';

interface Address {
  /** Cleared with the filters. */
  search?: undefined;
  from?: undefined;
  to?: undefined;
  user_id?: string;
  customer_id?: string;
  project_id?: string;
  billing?: EntryBilling;
}

const billings: readonly EntryBilling[] = ['open', 'draft', 'invoiced', 'none'];
const readAddress = (raw: Record<string, unknown>): Address => ({
  user_id: textOf(raw.user_id),
  customer_id: textOf(raw.customer_id),
  project_id: textOf(raw.project_id),
  billing: billings.find((one) => one === raw.billing),
});

export default function Entries() {
  const t = useT();
  const may = useMay();
  const [address, setAddress] = useAddress(readAddress);
  const [edited, setEdited] = useState<TimeRow | 'new' | null>(null);
  const [isBilling, setBilling] = useState(false);
  const days: FilterField = { kind: 'period', label: t('time.day') };
  const period = useFilters([days]);
  const { from, to } = period.values;
  const list = useList({
    grid: 'time',
    list: 'time.list',
    summary: 'time.summary',
    filter: { ...address, from, to },
    sort: { column: 'date', descending: true },
    columns: useEntryColumns(),
    also: ['timesheet', 'document', 'project', 'task', 'ticket', 'user'],
  });
  const entryActions = useEntryActions(setEdited);
  const { customer_id, project_id } = address;
  const actions = (row: TimeRow): MenuAction[] => [
    ...entryActions(row),
    ...(row.customer_id !== null && row.customer_id !== customer_id
      ? [
          {
            id: 'customer',
            title: t('time.only_of', { customer: row.customer }),
            icon: 'building-2',
            run: () => setAddress({ customer_id: row.customer_id ?? undefined }),
          },
        ]
      : []),
    ...(row.project_id !== null && row.project_id !== project_id
      ? [
          {
            id: 'project',
            title: t('time.only_of', { customer: row.project }),
            icon: 'folder-kanban',
            run: () => setAddress({ project_id: row.project_id ?? undefined }),
          },
        ]
      : []),
  ];
  const create = may('time.write') ? { title: t('time.log'), run: () => setEdited('new') } : undefined;
  const isFiltered = period.clear !== undefined || Object.values(address).some((one) => one !== undefined);
  return (
    <div className="page">
      <TimeHead part="entries">
        <ListSearch label={t('time.search')} value={list.search} onChange={list.setSearch} />
        {list.columns.chooser}
        {customer_id !== undefined && may('invoice.write') ? (
          <Button icon="file-plus" onPress={() => setBilling(true)}>
            {t('time.bill_outside')}
          </Button>
        ) : null}
        {create ? (
          <Button kind="primary" icon="plus" onPress={create.run}>
            {create.title}
          </Button>
        ) : null}
      </TimeHead>
      <div className="toolbar toolbar-tabs">
        <div className="w-40">
          <PersonFilter value={address.user_id} onChange={(user_id) => setAddress({ user_id })} />
        </div>
        <div className="w-40">
          <Select
            quiet
            label={t('time.billing')}
            options={[
              { id: 'any', text: t('time.any_billing') },
              ...billings.map((id) => ({ id, text: t(`time.billing.${id}`) })),
            ]}
            value={address.billing ?? 'any'}
            onChange={(id) => setAddress({ billing: billings.find((one) => one === id) })}
          />
        </div>
        <div className="w-40">
          <ProjectFilter onPick={(project_id) => setAddress({ project_id })} />
        </div>
        {period.button}
        {customer_id === undefined ? null : (
          <CustomerChip id={customer_id} onClear={() => setAddress({ customer_id: undefined })} />
        )}
        {project_id === undefined ? null : (
          <ProjectChip id={project_id} onClear={() => setAddress({ project_id: undefined })} />
        )}
        {period.chips}
      </div>
      <ListGrid
        list={list}
        label={t('timesheet.entries')}
        create={create}
        clear={
          isFiltered
            ? () =>
                setAddress({
                  search: undefined,
                  user_id: undefined,
                  customer_id: undefined,
                  project_id: undefined,
                  billing: undefined,
                  from: undefined,
                  to: undefined,
                })
            : undefined
        }
        none={{ match: 'time.none_match', here: 'time.none' }}
        rowId={(row) => row.id}
        onOpen={setEdited}
        rowActions={actions}
        countText={(count) => t('time.count', { count })}
      />
      {edited ? (
        <EntryDialog entry={edited === 'new' ? undefined : edited} onClose={() => setEdited(null)} />
      ) : null}
      {isBilling && customer_id !== undefined ? (
        <BillTime of={{ customer_id }} onClose={() => setBilling(false)} />
      ) : null}
    </div>
  );
}

/** What can be done with an entry of a list. */
export function useEntryActions(edit: (row: TimeRow) => void): (row: TimeRow) => MenuAction[] {
  const t = useT();
  const go = useGo();
  const may = useMay();
  const remove = useWrite('time.delete');
  return (row) => {
    const isFree = row.status === 'open' && row.invoice_id === null && may('time.write', row.user_id);
    return [
      ...(isFree
        ? [
            { id: 'edit', title: t('action.edit'), icon: 'pencil', keys: 'enter', run: () => edit(row) },
            {
              id: 'delete',
              title: t('action.delete'),
              icon: 'trash-2',
              run: () => remove.mutate({ id: row.id, version: row.version }, { onError: notifyError }),
            },
          ]
        : []),
      ...(row.invoice_id && may('invoice.read')
        ? [
            {
              id: 'invoice',
              title: t('time.open_invoice'),
              icon: 'file-text',
              run: () => go(`/invoices/${row.invoice_id}`),
            },
          ]
        : []),
    ];
  };
}

/** The one customer whose time is shown. */
function CustomerChip({ id, onClear }: { id: string; onClear: () => void }) {
  const t = useT();
  const customer = useRead('customer.get', { id }).data;
  return <FilterChip name={t('kind.customer')} value={customer?.name ?? ''} onClear={onClear} />;
}

/** The one project whose time is shown. */
function ProjectChip({ id, onClear }: { id: string; onClear: () => void }) {
  const t = useT();
  const project = useRead('project.get', { id }).data;
  return <FilterChip name={t('kind.project')} value={project?.name ?? ''} onClear={onClear} />;
}

const hitLimit = 20;

/** Chooses the one project whose time is shown. */
function ProjectFilter({ onPick }: { onPick: (id: string) => void }) {
  const t = useT();
  const find = async (q: string, signal: AbortSignal): Promise<Option[]> => {
    const asked = { search: q.trim() || undefined, limit: hitLimit };
    const { rows } = await call('project.list', asked, signal);
    return rows.map(({ id, name, customer }) => ({ id, text: name, note: customer }));
  };
  return (
    <Suggest
      quiet
      label={t('kind.project')}
      placeholder={t('kind.project')}
      icon="folder-kanban"
      source="project"
      value=""
      find={find}
      onPick={({ id }) => onPick(id)}
    />
  );
}

interface PersonFilterProps {
  value: string | undefined;
  onChange: (id: string | undefined) => void;
}

function PersonFilter({ value, onChange }: PersonFilterProps) {
  const t = useT();
  const people = useRead('timesheet.week', {}, { also: ['user', 'time'] }).data?.people ?? [];
  return (
    <Select
      quiet
      label={t('time.person')}
      options={[
        { id: 'any', text: t('time.anybody') },
        ...people.map(({ user_id, user }) => ({ id: user_id, text: user })),
      ]}
      value={value ?? 'any'}
      onChange={(id) => onChange(id === 'any' ? undefined : id)}
    />
  );
}
