/** A ticket is done: what was done is noted among ourselves, with the time that it took. */
import { useT } from '@/app/i18n';
import { useKept, useSeen } from '@/app/kept';
import { FormDialog, minutesTyped, TextField } from '@/design';
import { useWrite } from '@/host/queries';
import { type TicketDialogProps, useTicketNow } from './ticket-now';

export function ResolveTicket({ ticket: opened, onClose }: TicketDialogProps) {
  const t = useT();
  const resolve = useWrite('ticket.resolve');
  const { row } = useTicketNow(opened);
  const { version, onNewest } = useSeen(row.version, resolve.reset);
  const { draft, set, done, note } = useKept(`ticket.resolve.${row.id}`, { note: '', minutes: '' });
  const close = () => {
    done();
    onClose();
  };
  return (
    <FormDialog
      title={t('ticket.resolve_of', { ticket: row.subject })}
      error={resolve.error}
      onNewest={onNewest}
      action={t('ticket.resolve')}
      aside={note}
      onSubmit={() =>
        resolve.mutate(
          { id: row.id, version, note: draft.note || undefined, minutes: minutesTyped(draft.minutes) },
          { onSuccess: close },
        )
      }
      onClose={close}
    >
      <TextField
        autoFocus
        name="note"
        label={t('ticket.what_was_done')}
        optional
        lines={3}
        note={t('ticket.note_hint')}
        value={draft.note}
        onChange={(note) => set({ note })}
      />
      <TextField
        name="minutes"
        label={t('ticket.minutes')}
        optional
        placeholder={t('ticket.minutes_hint')}
        value={draft.minutes}
        onChange={(minutes) => set({ minutes })}
      />
    </FormDialog>
  );
}
