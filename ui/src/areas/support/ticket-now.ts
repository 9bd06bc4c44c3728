/** The ticket that a dialog was opened over, as it stands now, and whole. */
import type { Ticket, TicketRow } from '@/host/generated';
import { useRead } from '@/host/queries';
import { newerOf } from '../standing';
import { ticketTags } from './words';

export interface TicketDialogProps {
  ticket: TicketRow;
  onClose: () => void;
}

export function useTicketNow(opened: TicketRow): { row: TicketRow; whole: Ticket | undefined } {
  const whole = useRead('ticket.get', { id: opened.id }, { also: ticketTags }).data;
  return { row: newerOf(opened, whole?.row), whole };
}
