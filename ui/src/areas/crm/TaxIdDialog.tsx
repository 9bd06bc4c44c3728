/** A tax id of a customer. A number whose check does not fit is kept, with a warning. */
import { useState } from 'react';
import { useCompany } from '@/app/company';
import { useT } from '@/app/i18n';
import { FormDialog, Select, TextField } from '@/design';
import type { Customer, TaxIdKind } from '@/host/generated';
import { useWrite } from '@/host/queries';
import { taxIdOptions, usualTaxId } from './words';

export function TaxIdDialog({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const t = useT();
  const { company } = useCompany();
  const create = useWrite('tax_id.create');
  const [scheme, setScheme] = useState<TaxIdKind>(usualTaxId(company.country));
  const [number, setNumber] = useState('');
  const submit = () =>
    create.mutate(
      { customer_id: customer.id, version: customer.version, scheme, number },
      { onSuccess: onClose },
    );
  return (
    <FormDialog
      title={t('tax_id.new')}
      error={create.error}
      action={t('tax_id.add')}
      onSubmit={submit}
      onClose={onClose}
    >
      <div className="form-2">
        <Select
          label={t('customer.tax_id_kind')}
          options={taxIdOptions(company.country, t)}
          value={scheme}
          onChange={(kind) => setScheme(kind as TaxIdKind)}
        />
        <TextField
          autoFocus
          name="number"
          label={t(`tax_id.${scheme}`)}
          machine
          value={number}
          onChange={setNumber}
        />
      </div>
    </FormDialog>
  );
}
