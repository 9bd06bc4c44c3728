/** How content the customer was, as it was said. */
import { useT } from '@/app/i18n';
import { useKeptEdits, useSeen } from '@/app/kept';
import { FormDialog, Select, TextField } from '@/design';
import { useWrite } from '@/host/queries';
import { type TicketDialogProps, useTicketNow } from './ticket-now';

const ratings = ['5', '4', '3', '2', '1'] as const;

export function RateTicket({ ticket: opened, onClose }: TicketDialogProps) {
  const t = useT();
  const rate = useWrite('ticket.rate');
  const { row, whole } = useTicketNow(opened);
  const { version, onNewest } = useSeen(row.version, rate.reset);
  const { draft, set, done, note } = useKeptEdits(`ticket.rate.${row.id}`, {
    rating: whole?.rating ? String(whole.rating) : '',
    note: whole?.rating_note ?? '',
  });
  const close = () => {
    done();
    onClose();
  };
  return (
    <FormDialog
      title={t('ticket.rate_of', { ticket: row.subject })}
      error={rate.error}
      onNewest={onNewest}
      action={t('action.save')}
      aside={note}
      onSubmit={() =>
        rate.mutate(
          // Without a choice it is one that the core refuses in its own words.
          { id: row.id, version, rating: Number.parseInt(draft.rating || '0', 10), note: draft.note },
          { onSuccess: close },
        )
      }
      onClose={close}
    >
      <Select
        autoFocus
        name="rating"
        label={t('ticket.rating')}
        options={ratings.map((id) => ({ id, text: t(`ticket.rating.${id}`) }))}
        value={draft.rating || null}
        onChange={(rating) => set({ rating })}
      />
      <TextField
        name="note"
        label={t('ticket.rating_note')}
        optional
        lines={2}
        value={draft.note}
        onChange={(note) => set({ note })}
      />
    </FormDialog>
  );
}
