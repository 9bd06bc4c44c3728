/** One task of a template: what, by whom, on which day for how long, and behind it what is rarely needed. */
import { useState } from 'react';
import { useT } from '@/app/i18n';
import { Button, Checkbox, IconButton, Select, TextField } from '@/design';
import type { TemplateMilestone, TemplateTask } from '@/host/generated';
import { Count } from './TemplatePage';
import { priorityOptions } from './words';

interface TemplateTaskLineProps {
  task: TemplateTask;
  at: number;
  milestones: readonly TemplateMilestone[];
  others: readonly TemplateTask[];
  mayWrite: boolean;
  onChange: (part: Partial<TemplateTask>) => void;
  onRemove: () => void;
}

const none = 'none';

export function TemplateTaskLine(props: TemplateTaskLineProps) {
  const { task, at, milestones, others, mayWrite, onChange, onRemove } = props;
  const t = useT();
  const [open, setOpen] = useState(false);
  const field = (name: string) => ({ name: `tasks[${at}].${name}`, isReadOnly: !mayWrite });
  const before = others.filter(({ key }) => task.after.includes(key));
  return (
    <div className="template-task">
      <div className="template-line">
        <TextField
          {...field('title')}
          label={t('task.title')}
          value={task.title}
          onChange={(title) => onChange({ title })}
        />
        <TextField
          {...field('role')}
          label={t('template.role')}
          placeholder={t('project.lead')}
          value={task.role}
          onChange={(role) => onChange({ role })}
        />
        <Count
          {...field('offset_days')}
          label={t('template.on_day')}
          value={task.offset_days}
          onChange={(offset_days) => onChange({ offset_days })}
        />
        <Count
          {...field('duration_days')}
          label={t('template.days')}
          value={task.duration_days}
          onChange={(duration_days) => onChange({ duration_days })}
        />
        <TextField
          {...field('estimate')}
          label={t('task.estimate')}
          value={task.estimate}
          onChange={(estimate) => onChange({ estimate })}
        />
        <Button
          kind="ghost"
          icon={open ? 'chevron-down' : 'chevron-right'}
          aria-expanded={open}
          onPress={() => setOpen(!open)}
        >
          {t('template.more')}
        </Button>
        {mayWrite ? (
          <IconButton icon="x" label={t('template.remove', { task: task.title })} onPress={onRemove} />
        ) : null}
      </div>
      {before.length > 0 && !open ? (
        <p className="text-xs text-text-3">
          {t('template.behind', { tasks: before.map(({ title }) => title).join(', ') })}
        </p>
      ) : null}
      {open ? (
        <div className="form-2">
          <Select
            label={t('kind.milestone')}
            isDisabled={!mayWrite}
            options={[
              { id: none, text: t('task.no_milestone') },
              ...milestones.map(({ key, name }) => ({ id: key, text: name })),
            ]}
            value={task.milestone ?? none}
            onChange={(key) => onChange({ milestone: key === none ? null : key })}
          />
          <Select
            label={t('task.priority')}
            isDisabled={!mayWrite}
            options={priorityOptions(t)}
            value={task.priority}
            onChange={(priority) => onChange({ priority: priority as TemplateTask['priority'] })}
          />
          <TextField
            {...field('checklist')}
            label={t('task.checklist')}
            note={t('template.checklist_note')}
            lines={3}
            value={task.checklist.join('\n')}
            onChange={(text) => onChange({ checklist: text === '' ? [] : text.split('\n') })}
          />
          <TextField
            {...field('notes')}
            label={t('customer.notes')}
            lines={3}
            value={task.notes}
            onChange={(notes) => onChange({ notes })}
          />
          <fieldset className="wide template-after">
            <legend className="text-xs text-text-2">{t('task.waits_for')}</legend>
            {others
              .filter(({ key }) => key !== task.key)
              .map(({ key, title }) => (
                <Checkbox
                  key={key}
                  isDisabled={!mayWrite}
                  isSelected={task.after.includes(key)}
                  onChange={(on) =>
                    onChange({ after: on ? [...task.after, key] : task.after.filter((one) => one !== key) })
                  }
                >
                  <span dir="auto">{title || t('template.unnamed')}</span>
                </Checkbox>
              ))}
          </fieldset>
        </div>
      ) : null}
    </div>
  );
}
