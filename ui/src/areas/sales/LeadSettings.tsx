/** Who gets an enquiry, and how soon it is to be answered. */
import { useCompany, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKeptEdits } from '@/app/kept';
import {
  Button,
  Form,
  IconButton,
  NumberField,
  Reorder,
  Section,
  Select,
  TextField,
  wholeNumber,
} from '@/design';
import type { AssignBy, LeadRules } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { useOwners } from '../crm/owners';
import { SettingsHead } from '../settings/SettingsHead';

interface RuleDraft {
  key: string;
  id?: string;
  by: AssignBy;
  value: string;
  owner: string;
}

interface TargetDraft {
  key: string;
  id?: string;
  source: string;
  minutes: string;
}

interface Draft {
  rules: RuleDraft[];
  targets: TargetDraft[];
}

const draftOf = (known: LeadRules): Draft => ({
  rules: known.rules.map(({ id, by, value, owner_id }) => ({ key: id, id, by, value, owner: owner_id })),
  targets: known.targets.map(({ id, source, minutes }) => ({
    key: id,
    id,
    source,
    minutes: String(minutes),
  })),
});

export default function LeadSettings() {
  const known = useRead('lead_rule.list', {}, { also: ['lead', 'user'] }).data;
  return (
    <div className="page">
      <SettingsHead part="leads" />
      {known ? <RulesForm stands={draftOf(known)} /> : null}
    </div>
  );
}

function RulesForm({ stands }: { stands: Draft }) {
  const t = useT();
  const disabled = !useMay()('settings.write');
  const save = useWrite('lead_rule.save');
  const { draft, set, changed, saved, done, note } = useKeptEdits('lead_rules', stands, {
    fixed: disabled,
    lines: ['rules', 'targets'],
  });
  const submit = () =>
    save.mutate(
      {
        rules: draft.rules.map(({ id, by, value, owner }) => ({ id, by, value, owner_id: owner })),
        targets: draft.targets.map(({ id, source, minutes }) => ({
          id,
          source,
          minutes: wholeNumber(minutes) ?? 0,
        })),
      },
      { onSuccess: saved },
    );
  return (
    <div className="settings">
      <Form
        label={t('settings.leads')}
        error={save.error}
        onSubmit={() => (disabled ? undefined : submit())}
        bodyClass="flex flex-col gap-5"
        footer={
          Object.keys(changed).length > 0 ? (
            <footer className="row mt-3">
              {note}
              <span className="row push-end">
                <Button
                  onPress={() => {
                    done();
                    save.reset();
                  }}
                >
                  {t('action.cancel')}
                </Button>
                <Button kind="primary" type="submit" keys="mod+enter">
                  {t('action.save')}
                </Button>
              </span>
            </footer>
          ) : null
        }
      >
        <Rules rules={draft.rules} disabled={disabled} onChange={(rules) => set({ rules })} />
        <Targets targets={draft.targets} disabled={disabled} onChange={(targets) => set({ targets })} />
      </Form>
    </div>
  );
}

const ways: readonly AssignBy[] = ['source', 'place', 'turn'];

interface RulesProps {
  rules: RuleDraft[];
  disabled: boolean;
  onChange: (rules: RuleDraft[]) => void;
}

function Rules({ rules, disabled, onChange }: RulesProps) {
  const t = useT();
  const { user } = useCompany();
  const owners = useOwners();
  const set = (key: string, part: Partial<RuleDraft>) =>
    onChange(rules.map((rule) => (rule.key === key ? { ...rule, ...part } : rule)));
  return (
    <Section title={t('lead_rule.title')}>
      <p className="text-text-2">{t('lead_rule.text')}</p>
      <Reorder
        label={t('lead_rule.title')}
        items={rules}
        keyOf={({ key }) => key}
        nameOf={(rule) => rule.value || t(`lead_rule.by.${rule.by}`)}
        onChange={onChange}
      >
        {(rule, index) => (
          <div className="rule-line">
            <Select
              name={`rules[${index}].by`}
              label={t('lead_rule.by')}
              options={ways.map((id) => ({ id, text: t(`lead_rule.by.${id}`) }))}
              value={rule.by}
              isDisabled={disabled}
              onChange={(by) => set(rule.key, { by: by as AssignBy })}
            />
            {rule.by === 'turn' ? (
              <p className="rule-note text-text-2">{t('lead_rule.turn_note')}</p>
            ) : (
              <TextField
                name={`rules[${index}].value`}
                label={t(`lead_rule.by.${rule.by}`)}
                value={rule.value}
                isDisabled={disabled}
                onChange={(value) => set(rule.key, { value })}
              />
            )}
            <Select
              name={`rules[${index}].owner_id`}
              label={t('lead_rule.owner')}
              options={owners}
              value={rule.owner}
              isDisabled={disabled}
              onChange={(owner) => set(rule.key, { owner })}
            />
            {disabled ? null : (
              <IconButton
                icon="x"
                label={t('lead_rule.remove', { name: rule.value || t(`lead_rule.by.${rule.by}`) })}
                onPress={() => onChange(rules.filter(({ key }) => key !== rule.key))}
              />
            )}
          </div>
        )}
      </Reorder>
      {disabled ? null : (
        <Button
          kind="ghost"
          icon="plus"
          onPress={() =>
            onChange([...rules, { key: crypto.randomUUID(), by: 'source', value: '', owner: user.id }])
          }
        >
          {t('lead_rule.add')}
        </Button>
      )}
    </Section>
  );
}

interface TargetsProps {
  targets: TargetDraft[];
  disabled: boolean;
  onChange: (targets: TargetDraft[]) => void;
}

function Targets({ targets, disabled, onChange }: TargetsProps) {
  const t = useT();
  const set = (key: string, part: Partial<TargetDraft>) =>
    onChange(targets.map((target) => (target.key === key ? { ...target, ...part } : target)));
  return (
    <Section title={t('lead_target.title')}>
      <p className="text-text-2">{t('lead_target.text')}</p>
      <ul className="flex flex-col gap-2">
        {targets.map((target, index) => (
          <li key={target.key} className="rule-line" data-of="target">
            <TextField
              name={`targets[${index}].source`}
              label={t('lead.source')}
              placeholder={t('lead_target.every')}
              value={target.source}
              isDisabled={disabled}
              onChange={(source) => set(target.key, { source })}
            />
            <NumberField
              name={`targets[${index}].minutes`}
              label={t('lead_target.minutes')}
              value={target.minutes}
              isDisabled={disabled}
              onChange={(minutes) => set(target.key, { minutes })}
            />
            {disabled ? null : (
              <IconButton
                icon="x"
                label={t('lead_target.remove', { name: target.source || t('lead_target.every') })}
                onPress={() => onChange(targets.filter(({ key }) => key !== target.key))}
              />
            )}
          </li>
        ))}
      </ul>
      {disabled ? null : (
        <Button
          kind="ghost"
          icon="plus"
          onPress={() => onChange([...targets, { key: crypto.randomUUID(), source: '', minutes: '' }])}
        >
          {t('lead_target.add')}
        </Button>
      )}
    </Section>
  );
}
