/** An activity is done: what came of it, if anything is worth keeping. */
import { useT } from '@/app/i18n';
import { useKept, useSeen } from '@/app/kept';
import { FormDialog, TextField } from '@/design';
import { useRead, useWrite } from '@/host/queries';
import { newerOf } from '../standing';

interface DoneDialogProps {
  id: string;
  version: number;
  subject: string;
  onClose: () => void;
}

export function DoneDialog({ id, subject, onClose, ...opened }: DoneDialogProps) {
  const t = useT();
  const done = useWrite('activity.done');
  const now = newerOf(opened, useRead('activity.get', { id }).data?.row);
  const { version, onNewest } = useSeen(now.version, done.reset);
  const kept = useKept(`activity.done.${id}`, { outcome: '' });
  const { outcome } = kept.draft;
  const close = () => {
    kept.done();
    onClose();
  };
  return (
    <FormDialog
      title={subject}
      error={done.error}
      onNewest={onNewest}
      action={t('activity.done')}
      aside={kept.note}
      onSubmit={() => done.mutate({ id, version, outcome: outcome || undefined }, { onSuccess: close })}
      onClose={close}
    >
      <TextField
        autoFocus
        name="outcome"
        label={t('activity.outcome')}
        optional
        lines={2}
        value={outcome}
        onChange={(outcome) => kept.set({ outcome })}
      />
    </FormDialog>
  );
}
