/** A new contract: with whom, from when to when, for how much, and what happens when it is over. */
import { useCompany, useHas, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKept } from '@/app/kept';
import { useGo } from '@/app/router';
import { AmountField, Checkbox, DateField, FormSheet, NumberField, TextField, wholeNumber } from '@/design';
import { useRead, useWrite } from '@/host/queries';
import { BranchField } from '../billing/BranchField';
import { CustomerField } from '../billing/editor/CustomerField';

interface NewContractProps {
  /** With whom, when that is known. */
  customerId: string | undefined;
  onClose: () => void;
}

export function NewContract({ customerId, onClose }: NewContractProps) {
  const t = useT();
  const go = useGo();
  const { company, today } = useCompany();
  const [may, has] = [useMay(), useHas()];
  const mayBill = has('finance') && may('invoice.write');
  const create = useWrite('contract.create');
  const { draft, set, done, note } = useKept(
    'contract.new',
    {
      customerId: customerId ?? '',
      customer: '',
      name: '',
      start: '',
      end: '',
      notice: '',
      renews: false,
      months: '12',
      indexation: '',
      value: '',
      bills: false,
      branch: '',
    },
    customerId ? { customerId } : {},
  );
  const customer = useRead(
    'customer.get',
    { id: draft.customerId },
    { enabled: draft.customerId !== '' },
  ).data;
  const close = () => {
    done();
    onClose();
  };
  const submit = () =>
    create.mutate(
      {
        customer_id: draft.customerId,
        branch_id: draft.branch || undefined,
        name: draft.name,
        start: draft.start,
        end: draft.end,
        notice_days: wholeNumber(draft.notice),
        auto_renew: draft.renews,
        renewal_months: draft.renews ? wholeNumber(draft.months) : undefined,
        indexation_percent: draft.indexation || undefined,
        value: draft.value || undefined,
      },
      {
        onSuccess: ({ result }) => {
          close();
          if (draft.bills) go('/recurring-invoices/new', { customer: draft.customerId, contract: result.id });
          else go(`/contracts/${result.id}`);
        },
      },
    );
  return (
    <FormSheet
      size="md"
      title={t('contract.new')}
      error={create.error}
      action={t('contract.create')}
      aside={note}
      onSubmit={submit}
      onClose={close}
    >
      <CustomerField
        autoFocus={!customerId}
        id={draft.customerId || undefined}
        name={draft.customer || (draft.customerId === '' ? '' : (customer?.name ?? ''))}
        onChange={(id, name) => set({ customerId: id, customer: name })}
      />
      <TextField
        autoFocus={customerId !== undefined}
        name="name"
        label={t('contract.name')}
        placeholder={t('contract.name_hint')}
        value={draft.name}
        onChange={(name) => set({ name })}
      />
      <div className="form-2">
        <DateField
          name="start"
          label={t('contract.start')}
          today={today}
          value={draft.start}
          onChange={(start) => set({ start })}
        />
        <DateField
          name="end"
          label={t('contract.end')}
          today={today}
          value={draft.end}
          onChange={(end) => set({ end })}
        />
        <AmountField
          name="value"
          label={t('contract.value')}
          optional
          note={t('contract.value_hint')}
          currency={customer?.currency ?? company.home_currency}
          value={draft.value}
          onChange={(value) => set({ value })}
        />
        <NumberField
          name="notice_days"
          label={t('contract.notice_days')}
          optional
          value={draft.notice}
          onChange={(notice) => set({ notice })}
        />
        <BranchField name="branch_id" value={draft.branch} onChange={(branch) => set({ branch })} />
      </div>
      <Checkbox isSelected={draft.renews} onChange={(renews) => set({ renews })}>
        {t('contract.auto_renew_text')}
      </Checkbox>
      {draft.renews ? (
        <div className="form-2">
          <NumberField
            name="renewal_months"
            label={t('contract.renewal_months')}
            value={draft.months}
            onChange={(months) => set({ months })}
          />
          <NumberField
            name="indexation_percent"
            label={t('column.indexation_percent')}
            optional
            note={t('contract.indexation_hint')}
            value={draft.indexation}
            onChange={(indexation) => set({ indexation })}
          />
        </div>
      ) : null}
      {mayBill ? (
        <Checkbox isSelected={draft.bills} onChange={(bills) => set({ bills })}>
          {t('contract.bills')}
        </Checkbox>
      ) : null}
    </FormSheet>
  );
}
