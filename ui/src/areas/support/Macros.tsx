/** Saved replies for one ticket: its words are filled in, and what follows is chosen with it. */
import { useT } from '@/app/i18n';
import { Button, Menu } from '@/design';
import { call } from '@/host';
import type { Then } from '@/host/generated';
import { useRead } from '@/host/queries';
import { notifyError } from '@/host/undo';

interface MacrosProps {
  ticketId: string;
  onFill: (body: string, follow: Then | null) => void;
}

export function Macros({ ticketId, onFill }: MacrosProps) {
  const t = useT();
  const rows = useRead('saved_reply.list', {}).data?.rows ?? [];
  if (rows.length === 0) return null;
  const fill = (id: string) =>
    call('saved_reply.fill', { id, ticket_id: ticketId }).then(
      ({ body, follow }) => onFill(body, follow),
      notifyError,
    );
  return (
    <Menu
      label={t('ticket.macros')}
      groups={[
        {
          id: 'replies',
          actions: rows.map(({ id, name }) => ({ id, title: name, run: () => void fill(id) })),
        },
      ]}
    >
      <Button kind="ghost" size="sm" icon="zap">
        {t('ticket.macros')}
      </Button>
    </Menu>
  );
}
