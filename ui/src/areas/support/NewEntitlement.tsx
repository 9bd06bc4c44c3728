/** What support a customer gets, by a contract or without one. */
import { useCompany } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKept } from '@/app/kept';
import { AmountField, DateField, FormDialog, Select, TextField } from '@/design';
import { useRead, useWrite } from '@/host/queries';
import { BranchField } from '../billing/BranchField';
import { useFirst } from '../billing/DocumentRows';
import { EntitlementFields, newCounted } from './EntitlementFields';
import { nobody, ownerSent } from './nobody';

interface NewEntitlementProps {
  customerId: string;
  /** It goes with its contract where it has one. */
  contract?: { id: string; start: string; end: string; currency: string };
  onClose: () => void;
}

export function NewEntitlement({ customerId, contract, onClose }: NewEntitlementProps) {
  const t = useT();
  const { company, today } = useCompany();
  const create = useWrite('entitlement.create');
  const { draft, set, done, note } = useKept(`entitlement.new.${contract?.id ?? customerId}`, {
    ...newCounted,
    name: '',
    start: contract?.start ?? today,
    end: contract?.end ?? '',
    waits: nobody,
    overage: '',
    branch: '',
  });
  const customer = useRead('customer.get', { id: customerId }, { enabled: contract === undefined }).data;
  const projects = useFirst('project.list', { filter: { customer_id: customerId, open: true }, limit: 100 })
    .data?.rows;
  const close = () => {
    done();
    onClose();
  };
  const { unit, amount, period, rollover, policy, name, start, end, waits, overage } = draft;
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
            branch_id: draft.branch || undefined,
            name,
            unit,
            amount: unit === 'unlimited' ? undefined : amount,
            period,
            rollover: unit !== 'unlimited' && rollover,
            start,
            end,
            policy_id: ownerSent(policy) || undefined,
            overage_price: unit === 'unlimited' ? undefined : overage || undefined,
            after_project_id: ownerSent(waits) || undefined,
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
      {unit === 'unlimited' ? null : (
        <AmountField
          name="overage_price"
          label={t(`entitlement.overage.${unit}`)}
          optional
          currency={contract?.currency ?? customer?.currency ?? company.home_currency}
          value={overage}
          onChange={(typed) => set({ overage: typed })}
        />
      )}
      {projects && projects.length > 0 ? (
        <Select
          name="after_project_id"
          label={t('entitlement.begins')}
          note={waits === nobody ? undefined : t('entitlement.begins_note')}
          options={[
            { id: nobody, text: t('entitlement.begins_day') },
            ...projects.map(({ id, name, code }) => ({
              id,
              text: t('entitlement.begins_after', { project: name }),
              note: code,
            })),
          ]}
          value={waits}
          onChange={(next) => set({ waits: next })}
        />
      ) : null}
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
      {contract ? null : (
        <BranchField name="branch_id" value={draft.branch} onChange={(branch) => set({ branch })} />
      )}
    </FormDialog>
  );
}
