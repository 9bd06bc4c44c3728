/** A tax id of a customer. A number whose check does not fit is kept, with a warning. */
import { useCompany } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKept } from '@/app/kept';
import { FormDialog, Select, TextField } from '@/design';
import type { Customer, TaxIdKind } from '@/host/generated';
import { useWrite } from '@/host/queries';
import { taxIdOptions, usualTaxId } from './words';

export function TaxIdDialog({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const t = useT();
  const { company } = useCompany();
  const create = useWrite('tax_id.create');
  const country = customer.addresses[0]?.country ?? company.country;
  const { draft, set, done, note } = useKept(`tax_id.${customer.id}`, {
    scheme: usualTaxId(country),
    number: '',
  });
  const close = () => {
    done();
    onClose();
  };
  const submit = () =>
    create.mutate({ customer_id: customer.id, version: customer.version, ...draft }, { onSuccess: close });
  return (
    <FormDialog
      title={t('tax_id.new')}
      error={create.error}
      action={t('tax_id.add')}
      aside={note}
      onSubmit={submit}
      onClose={close}
    >
      <div className="form-2">
        <Select
          label={t('customer.tax_id_kind')}
          options={taxIdOptions(country, t)}
          value={draft.scheme}
          onChange={(kind) => set({ scheme: kind as TaxIdKind })}
        />
        <TextField
          autoFocus
          name="number"
          label={t(`tax_id.${draft.scheme}`)}
          machine
          value={draft.number}
          onChange={(number) => set({ number })}
        />
      </div>
    </FormDialog>
  );
}
