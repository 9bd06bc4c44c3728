/** What happens before and after a promise is missed: when, who is told, who gets the ticket, whether it becomes more urgent. */
import { useT } from '@/app/i18n';
import { Button, Checkbox, IconButton, NumberField, Section, Select, wholeNumber } from '@/design';
import type { PromiseKind, SlaPolicy, SlaStepInput } from '@/host/generated';
import { useOwners } from '../crm/owners';
import { nobody, ownerSent } from './nobody';

export interface StepDraft {
  key: string;
  promise: PromiseKind;
  percent: string;
  tell: string;
  give: string;
  raises: boolean;
}

export const stepsOf = (policy: SlaPolicy | undefined): StepDraft[] =>
  (policy?.steps ?? []).map(({ id, promise, percent, tell_id, give_id, raises }) => ({
    key: id,
    promise,
    percent: String(percent),
    tell: tell_id ?? nobody,
    give: give_id ?? nobody,
    raises,
  }));

export const stepsSent = (steps: readonly StepDraft[]): SlaStepInput[] =>
  steps.map(({ promise, percent, tell, give, raises }) => ({
    promise,
    percent: wholeNumber(percent) ?? 0,
    tell_id: ownerSent(tell) || undefined,
    give_id: ownerSent(give) || undefined,
    raises,
  }));

interface StepFieldsProps {
  steps: StepDraft[];
  onChange: (steps: StepDraft[]) => void;
}

export function StepFields({ steps, onChange }: StepFieldsProps) {
  const t = useT();
  const owners = useOwners();
  const set = (key: string, part: Partial<StepDraft>) =>
    onChange(steps.map((one) => (one.key === key ? { ...one, ...part } : one)));
  return (
    <Section title={t('sla.steps')}>
      <p className="text-text-2">{t('sla.steps_text')}</p>
      {steps.map((step, index) => (
        <fieldset key={step.key} className="sla-step" aria-label={t('sla.step_no', { no: index + 1 })}>
          <Select
            name={`steps[${index}].promise`}
            label={t('sla.step_of')}
            options={[
              { id: 'response', text: t('sla.step.response') },
              { id: 'resolution', text: t('sla.step.resolution') },
            ]}
            value={step.promise}
            onChange={(promise) => set(step.key, { promise: promise as PromiseKind })}
          />
          <NumberField
            name={`steps[${index}].percent`}
            label={t('sla.step_percent')}
            value={step.percent}
            onChange={(percent) => set(step.key, { percent })}
          />
          <Select
            name={`steps[${index}].tell_id`}
            label={t('sla.step_tell')}
            options={[{ id: nobody, text: t('sla.step_owner') }, ...owners]}
            value={step.tell}
            onChange={(tell) => set(step.key, { tell })}
          />
          <Select
            name={`steps[${index}].give_id`}
            label={t('sla.step_give')}
            options={[{ id: nobody, text: t('sla.step_stays') }, ...owners]}
            value={step.give}
            onChange={(give) => set(step.key, { give })}
          />
          <Checkbox isSelected={step.raises} onChange={(raises) => set(step.key, { raises })}>
            {t('sla.step_raises')}
          </Checkbox>
          <IconButton
            icon="x"
            label={t('sla.step_remove', { no: index + 1 })}
            onPress={() => onChange(steps.filter(({ key }) => key !== step.key))}
          />
        </fieldset>
      ))}
      <Button
        kind="ghost"
        icon="plus"
        onPress={() =>
          onChange([
            ...steps,
            {
              key: crypto.randomUUID(),
              promise: 'response',
              percent: '75',
              tell: nobody,
              give: nobody,
              raises: false,
            },
          ])
        }
      >
        {t('sla.step_add')}
      </Button>
    </Section>
  );
}
