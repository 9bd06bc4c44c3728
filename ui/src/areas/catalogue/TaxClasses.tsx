/** Tax classes with their rates, past and future. Countries with shipped rates have them; others name theirs here. */
import { useState } from 'react';
import { useCompany, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { Badge, Button, Checkbox, EmptyState, IconButton, Table, When } from '@/design';
import type { TaxClass, TaxRateRow } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
import { CatalogueHead } from './CatalogueHead';
import { TaxClassDialog } from './TaxClassDialog';
import { useTaxName } from './tax-name';

export default function TaxClasses() {
  const t = useT();
  const mayWrite = useMay()('tax_class.write');
  const [archived, setArchived] = useState(false);
  const [edited, setEdited] = useState<TaxClass | 'new' | null>(null);
  const update = useWrite('tax_class.update');
  const classes = useRead('tax_class.list', { archived }, { also: ['company'], keep: true }).data?.rows;
  const make = mayWrite ? (
    <Button kind="primary" icon="plus" onPress={() => setEdited('new')}>
      {t('tax.new')}
    </Button>
  ) : null;
  return (
    <div className="page">
      <CatalogueHead part="taxes">
        <Checkbox isSelected={archived} onChange={setArchived}>
          {t('tax.show_archived')}
        </Checkbox>
        {classes?.length === 0 ? null : make}
      </CatalogueHead>
      <div className="page-body">
        {classes?.length === 0 ? <EmptyState text={t('tax.none')} action={make} /> : null}
        {classes && classes.length > 0 ? (
          <Table
            className="tax-classes"
            rows={classes}
            rowId={(one) => one.id}
            columns={[
              {
                title: t('item.name'),
                cell: (one) => (
                  <span className="row">
                    <span className="cut" dir="auto" title={one.name}>
                      {one.name}
                    </span>
                    {one.archived ? (
                      <Badge value={{ tone: 'neutral', icon: 'archive', key: 'badge.archived' }} />
                    ) : null}
                  </span>
                ),
              },
              { title: t('tax.rates_now'), cell: (one) => <Rates rates={one.rates} /> },
              {
                title: t('tax.scheme'),
                cell: (one) => <span className="text-text-2">{t(`tax.scheme.${one.scheme}`)}</span>,
              },
            ]}
            acts={(one) =>
              mayWrite ? (
                <span className="row justify-end">
                  <IconButton
                    icon="pencil"
                    size="sm"
                    label={t('tax.edit_of', { name: one.name })}
                    onPress={() => setEdited(one)}
                  />
                  <IconButton
                    icon={one.archived ? 'undo' : 'archive'}
                    size="sm"
                    label={t(one.archived ? 'tax.restore_of' : 'tax.archive_of', { name: one.name })}
                    onPress={() =>
                      update.mutate(
                        { id: one.id, version: one.version, set: { archived: !one.archived } },
                        { onError: notifyError },
                      )
                    }
                  />
                </span>
              ) : null
            }
          />
        ) : null}
      </div>
      {edited ? (
        <TaxClassDialog taxClass={edited === 'new' ? undefined : edited} onClose={() => setEdited(null)} />
      ) : null}
    </div>
  );
}

/** Rates in force today; when there is none, the newest with its last day. */
function Rates({ rates }: { rates: readonly TaxRateRow[] }) {
  const t = useT();
  const { today } = useCompany();
  const holds = rates.filter(
    (rate) => (rate.valid_from ?? '') <= today && (rate.valid_to === null || rate.valid_to >= today),
  );
  const say = useTaxName();
  if (holds.length > 0) return [...new Set(holds.map(say))].join(' · ');
  const last = rates.at(-1);
  if (!last) return '–';
  return (
    <span className="text-text-3">
      {say(last)}
      {last.valid_to ? (
        <>
          {' '}
          {t('tax.until')} <When day={last.valid_to} />
        </>
      ) : null}
    </span>
  );
}
