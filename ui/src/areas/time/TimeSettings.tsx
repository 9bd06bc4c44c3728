/** How time is invoiced, what an hour is sold for, and what it costs. */
import { useState } from 'react';
import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { Button, EmptyState, IconButton, Money, Section, Select, Suggest, Table, When } from '@/design';
import { call } from '@/host';
import type { TimeBills, TimeCost, TimeRate, TimeSetting } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
import { SettingsHead } from '../settings/SettingsHead';
import { standing } from '../standing';
import { CostDialog } from './CostDialog';
import { RateDialog } from './RateDialog';

const bills: readonly TimeBills[] = ['approved', 'all'];

export default function TimeSettings() {
  const may = useMay();
  const setting = useRead('time_setting.get', {}, { also: ['item'] }).data;
  return (
    <div className="page">
      <SettingsHead part="time" />
      <div className="settings">
        {setting ? <Billing setting={setting} mayWrite={may('settings.write')} /> : null}
        <Rates mayWrite={may('time_rate.write')} />
        {may('time_cost.read') ? <Costs mayWrite={may('time_cost.write')} /> : null}
      </div>
    </div>
  );
}

function Billing({ setting, mayWrite }: { setting: TimeSetting; mayWrite: boolean }) {
  const t = useT();
  const save = useWrite('time_setting.save');
  const change = (part: { bills?: TimeBills; item_id?: string }) =>
    save.mutate(
      { version: setting.version, bills: setting.bills, item_id: setting.item_id ?? undefined, ...part },
      { onError: notifyError },
    );
  return (
    <Section title={t('time.settings')}>
      <div className="bill-days">
        <Select
          label={t('time.bills')}
          isDisabled={!mayWrite}
          options={bills.map((id) => ({ id, text: t(`time.bills.${id}`) }))}
          value={setting.bills}
          onChange={(id) => change({ bills: bills.find((one) => one === id) })}
        />
        {mayWrite ? (
          <ItemField
            label={t('time.sold_as')}
            note={t('time.sold_as_note')}
            value={setting.item}
            onChange={(item_id) => change({ item_id })}
          />
        ) : null}
      </div>
    </Section>
  );
}

interface ItemFieldProps {
  label: string;
  note?: string;
  path?: string;
  value: string;
  onChange: (id: string, name: string) => void;
}

/** An item of the catalogue. */
export function ItemField({ label, note, path, value, onChange }: ItemFieldProps) {
  return (
    <Suggest
      name={path}
      label={label}
      note={note}
      optional
      icon="package"
      source="item"
      value={value}
      find={async (q, signal) => {
        const { rows } = await call('item.list', { search: q.trim() || undefined, limit: 8 }, signal);
        return rows.map(({ id, name, code }) => ({ id, text: name, note: code }));
      }}
      onPick={(found) => onChange(found.id, found.text)}
    />
  );
}

function Rates({ mayWrite }: { mayWrite: boolean }) {
  const t = useT();
  const [edited, setEdited] = useState<TimeRate | 'new' | null>(null);
  const remove = useWrite('time_rate.delete');
  const rows = useRead('time_rate.list', {}, { also: ['project', 'user', 'item'] }).data?.rows;
  return (
    <Section
      title={t('rate.title')}
      count={rows?.length}
      action={
        mayWrite ? (
          <Button size="sm" icon="plus" onPress={() => setEdited('new')}>
            {t('rate.new')}
          </Button>
        ) : undefined
      }
    >
      <p className="settings-text">{t('rate.text')}</p>
      {rows?.length === 0 ? <EmptyState text={t('rate.none')} /> : null}
      {rows && rows.length > 0 ? (
        <Table
          label={t('rate.title')}
          rows={rows}
          rowId={({ id }) => id}
          columns={[
            { title: t('kind.project'), cell: (row) => <span dir="auto">{row.project || '–'}</span> },
            { title: t('user.name'), cell: (row) => <span dir="auto">{row.user || '–'}</span> },
            { title: t('kind.item'), cell: (row) => <span dir="auto">{row.item || '–'}</span> },
            {
              title: t('rate.hour'),
              num: true,
              cell: (row) => <Money value={{ amount: row.rate, currency: row.currency }} />,
            },
          ]}
          acts={(row) =>
            mayWrite ? (
              <span className="row justify-end">
                <IconButton
                  icon="pencil"
                  size="sm"
                  label={t('rate.edit_of', { name: nameOf(row) })}
                  onPress={() => setEdited(row)}
                />
                <IconButton
                  icon="trash-2"
                  size="sm"
                  label={t('rate.delete_of', { name: nameOf(row) })}
                  onPress={() =>
                    remove.mutate({ id: row.id, version: row.version }, { onError: notifyError })
                  }
                />
              </span>
            ) : null
          }
        />
      ) : null}
      {edited ? (
        <RateDialog
          rate={edited === 'new' ? undefined : standing(edited, rows ?? [])}
          onClose={() => setEdited(null)}
        />
      ) : null}
    </Section>
  );
}

const nameOf = (rate: TimeRate) => [rate.project, rate.user, rate.item].filter(Boolean).join(', ');

function Costs({ mayWrite }: { mayWrite: boolean }) {
  const t = useT();
  const [edited, setEdited] = useState<TimeCost | 'new' | null>(null);
  const remove = useWrite('time_cost.delete');
  const rows = useRead('time_cost.list', {}, { also: ['user'] }).data?.rows;
  return (
    <Section
      title={t('cost.title')}
      count={rows?.length}
      action={
        mayWrite ? (
          <Button size="sm" icon="plus" onPress={() => setEdited('new')}>
            {t('cost.new')}
          </Button>
        ) : undefined
      }
    >
      <p className="settings-text">{t('cost.text')}</p>
      {rows?.length === 0 ? <EmptyState text={t('cost.none')} /> : null}
      {rows && rows.length > 0 ? (
        <Table
          label={t('cost.title')}
          rows={rows}
          rowId={({ id }) => id}
          columns={[
            { title: t('user.name'), cell: (row) => <span dir="auto">{row.user}</span> },
            { title: t('cost.from'), cell: (row) => <When day={row.from} /> },
            {
              title: t('cost.hour'),
              num: true,
              cell: (row) => <Money value={{ amount: row.cost, currency: row.currency }} />,
            },
          ]}
          acts={(row) =>
            mayWrite ? (
              <span className="row justify-end">
                <IconButton
                  icon="pencil"
                  size="sm"
                  label={t('cost.edit_of', { name: row.user })}
                  onPress={() => setEdited(row)}
                />
                <IconButton
                  icon="trash-2"
                  size="sm"
                  label={t('cost.delete_of', { name: row.user })}
                  onPress={() =>
                    remove.mutate({ id: row.id, version: row.version }, { onError: notifyError })
                  }
                />
              </span>
            ) : null
          }
        />
      ) : null}
      {edited ? (
        <CostDialog
          cost={edited === 'new' ? undefined : standing(edited, rows ?? [])}
          onClose={() => setEdited(null)}
        />
      ) : null}
    </Section>
  );
}
