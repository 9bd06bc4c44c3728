/** A timer whose time cannot be right: the clock was set back, or half a day has passed. Somebody knows how long it was. */
import { useState } from 'react';
import { useT } from '@/app/i18n';
import { Button, Callout, FormDialog, TextField, When } from '@/design';
import type { RequestOf } from '@/host';
import type { TimerDoubt } from '@/host/generated';
import { useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';

interface DoubtDialogProps {
  doubt: TimerDoubt;
  /** What is started afterwards. */
  next?: RequestOf<'timer.start'>;
  onClose: () => void;
}

export default function DoubtDialog({ doubt, next, onClose }: DoubtDialogProps) {
  const t = useT();
  const [time, setTime] = useState('');
  const stop = useWrite('timer.stop');
  const start = useWrite('timer.start');
  const discard = useWrite('timer.discard');
  const submit = () => {
    // Nothing typed would only be asked again.
    const typed = time.trim() || '0';
    if (next) start.mutate({ ...next, stopped_time: typed }, { onSuccess: onClose });
    else stop.mutate({ time: typed }, { onSuccess: onClose });
  };
  const throwAway = () =>
    discard.mutate(
      {},
      {
        onError: notifyError,
        onSuccess: () => (next ? start.mutate(next, { onSuccess: onClose }) : onClose()),
      },
    );
  return (
    <FormDialog
      title={t('timer.doubt')}
      error={next ? start.error : stop.error}
      action={t('timer.note_down')}
      onSubmit={submit}
      onClose={onClose}
      aside={
        <Button kind="ghost" onPress={throwAway}>
          {t('timer.discard')}
        </Button>
      }
    >
      <Callout tone="warn">{t(`timer.doubt.${doubt.reason}`)}</Callout>
      <p className="text-text-2">
        <bdi>{doubt.title}</bdi> · {t('timer.started')} <When at={doubt.started_ms} />
      </p>
      <TextField
        autoFocus
        name={next ? 'stopped_time' : 'time'}
        label={t('timer.how_long')}
        note={t('time.hint')}
        machine
        value={time}
        onChange={setTime}
      />
    </FormDialog>
  );
}
