/** An entry: what was done, for what, on which day and how long. */
import { useCompany } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKeptEdits, useSeen } from '@/app/kept';
import { Checkbox, DateField, durationTyped, FormDialog, TextField } from '@/design';
import { dayTyped } from '@/design/DateField';
import type { TimeOn, TimeRow } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { ItemField } from './ItemField';
import { WorkField } from './WorkField';
import { type Work, workOf } from './words';

interface EntryDialogProps {
  /** A new one when absent. */
  entry?: TimeRow;
  /** What a new one is for. */
  work?: Work;
  onClose: () => void;
}

const onOf = ({ project_id, task_id, ticket_id }: TimeRow): TimeOn =>
  ticket_id ? { ticket_id } : task_id ? { task_id } : { project_id: project_id ?? undefined };

/** What an entry is for, as it is chosen. */
export const workOfEntry = (entry: TimeRow): Work =>
  workOf({
    on: onOf(entry),
    title: entry.title || entry.project,
    place: entry.title ? entry.project : entry.customer,
  });

export function EntryDialog({ entry, work, onClose }: EntryDialogProps) {
  const t = useT();
  const { today } = useCompany();
  const log = useWrite('time.log');
  const update = useWrite('time.update');
  const { version, onNewest } = useSeen(entry?.version ?? 0, update.reset);
  const { draft, set, done, note } = useKeptEdits<{
    work: Work | null;
    date: string;
    time: string;
    note: string;
    billable: boolean | null;
    item: { id: string; name: string };
  }>(`time.${entry?.id ?? work?.id ?? 'new'}`, {
    work: entry ? workOfEntry(entry) : (work ?? null),
    date: entry?.date ?? today,
    time: durationTyped(entry?.minutes),
    note: entry?.note ?? '',
    billable: entry?.billable ?? null,
    item: { id: entry?.item_id ?? '', name: entry?.item ?? '' },
  });
  const usual = useUsual(draft.work?.on, draft.billable === null);
  const close = () => {
    done();
    onClose();
  };
  const submit = async () => {
    const fields = {
      on: draft.work?.on ?? {},
      date: await dayTyped(draft.date),
      time: draft.time,
      note: draft.note,
      billable: draft.billable ?? undefined,
      item_id: draft.item.id,
    };
    const saved = { onSuccess: close };
    if (entry) update.mutate({ id: entry.id, version, set: fields }, saved);
    else log.mutate(fields, saved);
  };
  const at = (field: string) => (entry ? `set.${field}` : field);
  return (
    <FormDialog
      title={t(entry ? 'time.edit' : 'time.log')}
      error={entry ? update.error : log.error}
      onNewest={onNewest}
      action={t(entry ? 'action.save' : 'time.log')}
      onSubmit={() => void submit()}
      onClose={close}
      aside={note}
    >
      <WorkField
        path={at('on')}
        autoFocus={!draft.work}
        value={draft.work}
        onChange={(next) => set({ work: next, billable: null })}
      />
      <TextField
        autoFocus={draft.work !== null}
        name={at('time')}
        label={t('time.length')}
        note={t('time.hint')}
        machine
        value={draft.time}
        onChange={(time) => set({ time })}
      />
      <DateField
        name={at('date')}
        label={t('time.day')}
        today={today}
        past
        value={draft.date}
        onChange={(date) => set({ date })}
      />
      <TextField
        name={at('note')}
        label={t('time.note')}
        optional
        lines={3}
        value={draft.note}
        onChange={(text) => set({ note: text })}
      />
      <ItemField
        path={at('item_id')}
        label={t('time.item')}
        note={t('time.item_note')}
        value={draft.item.name}
        onChange={(id, name) => set({ item: { id, name } })}
      />
      <Checkbox isSelected={draft.billable ?? usual} onChange={(billable) => set({ billable })}>
        {t('time.billable')}
      </Checkbox>
    </FormDialog>
  );
}

/** Whether time on something is invoiced as long as nobody says otherwise: not what hours were bought for, nor what was sold at a price. */
export function useUsual(on: TimeOn | undefined, isAsked: boolean): boolean {
  const asked = { on: on ?? {} };
  const also = ['ticket', 'project', 'task', 'billing_plan', 'time_rate'] as const;
  const found = useRead('time.usual', asked, { enabled: isAsked && on !== undefined, also });
  return found.data?.billable ?? true;
}
