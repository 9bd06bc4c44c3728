/** The plan of a template: its milestones and tasks as lines, saved as a whole. What is typed outlives a crash until then. */
import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKeptEdits, useSeen } from '@/app/kept';
import { useLeaveDeleted } from '@/app/recent';
import { useParam } from '@/app/router';
import {
  Button,
  durationTyped,
  Form,
  IconButton,
  LinkRow,
  LinkRows,
  MoreMenu,
  RecordHead,
  RecordPage,
  Reorder,
  Section,
  TextField,
} from '@/design';
import type { Template, TemplateMilestone, TemplateTask } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
import './projects.css';
import { TemplateTaskLine } from './TemplateTaskLine';

export default function TemplatePage() {
  const t = useT();
  const answer = useRead(
    'project_template.get',
    { id: useParam('id') },
    { also: ['project', 'task', 'item'] },
  );
  return (
    <RecordPage answer={answer} above={{ to: '/projects/templates', title: t('template.title') }}>
      {(template) => <Editor key={template.id} template={template} />}
    </RecordPage>
  );
}

/** A key that no part has yet. */
function fresh(parts: readonly { key: string }[], prefix: string): string {
  let no = parts.length + 1;
  while (parts.some(({ key }) => key === `${prefix}${no}`)) no += 1;
  return `${prefix}${no}`;
}

function Editor({ template }: { template: Template }) {
  const t = useT();
  const leave = useLeaveDeleted();
  const mayWrite = useMay()('project.write');
  const save = useWrite('project_template.save');
  const remove = useWrite('project_template.delete');
  const { version, onNewest } = useSeen(template.version, save.reset);
  const { draft, set, changed, saved, note } = useKeptEdits(
    `template.${template.id}`,
    {
      name: template.name,
      notes: template.notes,
      budget: durationTyped(template.budget_minutes),
      milestones: template.milestones,
      tasks: template.tasks,
    },
    { fixed: !mayWrite },
  );
  const isChanged = Object.keys(changed).length > 0;
  // A line that is still empty is none.
  const tasks = draft.tasks.map((one) => ({
    ...one,
    checklist: one.checklist.filter((line) => line.trim() !== ''),
  }));
  const submit = () => save.mutate({ id: template.id, version, ...draft, tasks }, { onSuccess: saved });
  const addTask = () =>
    set({
      tasks: [
        ...draft.tasks,
        {
          key: fresh(draft.tasks, 't'),
          title: '',
          milestone: null,
          role: '',
          offset_days: 0,
          duration_days: 1,
          estimate: '',
          priority: 'normal',
          checklist: [],
          notes: '',
          after: [],
        },
      ],
    });
  const changeTask = (at: number, part: Partial<TemplateTask>) =>
    set({ tasks: draft.tasks.map((one, place) => (place === at ? { ...one, ...part } : one)) });
  const removeTask = (key: string) =>
    set({
      tasks: draft.tasks
        .filter((one) => one.key !== key)
        .map((one) => ({ ...one, after: one.after.filter((before) => before !== key) })),
    });
  return (
    <div className="page">
      <RecordHead above={{ to: '/projects/templates', title: t('template.title') }} title={template.name}>
        {note}
        {mayWrite ? (
          <MoreMenu
            groups={[
              {
                id: 'end',
                actions: [
                  {
                    id: 'delete',
                    title: t('action.delete'),
                    icon: 'trash-2',
                    danger: true,
                    run: () =>
                      remove.mutate(
                        { id: template.id, version: template.version },
                        { onSuccess: () => leave('/projects/templates'), onError: notifyError },
                      ),
                  },
                ],
              },
            ]}
          />
        ) : null}
      </RecordHead>
      <Form
        label={template.name}
        error={save.error}
        onNewest={onNewest}
        onSubmit={submit}
        bodyClass="template"
        footer={
          mayWrite ? (
            <footer className="sheet-f">
              <span className="push-end">
                <Button kind="primary" type="submit" keys="mod+enter" isDisabled={!isChanged}>
                  {t('action.save')}
                </Button>
              </span>
            </footer>
          ) : null
        }
      >
        <div className="form-2">
          <TextField
            name="name"
            label={t('template.name')}
            value={draft.name}
            isReadOnly={!mayWrite}
            onChange={(name) => set({ name })}
          />
          <TextField
            name="budget"
            label={t('project.budget_hours')}
            optional
            value={draft.budget}
            isReadOnly={!mayWrite}
            onChange={(budget) => set({ budget })}
          />
          <div className="wide">
            <TextField
              name="notes"
              label={t('customer.notes')}
              optional
              lines={2}
              value={draft.notes}
              isReadOnly={!mayWrite}
              onChange={(notes) => set({ notes })}
            />
          </div>
        </div>
        <MilestoneLines
          milestones={draft.milestones}
          set={(milestones) => set({ milestones })}
          mayWrite={mayWrite}
        />
        <Section title={t('nav.tasks')} count={draft.tasks.length}>
          <Reorder
            label={t('nav.tasks')}
            items={draft.tasks}
            keyOf={(one) => one.key}
            nameOf={(one) => one.title}
            onChange={(tasks) => mayWrite && set({ tasks })}
          >
            {(one, at) => (
              <TemplateTaskLine
                task={one}
                at={at}
                milestones={draft.milestones}
                others={draft.tasks}
                mayWrite={mayWrite}
                onChange={(part) => changeTask(at, part)}
                onRemove={() => removeTask(one.key)}
              />
            )}
          </Reorder>
          {mayWrite ? (
            <Button icon="plus" onPress={addTask}>
              {t('task.add')}
            </Button>
          ) : null}
        </Section>
        <Items template={template} />
      </Form>
    </div>
  );
}

