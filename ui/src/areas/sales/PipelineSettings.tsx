/** Pipelines and their stages: chance, what counts as committed, what a stage asks for, how long, and who may move there. */
import { useState } from 'react';
import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKeptEdits } from '@/app/kept';
import {
  Button,
  Checkbox,
  Form,
  IconButton,
  NumberField,
  Reorder,
  Section,
  Select,
  TextField,
  wholeNumber,
} from '@/design';
import type { DealField, Pipeline, Stage } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
import { SettingsHead } from '../settings/SettingsHead';
import { useSetName } from '../settings/set-name';

const dealFields: readonly DealField[] = ['amount', 'expected_close', 'contact', 'lines'];

interface StageDraft {
  key: string;
  id?: string;
  name: string;
  probability: string;
  committed: boolean;
  required: readonly DealField[];
  limit: string;
  set: string;
}

const draftOf = (stage: Stage): StageDraft => ({
  key: stage.id,
  id: stage.id,
  name: stage.name,
  probability: stage.probability,
  committed: stage.committed,
  required: stage.required,
  limit: stage.limit_days === null ? '' : String(stage.limit_days),
  set: stage.permission_set_id ?? '',
});

const newStage = (): StageDraft => ({
  key: crypto.randomUUID(),
  name: '',
  probability: '',
  committed: false,
  required: [],
  limit: '',
  set: '',
});

export default function PipelineSettings() {
  const t = useT();
  const mayWrite = useMay()('settings.write');
  const pipelines = useRead('pipeline.list', {}, { also: ['deal'] }).data?.rows;
  const [adding, setAdding] = useState(false);
  return (
    <div className="page">
      <SettingsHead part="pipelines">
        {mayWrite ? (
          <Button kind="primary" icon="plus" onPress={() => setAdding(true)}>
            {t('pipeline.new')}
          </Button>
        ) : null}
      </SettingsHead>
      <div className="settings">
        {adding ? (
          <PipelineForm pipeline={null} mayDelete={false} disabled={false} onDone={() => setAdding(false)} />
        ) : null}
        {pipelines?.map((pipeline) => (
          <PipelineForm
            key={pipeline.id}
            pipeline={pipeline}
            mayDelete={mayWrite && pipelines.length > 1}
            disabled={!mayWrite}
          />
        ))}
      </div>
    </div>
  );
}

interface PipelineFormProps {
  /** The pipeline as it stands; none for a new one. */
  pipeline: Pipeline | null;
  mayDelete: boolean;
  disabled: boolean;
  onDone?: () => void;
}

function PipelineForm({ pipeline, mayDelete, disabled, onDone }: PipelineFormProps) {
  const t = useT();
  const save = useWrite('pipeline.save');
  const remove = useWrite('pipeline.delete');
  const [blank] = useState(() => [newStage()]);
  const { draft, set, changed, saved, done, note } = useKeptEdits(
    `pipeline.${pipeline?.id ?? 'new'}`,
    { name: pipeline?.name ?? '', stages: pipeline?.stages.map(draftOf) ?? blank },
    { fixed: disabled, lines: pipeline ? ['stages'] : [] },
  );
  const setStage = (key: string, part: Partial<StageDraft>) =>
    set({ stages: draft.stages.map((stage) => (stage.key === key ? { ...stage, ...part } : stage)) });
  const leave = () => {
    done();
    save.reset();
    onDone?.();
  };
  const submit = () =>
    save.mutate(
      {
        id: pipeline?.id,
        version: pipeline?.version,
        name: draft.name,
        stages: draft.stages.map((stage) => ({
          id: stage.id,
          name: stage.name,
          probability: stage.probability,
          committed: stage.committed,
          required: [...stage.required],
          limit_days: wholeNumber(stage.limit),
          permission_set_id: stage.set || undefined,
        })),
      },
      {
        onSuccess: () => {
          saved();
          onDone?.();
        },
      },
    );
  const title = pipeline?.name ?? t('pipeline.new');
  return (
    <Section
      title={title}
      action={
        mayDelete && pipeline ? (
          <IconButton
            icon="trash-2"
            label={t('pipeline.delete', { name: pipeline.name })}
            onPress={() =>
              remove.mutate({ id: pipeline.id, version: pipeline.version }, { onError: notifyError })
            }
          />
        ) : null
      }
    >
      <Form
        label={title}
        error={save.error}
        onSubmit={() => (disabled ? undefined : submit())}
        bodyClass="pipeline-form"
        footer={
          Object.keys(changed).length > 0 || !pipeline ? (
            <footer className="row mt-3">
              {note}
              <span className="row push-end">
                <Button onPress={leave}>{t('action.cancel')}</Button>
                <Button kind="primary" type="submit" keys="mod+enter">
                  {t('action.save')}
                </Button>
              </span>
            </footer>
          ) : null
        }
      >
        <TextField
          name="name"
          label={t('pipeline.name')}
          value={draft.name}
          autoFocus={!pipeline}
          isDisabled={disabled}
          onChange={(name) => set({ name })}
        />
        <Reorder
          label={t('pipeline.stages')}
          items={draft.stages}
          keyOf={({ key }) => key}
          nameOf={({ name }) => name || t('pipeline.stage_new')}
          onChange={(stages) => set({ stages })}
        >
          {(stage, index) => (
            <StageFields
              stage={stage}
              openDeals={pipeline?.stages.find(({ id }) => id === stage.id)?.open_deals ?? 0}
              index={index}
              disabled={disabled}
              onChange={(part) => setStage(stage.key, part)}
              onRemove={
                draft.stages.length > 1 && !disabled
                  ? () => set({ stages: draft.stages.filter(({ key }) => key !== stage.key) })
                  : undefined
              }
            />
          )}
        </Reorder>
        {disabled ? null : (
          <Button kind="ghost" icon="plus" onPress={() => set({ stages: [...draft.stages, newStage()] })}>
            {t('pipeline.add_stage')}
          </Button>
        )}
      </Form>
    </Section>
  );
}

