/** A new task: within a project, or for a customer. */
import { useCompany } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKept } from '@/app/kept';
import { DateField, FormDialog, type Option, Select, Suggest, TextField } from '@/design';
import { isIsoDay } from '@/design/format';
import { call } from '@/host';
import type { Priority, Recurrence } from '@/host/generated';
import { useWrite } from '@/host/queries';
import { useOwners } from '../crm/owners';
import { priorityOptions, recurrenceOptions } from './words';

const hitLimit = 20;

/** Projects that go on, and customers: what a task may be about. */
async function findAbout(q: string, signal: AbortSignal): Promise<(Option & { kind: string })[]> {
  if (q.trim() === '') {
    const { rows } = await call('project.list', { filter: { open: true }, limit: hitLimit }, signal);
    return rows.map((row) => ({ id: row.id, text: row.name, note: row.customer, kind: 'project' }));
  }
  const { hits } = await call(
    'search.find',
    { q, kinds: ['project', 'customer', 'deal'], limit: hitLimit },
    signal,
  );
  return hits.map((hit) => ({
    id: hit.id,
    text: hit.title,
    note: hit.customer ?? undefined,
    kind: hit.kind,
  }));
}

/** What it is about, where the page says so already. */
export interface NewTaskFor {
  kind: 'project' | 'customer' | 'deal';
  id: string;
}

interface NewTaskProps {
  about?: NewTaskFor;
  /** The day that was chosen on the way here; anything else is none. */
  due?: string;
  onClose: () => void;
  onMade?: (id: string) => void;
}

export function NewTask({ about, due, onClose, onMade }: NewTaskProps) {
  const t = useT();
  const { today, user } = useCompany();
  const create = useWrite('task.create');
  const owners = useOwners();
  const chosen = due !== undefined && isIsoDay(due) ? { due } : {};
  const { draft, set, done, note } = useKept(
    `task.new.${about?.id ?? ''}`,
    {
      kind: about?.kind ?? '',
      id: about?.id ?? '',
      about: '',
      title: '',
      start: '',
      due: '',
      owner: user.id,
      priority: 'normal' as Priority,
      estimate: '',
      recurrence: 'none' as Recurrence,
    },
    chosen,
  );
  const close = () => {
    done();
    onClose();
  };
  const of = (kind: string) => (draft.kind === kind && draft.id !== '' ? draft.id : undefined);
  const submit = () =>
    create.mutate(
      {
        project_id: of('project'),
        customer_id: of('customer'),
        deal_id: of('deal'),
        set: {
          title: draft.title,
          start_date: draft.start || undefined,
          due_date: draft.due || undefined,
          owner_id: draft.owner,
          priority: draft.priority,
          estimate: draft.estimate || undefined,
          recurrence: draft.recurrence,
        },
      },
      {
        onSuccess: ({ result }) => {
          close();
          onMade?.(result.id);
        },
      },
    );
  return (
    <FormDialog
      title={t('task.new')}
      error={create.error}
      action={t('task.create')}
      aside={note}
      onSubmit={submit}
      onClose={close}
    >
      <div className="form-2">
        <div className="wide">
          <TextField
            autoFocus
            name="set.title"
            label={t('task.title')}
            value={draft.title}
            onChange={(title) => set({ title })}
          />
        </div>
        {about ? null : (
          <div className="wide">
            <Suggest
              name="customer_id"
              label={t('task.about')}
              note={t('task.about_hint')}
              icon="folder-kanban"
              source="project"
              also={['customer', 'deal']}
              value={draft.about}
              onChange={(about) => set({ about, id: '', kind: '' })}
              find={findAbout}
              onPick={(found) => set({ about: found.text, id: found.id, kind: found.kind })}
            />
          </div>
        )}
        <DateField
          name="set.start_date"
          label={t('task.start')}
          optional
          today={today}
          value={draft.start}
          onChange={(start) => set({ start })}
        />
        <DateField
          name="set.due_date"
          label={t('task.due')}
          optional
          today={today}
          value={draft.due}
          onChange={(due) => set({ due })}
        />
        <Select
          name="set.owner_id"
          label={t('task.owner')}
          options={owners}
          value={draft.owner}
          onChange={(owner) => set({ owner })}
        />
        <TextField
          name="set.estimate"
          label={t('task.estimate')}
          optional
          placeholder={t('task.estimate_hint')}
          value={draft.estimate}
          onChange={(estimate) => set({ estimate })}
        />
        <Select
          name="set.priority"
          label={t('task.priority')}
          options={priorityOptions(t)}
          value={draft.priority}
          onChange={(priority) => set({ priority: priority as typeof draft.priority })}
        />
        <Select
          name="set.recurrence"
          label={t('task.recurrence')}
          options={recurrenceOptions(t)}
          value={draft.recurrence}
          onChange={(recurrence) => set({ recurrence: recurrence as typeof draft.recurrence })}
        />
      </div>
    </FormDialog>
  );
}
