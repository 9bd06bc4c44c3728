/** How long a reply or a note took after all; what was bought gives the difference. */
import { useState } from 'react';
import { useT } from '@/app/i18n';
import { durationTyped, FormDialog, minutesTyped, TextField } from '@/design';
import type { TicketMessage } from '@/host/generated';
import { useWrite } from '@/host/queries';

interface CorrectTimeProps {
  message: TicketMessage;
  onClose: () => void;
}

export function CorrectTime({ message, onClose }: CorrectTimeProps) {
  const t = useT();
  const correct = useWrite('ticket.correct');
  const [minutes, setMinutes] = useState(durationTyped(message.minutes));
  return (
    <FormDialog
      title={t('ticket.correct')}
      error={correct.error}
      action={t('ticket.correct')}
      onSubmit={() =>
        correct.mutate({ id: message.id, minutes: minutesTyped(minutes) ?? 0 }, { onSuccess: onClose })
      }
      onClose={onClose}
    >
      <p className="text-text-2">{t('ticket.correct_text')}</p>
      <TextField
        autoFocus
        name="minutes"
        label={t('ticket.minutes')}
        optional
        placeholder={t('ticket.minutes_hint')}
        value={minutes}
        onChange={setMinutes}
      />
    </FormDialog>
  );
}