interface StageFieldsProps {
  stage: StageDraft;
  openDeals: number;
  index: number;
  disabled: boolean;
  onChange: (part: Partial<StageDraft>) => void;
  onRemove: (() => void) | undefined;
}

const everybody = 'everybody';

function StageFields({ stage, openDeals, index, disabled, onChange, onRemove }: StageFieldsProps) {
  const t = useT();
  const sets =
    useRead('permission_set.list', {}, { also: ['user'], enabled: useMay()('user.read') }).data?.rows ?? [];
  const nameOf = useSetName();
  const path = (name: string) => `stages[${index}].${name}`;
  const toggle = (field: DealField, on: boolean) =>
    onChange({
      required: on ? [...stage.required, field] : stage.required.filter((other) => other !== field),
    });
  return (
    <div className="stage-fields">
      <div className="stage-line">
        <TextField
          name={path('name')}
          label={t('pipeline.stage')}
          value={stage.name}
          isDisabled={disabled}
          onChange={(name) => onChange({ name })}
        />
        <NumberField
          name={path('probability')}
          label={t('pipeline.chance')}
          value={stage.probability}
          isDisabled={disabled}
          onChange={(probability) => onChange({ probability })}
        />
        <NumberField
          name={path('limit_days')}
          label={t('pipeline.limit')}
          optional
          value={stage.limit}
          isDisabled={disabled}
          onChange={(limit) => onChange({ limit })}
        />
        <Select
          name={path('permission_set_id')}
          label={t('pipeline.who')}
          options={[
            { id: everybody, text: t('pipeline.everybody') },
            ...sets.map((set) => ({ id: set.id, text: nameOf(set) })),
          ]}
          value={stage.set || everybody}
          isDisabled={disabled}
          onChange={(id) => onChange({ set: id === everybody ? '' : id })}
        />
        {onRemove ? (
          <IconButton
            icon="x"
            label={t('pipeline.remove_stage', { name: stage.name || t('pipeline.stage_new') })}
            onPress={onRemove}
          />
        ) : null}
      </div>
      <div className="stage-asks">
        <fieldset className="stage-needs">
          <legend className="sr-only">{t('pipeline.asks')}</legend>
          <span className="text-xs text-text-2">{t('pipeline.asks')}</span>
          {dealFields.map((field) => (
            <Checkbox
              key={field}
              isDisabled={disabled}
              isSelected={stage.required.includes(field)}
              onChange={(on) => toggle(field, on)}
            >
              {t(`deal.needs.${field}`)}
            </Checkbox>
          ))}
        </fieldset>
        <span className="row">
          <Checkbox
            isDisabled={disabled}
            isSelected={stage.committed}
            onChange={(committed) => onChange({ committed })}
          >
            {t('pipeline.committed')}
          </Checkbox>
          <span className="text-xs text-text-3">{t('pipeline.open_deals', { count: openDeals })}</span>
        </span>
      </div>
    </div>
  );
}
