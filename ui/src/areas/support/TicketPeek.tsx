/** A ticket beside the list: how it stands, what was said last, what can be done. */
import { useT } from '@/app/i18n';
import { Link } from '@/app/Link';
import { Badge, Peek, PeekActions, PeekTitle } from '@/design';
import { type PeekPane, usePeeked } from '@/design/DataGrid';
import type { Ticket } from '@/host/generated';
import { useRead } from '@/host/queries';
import { Conversation } from './Conversation';
import { ClockBadge, PriorityBadge } from './TicketBadges';
import type { TicketActions } from './useTicketActions';
import { ticketTags } from './words';

interface TicketPeekProps extends PeekPane {
  id: string;
  actions: TicketActions;
}

export function TicketPeek({ id, actions, ...pane }: TicketPeekProps) {
  const t = useT();
  const ticket = usePeeked(useRead('ticket.get', { id }, { also: ticketTags, keep: true }), pane.onClose);
  return (
    <Peek
      {...pane}
      label={t('kind.ticket')}
      title={ticket ? t('peek.title', { kind: t('kind.ticket'), code: ticket.row.code }) : ''}
    >
      {ticket ? <Content ticket={ticket} actions={actions} /> : null}
    </Peek>
  );
}

function Content({ ticket, actions }: { ticket: Ticket; actions: TicketActions }) {
  const { row } = ticket;
  return (
    <>
      <div>
        <PeekTitle badge={<Badge value={row.badge} />}>{row.subject}</PeekTitle>
        <Link to={`/customers/${row.customer_id}`}>
          <span dir="auto">{row.customer}</span>
        </Link>
      </div>
      <p className="row">
        {row.sla_badge ? <ClockBadge row={row} /> : null}
        <PriorityBadge priority={row.priority} />
      </p>
      <PeekActions actions={actions.of(row)} />
      <Conversation ticket={ticket} />
    </>
  );
}
