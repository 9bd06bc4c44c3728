/** What support a customer gets, by a contract or without one. */
import { useCompany } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKept } from '@/app/kept';
import { DateField, FormDialog, TextField } from '@/design';
import { useWrite } from '@/host/queries';
import { EntitlementFields, newCounted } from './EntitlementFields';
import { ownerSent } from './nobody';

interface NewEntitlementProps {
  customerId: string;
  /** It goes with its contract where it has one. */
  contract?: { id: string; start: string; end: string };
  onClose: () => void;
}

export function NewEntitlement({ customerId, contract, onClose }: NewEntitlementProps) {
  const t = useT();
  const { today } = useCompany();
  const create = useWrite('entitlement.create');
  const { draft, set, done, note } = useKept(`entitlement.new.${contract?.id ?? customerId}`, {
    ...newCounted,
    name: '',
    start: contract?.start ?? today,
    end: contract?.end ?? '',
  });
  const close = () => {
    done();
    onClose();
  };
  const { unit, amount, period, rollover, policy, name, start, end } = draft;
  return (
    <FormDialog
      title={t('entitlement.new')}
      error={create.error}
      action={t('entitlement.create')}
      aside={note}
      onSubmit={() =>
        create.mutate(
          {
            customer_id: customerId,
            contract_id: contract?.id,
            name,
            unit,
            amount: unit === 'unlimited' ? undefined : amount,
            period,
            rollover: unit !== 'unlimited' && rollover,
            start,
            end,
            policy_id: ownerSent(policy) || undefined,
          },
          { onSuccess: close },
        )
      }
      onClose={close}
    >
      <TextField
        autoFocus
        name="name"
        label={t('entitlement.name')}
        placeholder={t('entitlement.name_hint')}
        value={name}
        onChange={(typed) => set({ name: typed })}
      />
      <EntitlementFields draft={draft} set={set} />
      <div className="form-2">
        <DateField
          name="start"
          label={t('contract.start')}
          today={today}
          value={start}
          onChange={(typed) => set({ start: typed })}
        />
        <DateField
          name="end"
          label={t('contract.end')}
          today={today}
          value={end}
          onChange={(typed) => set({ end: typed })}
        />
      </div>
    </FormDialog>
  );
}
