/** One thing that the customer may use: how much of it, how soon help is promised, and how it is counted. */
import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { AmountField, Checkbox, IconButton, NumberField, Select, TextField } from '@/design';
import type { HandoverEntitlement, SupportPeriod, SupportUnit } from '@/host/generated';
import { useRead } from '@/host/queries';
import { canRollOver, periodOptions, unitOptions } from '../support/words';
import { More } from './More';

interface SupportLineProps {
  at: number;
  one: HandoverEntitlement;
  lacks: boolean;
  /** In which a price is agreed. */
  currency: string;
  onChange: (part: Partial<HandoverEntitlement>) => void;
  onRemove: () => void;
}

const byRules = 'rules';

export function SupportLine({ at, one, lacks, currency, onChange, onRemove }: SupportLineProps) {
  const t = useT();
  const mayRead = useMay()('entitlement.read');
  const policies = useRead('sla_policy.list', {}, { enabled: mayRead }).data?.rows ?? [];
  const path = `support.entitlements[${at}]`;
  const isCounted = one.unit !== 'unlimited';
  const says = isCounted
    ? [
        t(`entitlement.unit.${one.unit}`),
        t(`entitlement.period.${one.period}`),
        one.rollover && canRollOver(one.unit, one.period) ? t('entitlement.rollover') : '',
      ]
    : [t('entitlement.unit.unlimited')];
  return (
    <div>
      <div className="hand-line">
        <TextField
          name={`${path}.name`}
          label={t('handover.entitlement')}
          value={one.name}
          onChange={(name) => onChange({ name })}
        />
        {one.unit === 'unlimited' ? null : (
          <NumberField
            name={`${path}.amount`}
            label={t(`handover.amount.${one.unit}.${one.period}`)}
            value={one.amount ?? ''}
            onChange={(amount) => onChange({ amount })}
          />
        )}
        <Select
          name={`${path}.policy_id`}
          label={t('handover.policy')}
          options={[
            { id: byRules, text: t('handover.policy_rules') },
            ...policies.map(({ id, name }) => ({ id, text: name })),
          ]}
          value={one.policy_id || byRules}
          onChange={(id) => onChange({ policy_id: id === byRules ? undefined : id })}
        />
        <IconButton
          icon="x"
          label={t('handover.remove', { name: one.name || t('handover.entitlement') })}
          onPress={onRemove}
        />
      </div>
      <More says={says} open={lacks}>
        <div className="hand-3">
          <Select
            name={`${path}.unit`}
            label={t('entitlement.unit')}
            options={unitOptions(t)}
            value={one.unit}
            onChange={(id) => {
              const unit = id as SupportUnit;
              onChange(
                unit === 'unlimited'
                  ? { unit, amount: undefined, rollover: undefined, overage_price: undefined }
                  : { unit },
              );
            }}
          />
          <Select
            name={`${path}.period`}
            label={t('entitlement.period')}
            options={periodOptions(t)}
            value={one.period}
            onChange={(id) => onChange({ period: id as SupportPeriod })}
          />
          {one.unit === 'unlimited' ? null : (
            <AmountField
              name={`${path}.overage_price`}
              label={t(`entitlement.overage.${one.unit}`)}
              optional
              currency={currency}
              value={one.overage_price ?? ''}
              onChange={(overage_price) => onChange({ overage_price: overage_price || undefined })}
            />
          )}
        </div>
        {canRollOver(one.unit, one.period) ? (
          <Checkbox isSelected={one.rollover ?? false} onChange={(rollover) => onChange({ rollover })}>
            {t('entitlement.rollover')}
          </Checkbox>
        ) : null}
      </More>
    </div>
  );
}
