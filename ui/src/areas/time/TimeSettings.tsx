/** How time is invoiced, what an hour is sold for, and what it costs. */
import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { Money, Section, Select, When } from '@/design';
import type { TimeBills, TimeSetting } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
import { SettingsHead } from '../settings/SettingsHead';
import { CostDialog } from './CostDialog';
import { ItemField } from './ItemField';
import { Prices } from './Prices';
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

function Rates({ mayWrite }: { mayWrite: boolean }) {
  const t = useT();
  const remove = useWrite('time_rate.delete');
  const rows = useRead('time_rate.list', {}, { also: ['project', 'user', 'item'] }).data?.rows;
  return (
    <Prices
      words={{
        title: t('rate.title'),
        text: t('rate.text'),
        none: t('rate.none'),
        add: t('rate.new'),
        edit: (name) => t('rate.edit_of', { name }),
        remove: (name) => t('rate.delete_of', { name }),
      }}
      rows={rows}
      columns={[
        {
          title: t('kind.project'),
          width: '40%',
          cell: (row) => <span dir="auto">{row.project || '–'}</span>,
        },
        { title: t('time.person'), cell: (row) => <span dir="auto">{row.user || '–'}</span> },
        { title: t('kind.item'), cell: (row) => <span dir="auto">{row.item || '–'}</span> },
        {
          title: t('rate.from'),
          cell: (row) => (row.from ? <When day={row.from} /> : '–'),
        },
        {
          title: t('rate.hour'),
          num: true,
          cell: (row) => <Money value={{ amount: row.rate, currency: row.currency }} />,
        },
      ]}
      nameOf={(row) => [row.project, row.user, row.item].filter(Boolean).join(', ')}
      onDelete={({ id, version }) => remove.mutate({ id, version }, { onError: notifyError })}
      dialog={(rate, onClose) => <RateDialog rate={rate} onClose={onClose} />}
      mayWrite={mayWrite}
    />
  );
}

function Costs({ mayWrite }: { mayWrite: boolean }) {
  const t = useT();
  const remove = useWrite('time_cost.delete');
  const rows = useRead('time_cost.list', {}, { also: ['user'] }).data?.rows;
  return (
    <Prices
      words={{
        title: t('cost.title'),
        text: t('cost.text'),
        none: t('cost.none'),
        add: t('cost.new'),
        edit: (name) => t('cost.edit_of', { name }),
        remove: (name) => t('cost.delete_of', { name }),
      }}
      rows={rows}
      columns={[
        { title: t('time.person'), cell: (row) => <span dir="auto">{row.user}</span> },
        {
          title: t('cost.from'),
          keeps: true,
          cell: (row) => (row.from === '1900-01-01' ? t('cost.beginning') : <When day={row.from} />),
        },
        {
          title: t('cost.hour'),
          num: true,
          cell: (row) => <Money value={{ amount: row.cost, currency: row.currency }} />,
        },
      ]}
      nameOf={(row) => row.user}
      onDelete={({ id, version }) => remove.mutate({ id, version }, { onError: notifyError })}
      dialog={(cost, onClose) => <CostDialog cost={cost} onClose={onClose} />}
      mayWrite={mayWrite}
    />
  );
}
