/** What an hour of a person costs, from a day on. */
import { useCompany } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKeptEdits, useSeen } from '@/app/kept';
import { AmountField, DateField, FormDialog, Select } from '@/design';
import { dayTyped } from '@/design/DateField';
import type { TimeCost } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';

interface CostDialogProps {
  /** A new one when absent. */
  cost?: TimeCost;
  onClose: () => void;
}

export function CostDialog({ cost, onClose }: CostDialogProps) {
  const t = useT();
  const { company, today } = useCompany();
  const save = useWrite('time_cost.save');
  const { version, onNewest } = useSeen(cost?.version ?? 0, save.reset);
  const people = useRead('session.users', {}, { also: ['user', 'file'] }).data?.users ?? [];
  const { draft, set, done, note } = useKeptEdits(`time_cost.${cost?.id ?? 'new'}`, {
    user_id: cost?.user_id ?? '',
    from: cost?.from ?? '',
    cost: cost?.cost ?? '',
  });
  const close = () => {
    done();
    onClose();
  };
  const submit = async () =>
    save.mutate(
      { ...(cost ? { id: cost.id, version } : {}), ...draft, from: await dayTyped(draft.from) },
      { onSuccess: close },
    );
  return (
    <FormDialog
      title={t(cost ? 'cost.edit' : 'cost.new')}
      error={save.error}
      onNewest={onNewest}
      action={t('action.save')}
      onSubmit={() => void submit()}
      onClose={close}
      aside={note}
    >
      <Select
        name="user_id"
        label={t('time.person')}
        options={people.map(({ id, name }) => ({ id, text: name }))}
        value={draft.user_id || null}
        onChange={(id) => set({ user_id: id })}
      />
      <DateField
        name="from"
        label={t('cost.from')}
        optional
        note={t('cost.from.hint')}
        today={today}
        value={draft.from}
        onChange={(from) => set({ from })}
      />
      <AmountField
        name="cost"
        label={t('cost.hour')}
        currency={cost?.currency ?? company.home_currency}
        value={draft.cost}
        onChange={(text) => set({ cost: text })}
      />
    </FormDialog>
  );
}
