/** The queue beside a ticket: whose clock runs out first stands first; `J` and `K` go from one to the next. */
import { useT } from '@/app/i18n';
import { useKeys } from '@/app/keys';
import { Link } from '@/app/Link';
import { useAddress, useGo } from '@/app/router';
import { StateTabs } from '@/design';
import type { QueuePart } from '@/host/generated';
import { useRead } from '@/host/queries';
import { ClockBadge } from './TicketBadges';

const parts: readonly QueuePart[] = ['mine', 'unassigned', 'open'];

const readPart = (raw: Record<string, unknown>) => ({
  part: parts.find((one) => one === raw.part) ?? 'mine',
});

export function TicketQueue({ current }: { current: string }) {
  const t = useT();
  const go = useGo();
  const [{ part }, setAddress] = useAddress<{ part: QueuePart }>(readPart);
  const queue = useRead('ticket.queue', { part }, { also: ['customer'], keep: true }).data;
  const rows = queue?.page.rows ?? [];
  const step = (by: 1 | -1) => () => {
    const at = rows.findIndex(({ id }) => id === current);
    // From a ticket that is not in this part, the first one is next.
    const next = rows[at < 0 ? 0 : at + by];
    return next && next.id !== current ? go(`/tickets/${next.id}`, { part }) : false;
  };
  useKeys([
    { keys: 'j', run: step(1) },
    { keys: 'k', run: step(-1) },
  ]);
  return (
    <nav className="ticket-queue" aria-label={t('ticket.queue')}>
      <StateTabs
        tabs={parts.map((id) => ({ id, title: t(`ticket.tab.${id}`), count: queue?.[id] }))}
        value={part}
        onChange={(next) => setAddress({ part: next })}
      />
      <ul>
        {rows.map((row) => (
          <li key={row.id}>
            <Link to={`/tickets/${row.id}`} search={{ part }} className="queue-row">
              <span className="cut font-medium" dir="auto" aria-current={row.id === current || undefined}>
                {row.subject}
              </span>
              <span className="row">
                <span className="cut grow text-xs text-text-3" dir="auto">
                  {row.customer}
                </span>
                <ClockBadge row={row} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {queue ? (
        <p className="queue-end text-xs text-text-3">
          {t(rows.length === 0 ? 'ticket.queue_empty' : 'ticket.queue_order')}{' '}
          {queue.page.next ? <Link to="/tickets">{t('list.open_all')}</Link> : null}
        </p>
      ) : null}
    </nav>
  );
}
