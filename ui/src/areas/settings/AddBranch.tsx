/** A further branch: a seller with papers, taxes and numbers of its own. */
import { useCompany } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKept } from '@/app/kept';
import { FormDialog, Select, TextField } from '@/design';
import type { Country } from '@/host/generated';
import { useWrite } from '@/host/queries';
import { useCountryOptions } from '../first-run/CompanyFields';

interface AddBranchProps {
  onAdded: (id: string) => void;
  onClose: () => void;
}

export function AddBranch({ onAdded, onClose }: AddBranchProps) {
  const t = useT();
  const { company } = useCompany();
  const create = useWrite('branch.create');
  const { draft, set, done, note } = useKept('branch.new', {
    name: '',
    country: company.country as Country,
  });
  const close = () => {
    done();
    onClose();
  };
  const submit = () =>
    create.mutate(draft, {
      onSuccess: ({ result }) => {
        done();
        onAdded(result.rows.at(-1)?.id ?? '');
      },
    });
  return (
    <FormDialog
      title={t('branch.add')}
      error={create.error}
      action={t('branch.add')}
      onSubmit={submit}
      onClose={close}
      aside={note}
    >
      <div className="form-2">
        <TextField
          autoFocus
          name="name"
          label={t('branch.legal_name')}
          value={draft.name}
          onChange={(name) => set({ name })}
        />
        <Select
          name="country"
          label={t('first.country')}
          options={useCountryOptions()}
          value={draft.country}
          onChange={(country) => set({ country: country as Country })}
        />
        <p className="wide text-text-2">{t('branch.add_note')}</p>
      </div>
    </FormDialog>
  );
}
