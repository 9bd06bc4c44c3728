/** One ticket: the queue at its start, the conversation with its clock, and at its end what is known of who asks. */

import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKeys } from '@/app/keys';
import { Link } from '@/app/Link';
import { useParam } from '@/app/router';
import { Attachments } from '@/areas/files/Attachments';
import { Badge, Button, Callout, MoreMenu, RecordHead, RecordPage, RecordTabs } from '@/design';
import type { Ticket, TicketPart } from '@/host/generated';
import { useRead } from '@/host/queries';
import { History } from '../crm/History';
import { activityTab } from '../sales/Activities';
import { LogActivity } from '../sales/useLogActivity';
import { Composer } from './Composer';
import { Conversation } from './Conversation';
import { Knowledge } from './Knowledge';
import { PriorityBadge } from './TicketBadges';
import { TicketClock } from './TicketClock';
import { TicketDrop } from './TicketDrop';
import { TicketFacts } from './TicketFacts';
import { TicketQueue } from './TicketQueue';
import { useTicketActions } from './useTicketActions';
import { useTicking } from './useTicking';
import { ticketTags } from './words';

export default function TicketPage() {
  const t = useT();
  const id = useParam('id');
  useTicking();
  const answer = useRead('ticket.get', { id }, { also: ticketTags });
  return (
    <div className="ticket-split">
      <TicketDrop>
        <TicketQueue current={id} />
      </TicketDrop>
      <RecordPage answer={answer} above={{ to: '/tickets', title: t('nav.tickets') }}>
        {(ticket) => <Shown ticket={ticket} />}
      </RecordPage>
    </div>
  );
}

function Shown({ ticket }: { ticket: Ticket }) {
  const t = useT();
  const { row } = ticket;
  const actions = useTicketActions();
  const mayWrite = useMay()('ticket.write', row.owner_id);
  const known = actions.of(row);
  const press = (keys: string) => () => {
    const action = known.find((one) => one.keys === keys);
    return action ? action.run() : false;
  };
  useKeys(['s', 'w', 'o'].map((keys) => ({ keys, run: press(keys) })));
  return (
    <>
      <div className="page">
        <RecordHead
          above={{ to: '/tickets', title: t('nav.tickets') }}
          crumb={<bdi className="id">{row.code}</bdi>}
          title={row.subject}
          badge={
            <>
              <Badge value={row.badge} />
              <PriorityBadge priority={row.priority} />
            </>
          }
        >
          <LogActivity recordId={row.id} isSmall />
          {known.slice(0, 1).map((action) => (
            <Button key={action.id} icon={action.icon} keys={action.keys} onPress={action.run}>
              {action.title}
            </Button>
          ))}
          <MoreMenu groups={[{ id: 'more', actions: known.slice(1) }]} />
        </RecordHead>
        <TicketClock ticket={ticket} />
        <RecordTabs
          label={t('kind.ticket')}
          tabs={[
            {
              id: 'talk',
              title: t('ticket.conversation'),
              content: (
                <>
                  {ticket.merged_into_id ? (
                    <Callout tone="info">
                      {t('ticket.goes_on')}{' '}
                      <Link to={`/tickets/${ticket.merged_into_id}`}>
                        <bdi className="id">{ticket.merged_into}</bdi>
                      </Link>
                    </Callout>
                  ) : null}
                  <Family ticket={ticket} />
                  <Conversation ticket={ticket} />
                  {mayWrite && !ticket.merged_into_id ? <Composer ticket={ticket} /> : null}
                </>
              ),
            },
            {
              id: 'files',
              title: t('files.title'),
              content: <Attachments recordId={row.id} mayWrite={mayWrite} />,
            },
            { id: 'known', title: t('knowledge.title'), content: <Knowledge ticket={ticket} /> },
            activityTab(t, row.id),
            { id: 'history', title: t('history.title'), content: <History kind="ticket" id={row.id} /> },
          ]}
        />
      </div>
      <div className="ticket-facts">
        <TicketFacts ticket={ticket} />
      </div>
      {actions.dialogs}
    </>
  );
}

/** The ticket it was split off from, those that were split off from it, and those about the same. */
function Family({ ticket: { split_from_id, split_from, parts, related } }: { ticket: Ticket }) {
  const t = useT();
  if (split_from_id === null && parts.length === 0 && related.length === 0) return null;
  return (
    <p className="row flex-wrap text-text-2">
      {split_from_id ? (
        <span>
          {t('ticket.split_from')}{' '}
          <Link to={`/tickets/${split_from_id}`}>
            <bdi className="id">{split_from}</bdi>
          </Link>
        </span>
      ) : null}
      {parts.length > 0 ? <span>{t('ticket.split_into')}</span> : null}
      <TicketLinks tickets={parts} />
      {related.length > 0 ? <span>{t('ticket.see_also')}</span> : null}
      <TicketLinks tickets={related} />
    </p>
  );
}

const TicketLinks = ({ tickets }: { tickets: readonly TicketPart[] }) =>
  tickets.map(({ id, code, subject }) => (
    <Link key={id} to={`/tickets/${id}`}>
      <bdi className="id">{code}</bdi> <span dir="auto">{subject}</span>
    </Link>
  ));
