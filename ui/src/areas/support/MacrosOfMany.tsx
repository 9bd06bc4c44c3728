/** A saved reply that says nothing changes all tickets that are chosen, as one action that is taken back as one. */
import { useT } from '@/app/i18n';
import { Button, Menu } from '@/design';
import type { TicketRow } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { notifyError, offerUndoOf } from '@/host/undo';
import { saysNothing } from './Macros';

interface MacrosOfManyProps {
  tickets: readonly TicketRow[];
  onDone: () => void;
}

export function MacrosOfMany({ tickets, onDone }: MacrosOfManyProps) {
  const t = useT();
  const apply = useWrite('saved_reply.apply', { silent: true });
  const known = useRead('saved_reply.list', {}, { also: ['user', 'ticket_category'] }).data?.rows ?? [];
  // What says something is said in the conversation, where it is read first.
  if (!known.some(({ body }) => saysNothing(body)))
    return <p className="text-text-2">{t('ticket.macros_none')}</p>;
  const run = (id: string) =>
    apply.mutate(
      { id, tickets: tickets.map(({ id, version }) => ({ id, version })) },
      {
        onSuccess: ({ result, undo }) => {
          if (undo) offerUndoOf([undo.seq], 'saved_reply.applied', { count: result.tickets });
          onDone();
        },
        onError: notifyError,
      },
    );
  return (
    <Menu
      label={t('ticket.macros')}
      groups={[
        {
          id: 'replies',
          actions: known.map(({ id, name, body }) => ({
            id,
            title: name,
            note: t(saysNothing(body) ? 'saved_reply.changes' : 'saved_reply.says_one'),
            disabled: !saysNothing(body),
            run: () => run(id),
          })),
        },
      ]}
    >
      <Button size="sm" icon="zap" isPending={apply.isPending}>
        {t('ticket.macros')}
      </Button>
    </Menu>
  );
}
