/** Writes into a ticket: an answer, a note among ourselves, or what the customer said elsewhere. */
import { useRef } from 'react';
import { useT } from '@/app/i18n';
import { useKept } from '@/app/kept';
import { useKeys } from '@/app/keys';
import { Button, Form, minutesTyped, Segments, Select, TextField } from '@/design';
import type { Then, Ticket, TicketChannel } from '@/host/generated';
import { useWrite } from '@/host/queries';
import { Macros } from './Macros';
import { channelOptions } from './words';

const kinds = ['reply', 'note', 'receive'] as const;
type Kind = (typeof kinds)[number];

/** A ticket that is closed is only noted about. */
const kindsOf = ({ row }: Ticket): readonly Kind[] => (row.status === 'closed' ? ['note'] : kinds);

const stay = 'stay';
const thens = [stay, 'open', 'wait', 'resolve'] as const satisfies readonly (Then | typeof stay)[];
type Followed = (typeof thens)[number];
const kindIcon: Record<Kind, string> = { reply: 'send', note: 'lock', receive: 'message-square' };

export function Composer({ ticket }: { ticket: Ticket }) {
  const t = useT();
  const { row } = ticket;
  const reply = useWrite('ticket.reply');
  const note = useWrite('ticket.note');
  const receive = useWrite('ticket.receive');
  const box = useRef<HTMLDivElement>(null);
  const kept = useKept(`ticket.say.${row.id}`, {
    kind: 'reply' as Kind,
    body: '',
    minutes: '',
    channel: ticket.channel,
    after: stay as Followed,
  });
  const { draft, set, done } = kept;
  const allowed = kindsOf(ticket);
  const kind = allowed.includes(draft.kind) ? draft.kind : 'note';
  const writing = (next: Kind) => () => {
    if (!allowed.includes(next)) return false;
    set({ kind: next });
    box.current?.querySelector('textarea')?.focus();
    return true;
  };
  useKeys([
    { keys: 'r', run: writing('reply') },
    { keys: 'i', run: writing('note') },
  ]);
  const { body, channel } = draft;
  const minutes = minutesTyped(draft.minutes);
  const said = { onSuccess: done };
  const submit = () => {
    if (kind === 'note') return note.mutate({ id: row.id, body, minutes }, said);
    if (kind === 'receive') return receive.mutate({ id: row.id, body, channel }, said);
    const then = draft.after === stay ? undefined : draft.after;
    return reply.mutate({ id: row.id, body, channel, minutes, then }, said);
  };
  const error = { reply, note, receive }[kind].error;
  return (
    <div className="composer" ref={box}>
      <Form
        label={t(`ticket.say.${kind}`)}
        error={error}
        onSubmit={submit}
        bodyClass="composer-b"
        footer={
          <footer className="row flex-wrap">
            {kept.note}
            <span className="row push-end">
              {kind === 'reply' ? (
                <Select
                  quiet
                  label={t('ticket.then')}
                  options={thens.map((id) => ({ id, text: t(`ticket.then.${id}`) }))}
                  value={draft.after}
                  onChange={(after) => set({ after: after as Followed })}
                />
              ) : null}
              <Button kind="primary" type="submit" keys="mod+enter">
                {t(`ticket.send.${kind}`)}
              </Button>
            </span>
          </footer>
        }
      >
        <div className="row flex-wrap">
          <Segments
            label={t('ticket.say')}
            segments={allowed.map((id) => ({ id, title: t(`ticket.say.${id}`), icon: kindIcon[id] }))}
            value={kind}
            onChange={(next) => set({ kind: next })}
          />
          <span className="row push-end composer-how">
            {kind === 'reply' ? (
              <Macros ticketId={row.id} onFill={(body, follow) => set({ body, after: follow ?? stay })} />
            ) : null}
            {kind === 'note' ? null : (
              <Select
                quiet
                name="channel"
                label={t('ticket.channel')}
                options={channelOptions(t)}
                value={channel}
                onChange={(next) => set({ channel: next as TicketChannel })}
              />
            )}
            {kind === 'receive' ? null : (
              <TextField
                quiet
                name="minutes"
                label={t('ticket.minutes')}
                placeholder={t('ticket.minutes_hint')}
                value={draft.minutes}
                onChange={(typed) => set({ minutes: typed })}
              />
            )}
          </span>
        </div>
        <TextField
          quiet
          name="body"
          label={t(`ticket.say.${kind}`)}
          lines={3}
          placeholder={t(`ticket.say_hint.${kind}`, { name: row.contact || row.customer })}
          value={body}
          onChange={(typed) => set({ body: typed })}
        />
      </Form>
    </div>
  );
}
