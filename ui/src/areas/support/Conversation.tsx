/** What was said in a ticket, by day, with the times in which its clock stood still in between. */
import { Fragment, useState } from 'react';
import { useMay } from '@/app/company';
import { useFormatLocale, useT } from '@/app/i18n';
import { mailAnswer } from '@/areas/files/papers';
import { Avatar, durationText, Icon, IconButton } from '@/design';
import { dayOfInstant, formatDay, formatInstant } from '@/design/format';
import type { Ticket, TicketMessage, TicketWait } from '@/host/generated';
import { useRead } from '@/host/queries';
import { CorrectTime } from './CorrectTime';
import { MailAnswer } from './MailAnswer';

type Entry = { at: number; message: TicketMessage } | { at: number; wait: TicketWait };

const entriesOf = ({ messages, waits }: Ticket): Entry[] =>
  [
    ...messages.map((message) => ({ at: message.at_ms, message })),
    ...waits.map((wait) => ({ at: wait.from_ms, wait })),
  ].sort((one, other) => one.at - other.at);

export function Conversation({ ticket }: { ticket: Ticket }) {
  const t = useT();
  const { format } = useFormatLocale();
  const mayWrite = useMay()('ticket.write', ticket.row.owner_id);
  const [correcting, setCorrecting] = useState<TicketMessage | null>(null);
  const entries = entriesOf(ticket);
  // Times are those of the branch, as those of its clock.
  const zone = ticket.clock.time_zone;
  const files = useRead('attachment.list', { record_id: ticket.row.id }).data?.rows ?? [];
  const [mailed, setMailed] = useState<string | null>(null);
  const mail = (id: string) => (files.length === 0 ? void mailAnswer(id) : setMailed(id));
  if (entries.length === 0) return <p className="text-text-3">{t('ticket.nothing_said')}</p>;
  return (
    <>
      <ol className="talk" aria-label={t('ticket.conversation')}>
        {entries.map((entry, index) => {
          const day = dayOfInstant(entry.at, zone);
          const before = entries[index - 1];
          const isNewDay = before === undefined || dayOfInstant(before.at, zone) !== day;
          return (
            <Fragment key={'message' in entry ? entry.message.id : `wait-${entry.at}`}>
              {isNewDay ? <li className="talk-day">{formatDay(day, format, 'long')}</li> : null}
              {'message' in entry ? (
                <Said
                  zone={zone}
                  message={entry.message}
                  onMail={mail}
                  onCorrect={mayWrite ? setCorrecting : undefined}
                />
              ) : (
                <Waited zone={zone} wait={entry.wait} />
              )}
            </Fragment>
          );
        })}
      </ol>
      {mailed ? <MailAnswer id={mailed} files={files} onClose={() => setMailed(null)} /> : null}
      {correcting ? <CorrectTime message={correcting} onClose={() => setCorrecting(null)} /> : null}
    </>
  );
}

interface SaidProps {
  message: TicketMessage;
  zone: string;
  onMail: (messageId: string) => void;
  /** Puts right how long it took; nothing for those who may not. */
  onCorrect: ((message: TicketMessage) => void) | undefined;
}

function Said({ message, zone, onMail, onCorrect }: SaidProps) {
  const t = useT();
  const { format } = useFormatLocale();
  const { direction, channel, who, of, minutes, body, at_ms } = message;
  const isNote = direction === 'note';
  return (
    <li className="talk-said" data-direction={direction}>
      <div className="row flex-wrap">
        <Avatar name={who} size="lg" />
        <b className="font-medium" dir="auto">
          {who}
        </b>
        {isNote ? (
          <span className="badge" data-tone="neutral">
            <Icon name="lock" size={12} />
            {t('ticket.internal_note')}
          </span>
        ) : null}
        <span className="text-xs text-text-3">
          {isNote
            ? formatInstant(at_ms, format, false, zone)
            : t('ticket.said_by', {
                time: formatInstant(at_ms, format, false, zone),
                channel: t(`ticket.channel.${channel}`),
              })}
          {minutes === null ? null : <> · {t('ticket.took', { time: durationText(t, minutes) })}</>}
          {of === null ? null : (
            <>
              {' '}
              · <bdi className="id">{of}</bdi>
            </>
          )}
        </span>
        <span className="push-end row">
          {onCorrect && direction !== 'in' ? (
            <IconButton
              icon="timer"
              size="sm"
              label={t('ticket.correct')}
              onPress={() => onCorrect(message)}
            />
          ) : null}
          {direction === 'out' ? (
            <IconButton
              icon="mail"
              size="sm"
              label={t('ticket.mail_it')}
              onPress={() => onMail(message.id)}
            />
          ) : null}
        </span>
      </div>
      {body === '' ? null : (
        <p className="talk-body" dir="auto">
          {body}
        </p>
      )}
    </li>
  );
}

function Waited({ wait: { is_done, from_ms, to_ms }, zone }: { wait: TicketWait; zone: string }) {
  const t = useT();
  const { format } = useFormatLocale();
  const at = (ms: number) => formatInstant(ms, format, true, zone);
  const from = at(from_ms);
  return (
    <li className="talk-wait">
      <Icon name="pause" size={14} />
      {to_ms === null
        ? t('ticket.paused_since', { from })
        : t(is_done ? 'ticket.seemed_done' : 'ticket.paused', { from, to: at(to_ms) })}
    </li>
  );
}
