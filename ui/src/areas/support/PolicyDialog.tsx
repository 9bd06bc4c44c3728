/** One service level: its hours, what is promised for each priority, and for which tickets. */
import { useT } from '@/app/i18n';
import { useKept } from '@/app/kept';
import {
  Button,
  Checkbox,
  durationTyped,
  FormSheet,
  IconButton,
  minutesTyped,
  Section,
  Segments,
  Select,
  Suggest,
  TextField,
} from '@/design';
import type { PolicyHours, Priority, SlaPolicy } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { findCustomers } from '../billing/editor/CustomerField';
import { newerOf } from '../standing';
import { useCategories } from './categories';
import { nobody } from './nobody';
import { type StepDraft, StepFields, stepsOf, stepsSent } from './StepFields';
import { priorities, priorityOptions } from './words';

interface RuleDraft {
  key: string;
  customerId: string;
  customer: string;
  category: string;
  priority: string;
}

interface TargetDraft {
  priority: Priority;
  response: string;
  resolution: string;
}

interface Draft {
  steps: StepDraft[];
  version: number;
  name: string;
  hours: PolicyHours;
  isDefault: boolean;
  targets: TargetDraft[];
  rules: RuleDraft[];
}

const draftOf = (policy: SlaPolicy | undefined): Draft => {
  const typed = (minutes: number | null | undefined) => (minutes ? durationTyped(minutes) : '');
  return {
    version: policy?.version ?? 0,
    name: policy?.name ?? '',
    hours: policy?.hours ?? 'business',
    isDefault: policy?.is_default ?? false,
    targets: priorities.map((priority) => {
      const target = policy?.targets.find((one) => one.priority === priority);
      return {
        priority,
        response: typed(target?.response_minutes),
        resolution: typed(target?.resolution_minutes),
      };
    }),
    steps: stepsOf(policy),
    rules: (policy?.rules ?? []).map((rule) => ({
      key: rule.id,
      customerId: rule.customer_id ?? '',
      customer: rule.customer,
      category: rule.category_id ?? nobody,
      priority: rule.priority ?? nobody,
    })),
  };
};

interface PolicyDialogProps {
  /** A new one when absent. */
  policy: SlaPolicy | undefined;
  onClose: () => void;
}

export function PolicyDialog({ policy: opened, onClose }: PolicyDialogProps) {
  const t = useT();
  const save = useWrite('sla_policy.save');
  const rows = useRead('sla_policy.list', {}).data?.rows;
  const policy =
    opened &&
    newerOf(
      opened,
      rows?.find(({ id }) => id === opened.id),
    );
  const { draft, set, done, note } = useKept(`sla_policy.${opened?.id ?? 'new'}`, draftOf(opened));
  const { version, name, hours, isDefault, targets, rules, steps } = draft;
  const close = () => {
    done();
    onClose();
  };
  // All of it is sent: over a newer one it is looked at anew.
  const goOn = () => {
    set(draftOf(policy));
    save.reset();
  };
  const chosen = (value: string) => (value === nobody ? undefined : value);
  const submit = () =>
    save.mutate(
      {
        id: opened?.id,
        version: opened ? version : undefined,
        name,
        hours,
        is_default: isDefault || undefined,
        targets: targets.map(({ priority, response, resolution }) => ({
          priority,
          response_minutes: minutesTyped(response) ?? null,
          resolution_minutes: minutesTyped(resolution) ?? null,
        })),
        steps: stepsSent(steps),
        rules: rules.map((rule) => ({
          customer_id: rule.customerId || undefined,
          category_id: chosen(rule.category),
          priority: chosen(rule.priority) as Priority | undefined,
        })),
      },
      { onSuccess: close },
    );
  return (
    <FormSheet
      size="md"
      title={t(opened ? 'sla.edit' : 'sla.new')}
      error={save.error}
      onNewest={policy && policy.version !== version ? goOn : undefined}
      action={t('action.save')}
      aside={note}
      onSubmit={submit}
      onClose={close}
    >
      <TextField
        autoFocus
        name="name"
        label={t('sla.name')}
        value={name}
        onChange={(typed) => set({ name: typed })}
      />
      <Segments
        label={t('sla.hours')}
        segments={[
          { id: 'business', title: t('sla.hours.business') },
          { id: 'always', title: t('sla.hours.always') },
        ]}
        value={hours}
        onChange={(next) => set({ hours: next })}
      />
      <TargetFields targets={targets} onChange={(next) => set({ targets: next })} />
      {opened?.is_default ? (
        <p className="text-text-2">{t('sla.rules_default')}</p>
      ) : (
        <Checkbox isSelected={isDefault} onChange={(next) => set({ isDefault: next })}>
          {t('sla.make_default')}
        </Checkbox>
      )}
      <RuleFields rules={rules} onChange={(next) => set({ rules: next })} />
      <StepFields steps={steps} onChange={(next) => set({ steps: next })} />
    </FormSheet>
  );
}

