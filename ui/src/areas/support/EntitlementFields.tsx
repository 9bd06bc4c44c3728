/** How support is counted: in hours or requests of a period, or not at all. */
import { useT } from '@/app/i18n';
import { Checkbox, NumberField, Select } from '@/design';
import type { SupportPeriod, SupportUnit } from '@/host/generated';
import { useRead } from '@/host/queries';
import { nobody } from './nobody';
import { canRollOver, periodOptions, unitOptions } from './words';

export interface CountedDraft {
  unit: SupportUnit;
  amount: string;
  period: SupportPeriod;
  rollover: boolean;
  policy: string;
}

export const newCounted: CountedDraft = {
  unit: 'hours',
  amount: '',
  period: 'month',
  rollover: false,
  policy: nobody,
};

interface EntitlementFieldsProps {
  draft: CountedDraft;
  set: (part: Partial<CountedDraft>) => void;
  /** What stands before the paths of the fields in the request. */
  at?: string;
  disabled?: boolean;
}

export function EntitlementFields({ draft, set, at = '', disabled }: EntitlementFieldsProps) {
  const t = useT();
  const isCounted = draft.unit !== 'unlimited';
  return (
    <>
      <div className="form-2">
        <Select
          name={`${at}unit`}
          label={t('entitlement.unit')}
          isDisabled={disabled}
          options={unitOptions(t)}
          value={draft.unit}
          onChange={(unit) => set({ unit: unit as SupportUnit })}
        />
        {isCounted ? (
          <NumberField
            name={`${at}amount`}
            label={t(`entitlement.amount.${draft.unit === 'tickets' ? 'tickets' : 'hours'}`)}
            isDisabled={disabled}
            value={draft.amount}
            onChange={(amount) => set({ amount })}
          />
        ) : null}
        <Select
          name={`${at}period`}
          label={t('entitlement.period')}
          isDisabled={disabled}
          options={periodOptions(t)}
          value={draft.period}
          onChange={(period) => set({ period: period as SupportPeriod })}
        />
        <PolicyField
          name={`${at}policy_id`}
          value={draft.policy}
          onChange={(policy) => set({ policy })}
          disabled={disabled}
        />
      </div>
      {canRollOver(draft.unit, draft.period) ? (
        <Checkbox
          isSelected={draft.rollover}
          isDisabled={disabled}
          onChange={(rollover) => set({ rollover })}
        >
          {t('entitlement.rollover')}
        </Checkbox>
      ) : null}
    </>
  );
}

/** The service levels of the company. */
export function usePolicies() {
  const t = useT();
  const rows = useRead('sla_policy.list', {}).data?.rows ?? [];
  return [
    { id: nobody, text: t('entitlement.policy_usual') },
    ...rows.map(({ id, name }) => ({ id, text: name })),
  ];
}

interface PolicyFieldProps {
  name: string;
  value: string;
  onChange: (id: string) => void;
  disabled?: boolean;
}

function PolicyField({ name, value, onChange, disabled }: PolicyFieldProps) {
  const t = useT();
  return (
    <Select
      name={name}
      label={t('entitlement.policy')}
      optional
      isDisabled={disabled}
      options={usePolicies()}
      value={value}
      onChange={onChange}
    />
  );
}