/** The items that are delivered by it; each says so itself. */
function Items({ template: { items } }: { template: Template }) {
  const t = useT();
  const may = useMay();
  if (!may('item.read')) return null;
  return (
    <Section title={t('template.items')} count={items.length}>
      {items.length === 0 ? (
        <p className="text-text-3">{t('template.items_none')}</p>
      ) : (
        <LinkRows label={t('template.items')}>
          {items.map((item) => (
            <LinkRow key={item.id} code={item.code} title={item.name} to={`/catalogue/items/${item.id}`} />
          ))}
        </LinkRows>
      )}
    </Section>
  );
}

interface MilestoneLinesProps {
  milestones: readonly TemplateMilestone[];
  set: (milestones: TemplateMilestone[]) => void;
  mayWrite: boolean;
}

function MilestoneLines({ milestones, set, mayWrite }: MilestoneLinesProps) {
  const t = useT();
  const change = (at: number, part: Partial<TemplateMilestone>) =>
    set(milestones.map((one, place) => (place === at ? { ...one, ...part } : one)));
  return (
    <Section title={t('milestone.title')} count={milestones.length}>
      <ul className="template-milestones">
        {milestones.map((one, at) => (
          <li key={one.key}>
            <TextField
              name={`milestones[${at}].name`}
              label={t('milestone.name')}
              value={one.name}
              isReadOnly={!mayWrite}
              onChange={(name) => change(at, { name })}
            />
            <Count
              name={`milestones[${at}].offset_days`}
              label={t('template.on_day')}
              value={one.offset_days}
              isReadOnly={!mayWrite}
              onChange={(offset_days) => change(at, { offset_days })}
            />
            <TextField
              name={`milestones[${at}].percent`}
              label={t('template.percent')}
              numeric
              inputMode="decimal"
              value={one.percent}
              isReadOnly={!mayWrite}
              onChange={(percent) => change(at, { percent })}
            />
            {mayWrite ? (
              <IconButton
                icon="x"
                label={t('milestone.remove', { name: one.name })}
                onPress={() => set(milestones.filter((_, place) => place !== at))}
              />
            ) : null}
          </li>
        ))}
      </ul>
      {milestones.some(({ percent }) => percent !== '') ? (
        <p className="hint">{t('template.percent_help')}</p>
      ) : null}
      {mayWrite ? (
        <div className="row mt-3">
          <Button
            icon="plus"
            onPress={() =>
              set([...milestones, { key: fresh(milestones, 'm'), name: '', offset_days: 0, percent: '' }])
            }
          >
            {t('milestone.new')}
          </Button>
        </div>
      ) : null}
    </Section>
  );
}

interface CountProps {
  name: string;
  label: string;
  value: number;
  isReadOnly: boolean;
  onChange: (value: number) => void;
}

/** A whole number of days; what is none is not taken. */
export function Count({ name, label, value, isReadOnly, onChange }: CountProps) {
  return (
    <TextField
      name={name}
      label={label}
      numeric
      inputMode="numeric"
      value={String(value)}
      isReadOnly={isReadOnly}
      onChange={(text) => {
        const digits = text.replace(/\D/g, '').slice(0, 4);
        onChange(digits === '' ? 0 : Number.parseInt(digits, 10));
      }}
    />
  );
}
