/** All of a task: its facts, edited where they stand, what to tick off, what it waits for, files and comments. */
import { useState } from 'react';
import { useCompany, useHas, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { Link } from '@/app/Link';
import { Attachments } from '@/areas/files/Attachments';
import {
  Button,
  ChoiceFact,
  durationText,
  durationTyped,
  EditableFact,
  Fact,
  FactsSection,
  Notes,
  Section,
  TextField,
  When,
} from '@/design';
import { dayTyped } from '@/design/DateField';
import type { Task, TaskChange } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
import { ThreadLink } from '../handover/ThreadLink';
import { Activities } from '../sales/Activities';
import { OwnerFact } from '../sales/LeadFacts';
import { Checklist } from './Checklist';
import { TaskOrder } from './TaskOrder';
import { useTaskChange } from './useTaskChange';
import { priorityOptions, projectTags, recurrenceOptions, statusOptions } from './words';

/** Whether a task can be changed by who looks at it: what is done in a closed project stays as it is. */
export function useMayChange(task: Task): boolean {
  const mayWrite = useMay()('task.write', task.row.owner_id);
  return mayWrite && !(task.is_project_closed && task.row.status === 'done');
}

export function TaskFacts({ task }: { task: Task }) {
  const t = useT();
  const { today } = useCompany();
  const { row } = task;
  const disabled = !useMayChange(task);
  const setStatus = useWrite('task.set_status');
  const changing = useTaskChange();
  const milestones =
    useRead(
      'project.get',
      { id: task.project_id ?? '' },
      { also: projectTags, enabled: task.project_id !== null },
    ).data?.milestones ?? [];
  const change = (set: TaskChange) => changing.change(row, set);
  const day = (shown: string | null) => (shown ? <When day={shown} style="short" today={today} /> : '');
  return (
    <>
      <FactsSection title={t('task.facts')}>
        <EditableFact
          label={t('task.title')}
          path="set.title"
          value={row.title}
          save={(title) => change({ title })}
          disabled={disabled}
        />
        <ChoiceFact
          label={t('document.state')}
          path="status"
          value={row.status}
          options={statusOptions(t)}
          save={(status) =>
            setStatus.mutateAsync({ id: row.id, version: row.version, status: status as typeof row.status })
          }
          disabled={disabled}
        />
        <OwnerFact
          label={t('task.owner')}
          ownerId={row.owner_id}
          owner={row.owner}
          save={(owner_id) => change({ owner_id })}
          disabled={disabled}
        />
        <EditableFact
          label={t('task.start')}
          path="set.start_date"
          value={row.start_date ?? ''}
          shown={day(row.start_date)}
          save={async (typed) => change({ start_date: await dayTyped(typed) })}
          disabled={disabled}
        />
        <EditableFact
          label={t('task.due')}
          path="set.due_date"
          value={row.due_date ?? ''}
          shown={day(row.due_date)}
          save={async (typed) => change({ due_date: await dayTyped(typed) })}
          disabled={disabled}
        />
        <ChoiceFact
          label={t('task.priority')}
          path="set.priority"
          value={row.priority}
          options={priorityOptions(t)}
          save={(priority) => change({ priority: priority as typeof row.priority })}
          disabled={disabled}
        />
        <EditableFact
          label={t('task.estimate')}
          path="set.estimate"
          value={durationTyped(row.estimate_minutes)}
          shown={durationText(t, row.estimate_minutes)}
          save={(estimate) => change({ estimate })}
          disabled={disabled}
        />
        {milestones.length > 0 ? (
          <ChoiceFact
            label={t('kind.milestone')}
            path="set.milestone_id"
            value={row.milestone_id ?? ''}
            shown={task.milestone}
            options={[
              { id: '', text: t('task.no_milestone') },
              ...milestones.map(({ id, name }) => ({ id, text: name })),
            ]}
            save={(milestone_id) => change({ milestone_id })}
            disabled={disabled}
          />
        ) : null}
        <ChoiceFact
          label={t('task.recurrence')}
          path="set.recurrence"
          value={row.recurrence}
          options={recurrenceOptions(t)}
          save={(recurrence) => change({ recurrence: recurrence as typeof row.recurrence })}
          disabled={disabled}
        />
      </FactsSection>
      <Belongs task={task} />
      {changing.dialog}
    </>
  );
}

/** What it is part of, each a step away. */
function Belongs({ task }: { task: Task }) {
  const t = useT();
  const has = useHas();
  const may = useMay();
  const line = (label: string, to: string | false, text: string) => (
    <Fact label={label}>{to ? <Link to={to}>{<span dir="auto">{text}</span>}</Link> : text}</Fact>
  );
  return (
    <FactsSection title={t('task.belongs')}>
      {task.project_id ? line(t('kind.project'), `/projects/${task.project_id}`, task.project) : null}
      {task.customer_id ? line(t('kind.customer'), `/customers/${task.customer_id}`, task.customer) : null}
      {task.deal_id ? line(t('kind.deal'), has('sales') && `/deals/${task.deal_id}`, task.deal) : null}
      {task.deal_id ? <ThreadLink kind="task" id={task.row.id} /> : null}
      {task.ticket
        ? line(
            t('task.goes_on_as'),
            may('ticket.read') && has('support') && `/tickets/${task.row.ticket_id}`,
            task.ticket,
          )
        : null}
      {task.next_id ? line(t('task.repeated_by'), `/tasks/${task.next_id}`, task.row.title) : null}
    </FactsSection>
  );
}

export function TaskBody({ task }: { task: Task }) {
  const t = useT();
  const disabled = !useMayChange(task);
  const update = useWrite('task.update');
  const save = (set: TaskChange) => update.mutateAsync({ id: task.row.id, version: task.row.version, set });
  return (
    <>
      <Checklist checks={task.checklist} save={(checklist) => save({ checklist })} disabled={disabled} />
      <TaskOrder task={task} disabled={disabled || task.is_project_closed} />
      <Notes
        key={task.row.id}
        of={task.row.id}
        title={t('customer.notes')}
        hint={t('task.notes_hint')}
        lines={3}
        value={task.notes}
        save={(notes) => save({ notes })}
        disabled={disabled}
      />
      <Attachments recordId={task.row.id} mayWrite={!disabled} />
      <Comments recordId={task.row.id} />
    </>
  );
}

/** What people say about a record: each is a note, and who is named in it with an @ is told. */
export function Comments({ recordId }: { recordId: string }) {
  const t = useT();
  const mayWrite = useMay()('activity.write');
  const mayRead = useMay()('activity.read');
  const create = useWrite('activity.create');
  const [text, setText] = useState('');
  const say = () => {
    if (text.trim() === '') return;
    // The first line stands for the whole in lists.
    const [subject = '', ...rest] = text.trim().split('\n');
    create.mutate(
      { kind: 'note', record_id: recordId, subject, notes: rest.join('\n').trim() || undefined },
      { onSuccess: () => setText(''), onError: notifyError },
    );
  };
  if (!mayRead && !mayWrite) return null;
  return (
    <Section title={t('task.comments')}>
      {mayWrite ? (
        <div className="say">
          <TextField
            quiet
            lines={2}
            label={t('task.comment')}
            placeholder={t('task.comment_hint')}
            value={text}
            onChange={setText}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) say();
              else event.continuePropagation();
            }}
          />
          <Button icon="send" isDisabled={text.trim() === ''} onPress={say}>
            {t('task.comment_send')}
          </Button>
        </div>
      ) : null}
      {mayRead ? <Activities of={{ record_id: recordId }} none={t('task.no_comments')} /> : null}
    </Section>
  );
}