interface TargetFieldsProps {
  targets: TargetDraft[];
  onChange: (targets: TargetDraft[]) => void;
}

function TargetFields({ targets, onChange }: TargetFieldsProps) {
  const t = useT();
  const set = (priority: Priority, part: Partial<TargetDraft>) =>
    onChange(targets.map((one) => (one.priority === priority ? { ...one, ...part } : one)));
  return (
    <Section title={t('sla.promises')}>
      <p className="text-text-2">{t('sla.promises_text')}</p>
      {targets.map(({ priority, response, resolution }, index) => (
        <fieldset key={priority} className="sla-target" aria-label={t(`ticket.priority.${priority}`)}>
          <span aria-hidden="true">{t(`ticket.priority.${priority}`)}</span>
          <TextField
            name={`targets[${index}].response_minutes`}
            label={t('sla.response')}
            optional
            placeholder={t('sla.span_hint')}
            value={response}
            onChange={(typed) => set(priority, { response: typed })}
          />
          <TextField
            name={`targets[${index}].resolution_minutes`}
            label={t('sla.resolution')}
            optional
            placeholder={t('sla.span_hint')}
            value={resolution}
            onChange={(typed) => set(priority, { resolution: typed })}
          />
        </fieldset>
      ))}
    </Section>
  );
}

interface RuleFieldsProps {
  rules: RuleDraft[];
  onChange: (rules: RuleDraft[]) => void;
}

function RuleFields({ rules, onChange }: RuleFieldsProps) {
  const t = useT();
  const categories = useCategories() ?? [];
  const set = (key: string, part: Partial<RuleDraft>) =>
    onChange(rules.map((one) => (one.key === key ? { ...one, ...part } : one)));
  const any = { id: nobody, text: t('sla.any') };
  return (
    <Section title={t('sla.rules')}>
      <p className="text-text-2">{t('sla.rules_text')}</p>
      {rules.map((rule, index) => (
        <fieldset key={rule.key} className="sla-rule" aria-label={t('sla.rule_no', { no: index + 1 })}>
          <Suggest
            name={`rules[${index}].customer_id`}
            label={t('kind.customer')}
            optional
            source="customer"
            placeholder={t('sla.any')}
            value={rule.customer}
            onChange={(customer) => set(rule.key, { customer, customerId: '' })}
            find={findCustomers}
            onPick={(found) => set(rule.key, { customer: found.text, customerId: found.id })}
          />
          <Select
            name={`rules[${index}].category_id`}
            label={t('ticket.category')}
            options={[any, ...categories]}
            value={rule.category}
            onChange={(category) => set(rule.key, { category })}
          />
          <Select
            name={`rules[${index}].priority`}
            label={t('ticket.priority')}
            options={[any, ...priorityOptions(t)]}
            value={rule.priority}
            onChange={(priority) => set(rule.key, { priority })}
          />
          <IconButton
            icon="x"
            label={t('sla.rule_remove', { no: index + 1 })}
            onPress={() => onChange(rules.filter(({ key }) => key !== rule.key))}
          />
        </fieldset>
      ))}
      <Button
        kind="ghost"
        icon="plus"
        onPress={() =>
          onChange([
            ...rules,
            { key: crypto.randomUUID(), customerId: '', customer: '', category: nobody, priority: nobody },
          ])
        }
      >
        {t('sla.rule_add')}
      </Button>
    </Section>
  );
}
