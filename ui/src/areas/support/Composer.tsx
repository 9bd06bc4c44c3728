/** Writes into a ticket: an answer, a note among ourselves, or what the customer said elsewhere. */
import { useRef } from 'react';
import { useT } from '@/app/i18n';
import { useKept } from '@/app/kept';
import { inField, useKeys } from '@/app/keys';
import { Button, Form, IconButton, minutesTyped, type Option, Segments, Select, TextField } from '@/design';
import type { FilledReply, Then, Ticket, TicketChange, TicketChannel } from '@/host/generated';
import { useWrite } from '@/host/queries';
import { useOwners } from '../crm/owners';
import { useCategories } from './categories';
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
    sets: null as TicketChange | null,
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
  // One layer back: letters are keys of the ticket again, and what was written stays.
  const leave = () => {
    const field = document.activeElement;
    if (!(field instanceof HTMLElement) || !inField(field) || !box.current?.contains(field)) return false;
    field.blur();
    return true;
  };
  useKeys([
    { keys: 'r', run: writing('reply') },
    { keys: 'i', run: writing('note') },
    { keys: 'escape', inFields: true, run: leave },
  ]);
  const { body, channel } = draft;
  const minutes = minutesTyped(draft.minutes);
  const said = { onSuccess: done };
  const submit = () => {
    if (kind === 'note') return note.mutate({ id: row.id, body, minutes }, said);
    if (kind === 'receive') return receive.mutate({ id: row.id, body, channel }, said);
    const then = draft.after === stay ? undefined : draft.after;
    const sets = draft.sets ?? undefined;
    return reply.mutate({ id: row.id, body, channel, minutes, then, set: sets }, said);
  };
  const fill = ({ body, follow, set: sets }: FilledReply) => {
    set({ body, after: follow ?? stay, sets });
    // The menu gives the focus back to its button first; what comes next is written.
    setTimeout(() => box.current?.querySelector('textarea')?.focus());
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
            {kind === 'reply' && draft.sets ? (
              <Sets sets={draft.sets} onDrop={() => set({ sets: null })} />
            ) : null}
            <span className="row push-end">
              {kind === 'reply' ? (
                <Select
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
            {kind === 'reply' ? <Macros ticket={row} onFill={fill} /> : null}
            {kind === 'note' ? null : (
              <Select
                name="channel"
                label={t('ticket.channel')}
                options={channelOptions(t)}
                value={channel}
                onChange={(next) => set({ channel: next as TicketChannel })}
              />
            )}
            {kind === 'receive' ? null : (
              <TextField
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

/** What of the ticket changes with the answer. */
function Sets({ sets, onDrop }: { sets: TicketChange; onDrop: () => void }) {
  const t = useT();
  const owners = useOwners();
  const categories = useCategories() ?? [];
  const named = (options: readonly Option[], id: string | undefined) =>
    options.find((one) => one.id === id)?.text;
  const said = [
    sets.priority && t(`ticket.priority.${sets.priority}`),
    named(owners, sets.owner_id),
    named(categories, sets.category_id),
    sets.tags?.at(-1),
  ].filter(Boolean);
  return (
    <span className="row text-xs text-text-2">
      <span dir="auto">{t('ticket.sets', { what: said.join(', ') })}</span>
      <IconButton icon="x" size="sm" label={t('ticket.sets_drop')} onPress={onDrop} />
    </span>
  );
}
