/** An activity is done: what came of it, if anything is worth keeping. */
import { useState } from 'react';
import { useT } from '@/app/i18n';
import { FormDialog, TextField } from '@/design';
import { useWrite } from '@/host/queries';

interface DoneDialogProps {
  id: string;
  version: number;
  subject: string;
  onClose: () => void;
}

export function DoneDialog({ id, version, subject, onClose }: DoneDialogProps) {
  const t = useT();
  const done = useWrite('activity.done');
  const [outcome, setOutcome] = useState('');
  return (
    <FormDialog
      title={subject}
      error={done.error}
      action={t('activity.done')}
      onSubmit={() => done.mutate({ id, version, outcome: outcome || undefined }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <TextField
        autoFocus
        name="outcome"
        label={t('activity.outcome')}
        optional
        lines={2}
        value={outcome}
        onChange={setOutcome}
      />
    </FormDialog>
  );
}
