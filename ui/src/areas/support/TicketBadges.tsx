/** How a ticket stands: its clock while one runs, else its state; and how urgent it is. Always icon and word. */
import { useT } from '@/app/i18n';
import { Badge, Icon } from '@/design';
import type { Priority, TicketRow } from '@/host/generated';
import { priorityIcon } from './words';

/** The time that is left or over; of what waits or is done, that. */
export const ClockBadge = ({ row }: { row: TicketRow }) => <Badge value={row.sla_badge ?? row.badge} />;

const tones: Record<Priority, string> = { urgent: 'danger', high: 'warn', normal: 'neutral', low: 'neutral' };

export function PriorityBadge({ priority }: { priority: Priority }) {
  const t = useT();
  return (
    <span className="badge" data-tone={tones[priority]}>
      <Icon name={priorityIcon[priority]} size={12} />
      {t(`ticket.priority.${priority}`)}
    </span>
  );
}
