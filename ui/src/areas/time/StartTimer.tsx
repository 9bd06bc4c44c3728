/** Starts the timer: what for, and what is done. One that runs is stopped in the same step. */
import { useState } from 'react';
import { useT } from '@/app/i18n';
import { FormDialog, TextField } from '@/design';
import type { TimerDoubt } from '@/host/generated';
import { useWrite } from '@/host/queries';
import DoubtDialog from './DoubtDialog';
import { WorkField } from './WorkField';
import type { Work } from './words';

export default function StartTimer({ onClose }: { onClose: () => void }) {
  const t = useT();
  const [work, setWork] = useState<Work | null>(null);
  const [note, setNote] = useState('');
  const [doubt, setDoubt] = useState<TimerDoubt | null>(null);
  const start = useWrite('timer.start');
  const request = { on: work?.on ?? {}, note };
  if (doubt) return <DoubtDialog doubt={doubt} next={request} onClose={onClose} />;
  return (
    <FormDialog
      title={t('timer.start')}
      error={start.error}
      action={t('timer.go')}
      onSubmit={() =>
        start.mutate(request, {
          onSuccess: ({ result }) => (result.doubt ? setDoubt(result.doubt) : onClose()),
        })
      }
      onClose={onClose}
    >
      <WorkField autoFocus value={work} onChange={setWork} />
      <TextField name="note" label={t('time.note')} optional value={note} onChange={setNote} />
    </FormDialog>
  );
}
