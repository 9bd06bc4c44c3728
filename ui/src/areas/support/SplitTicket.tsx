/** A customer asked for two things: what was said about one of them goes on in a ticket of its own. */
import { useState } from 'react';
import { useT } from '@/app/i18n';
import { useGo } from '@/app/router';
import { Checkbox, EmptyState, FormDialog, TextField, When } from '@/design';
import { useWrite } from '@/host/queries';
import { type TicketDialogProps, useTicketNow } from './ticket-now';

export function SplitTicket({ ticket: opened, onClose }: TicketDialogProps) {
  const t = useT();
  const go = useGo();
  const split = useWrite('ticket.split');
  const { row, whole } = useTicketNow(opened);
  const [subject, setSubject] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const messages = whole?.messages ?? [];
  const toggle = (id: string, isOn: boolean) =>
    setChosen((before) => (isOn ? [...before, id] : before.filter((one) => one !== id)));
  return (
    <FormDialog
      title={t('ticket.split_of', { ticket: row.subject })}
      error={split.error}
      action={messages.length === 0 ? undefined : t('ticket.split')}
      button={{ isDisabled: chosen.length === 0 }}
      onSubmit={() =>
        split.mutate(
          { id: row.id, subject, message_ids: [...chosen] },
          {
            onSuccess: ({ result }) => {
              onClose();
              go(`/tickets/${result.id}`);
            },
          },
        )
      }
      onClose={onClose}
    >
      {messages.length === 0 ? (
        <EmptyState text={t('ticket.nothing_said')} />
      ) : (
        <>
          <p className="text-text-2">{t('ticket.split_text')}</p>
          <TextField
            autoFocus
            name="subject"
            label={t('ticket.split_subject')}
            value={subject}
            onChange={setSubject}
          />
          <fieldset className="split-messages" aria-label={t('ticket.split_messages')}>
            <legend>{t('ticket.split_messages')}</legend>
            {messages.map(({ id, who, body, at_ms }) => (
              <Checkbox key={id} isSelected={chosen.includes(id)} onChange={(isOn) => toggle(id, isOn)}>
                <span className="grow">
                  <span className="text-xs text-text-3">
                    <span dir="auto">{who}</span> · <When at={at_ms} />
                  </span>
                  <span className="split-body" dir="auto">
                    {body}
                  </span>
                </span>
              </Checkbox>
            ))}
          </fieldset>
        </>
      )}
    </FormDialog>
  );
}
