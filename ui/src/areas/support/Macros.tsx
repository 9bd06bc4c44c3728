/** Saved replies for one ticket: its words are filled in, and what follows and changes is chosen with it. */
import { useT } from '@/app/i18n';
import { Button, Menu } from '@/design';
import { call } from '@/host';
import type { FilledReply, TicketRow } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';

/** Whether a reply only changes the ticket. */
export const saysNothing = (body: string) => body.trim() === '';

interface MacrosProps {
  ticket: TicketRow;
  onFill: (reply: FilledReply) => void;
}

export function Macros({ ticket: { id: ticket_id, version }, onFill }: MacrosProps) {
  const t = useT();
  const update = useWrite('ticket.update');
  const rows = useRead('saved_reply.list', {}, { also: ['user', 'ticket_category'] }).data?.rows ?? [];
  if (rows.length === 0) return null;
  const use = async (id: string) => {
    try {
      const reply = await call('saved_reply.fill', { id, ticket_id });
      // One that says nothing does at once what it does.
      if (reply.body !== '' || reply.set === null) onFill(reply);
      else await update.mutateAsync({ id: ticket_id, version, set: reply.set });
    } catch (cause) {
      notifyError(cause);
    }
  };
  return (
    <Menu
      label={t('ticket.macros')}
      groups={[
        {
          id: 'replies',
          actions: rows.map(({ id, name, body }) => ({
            id,
            title: name,
            note: t(saysNothing(body) ? 'saved_reply.changes' : 'saved_reply.says'),
            run: () => void use(id),
          })),
        },
      ]}
    >
      <Button kind="ghost" size="sm" icon="zap">
        {t('ticket.macros')}
      </Button>
    </Menu>
  );
}
