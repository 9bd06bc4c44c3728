/**
 * The clock of a ticket, so that anybody can check it: what counted, what did not and why, and what is left. Its times are
 * those of the branch whose hours count, wherever the computer stands.
 */
import { useState } from 'react';
import { type Translate, useFormatLocale, useT } from '@/app/i18n';
import { Badge, Button, Dialog, durationText, Icon, Table, When } from '@/design';
import { formatInstant } from '@/design/format';
import type { StretchKind, Ticket, TicketPromise, TicketStretch } from '@/host/generated';
import { ClockBadge } from './TicketBadges';

const stretchIcon: Record<StretchKind, string> = {
  counted: 'clock',
  waiting: 'hourglass',
  done: 'circle-check',
  break: 'coffee',
  closed: 'moon',
};

/** What is drawn as wide as an hour at most: nights and weekends would leave no room for what counts. */
const widestIdle = 3_600;

const weightOf = ({ counts, seconds }: TicketStretch) =>
  counts === 'counted' ? seconds : Math.min(seconds, widestIdle);

export function TicketClock({ ticket }: { ticket: Ticket }) {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  const { clock } = ticket;
  if (clock.response === null && clock.resolution === null) {
    return <p className="clock text-text-3">{t('ticket.no_promise')}</p>;
  }
  const counted = durationText(t, clock.counted_seconds / 60);
  const uncounted = durationText(t, clock.uncounted_seconds / 60);
  return (
    <section className="clock" aria-label={t('ticket.clock')}>
      <div className="row flex-wrap">
        {clock.response ? <Promised what="response" promise={clock.response} ticket={ticket} /> : null}
        {clock.resolution ? <Promised what="resolution" promise={clock.resolution} ticket={ticket} /> : null}
      </div>
      <Bar ticket={ticket} label={t('ticket.bar', { counted, uncounted })} />
      <div className="row flex-wrap text-xs text-text-2">
        <span className="clock-key" data-counts="counted">
          {t('ticket.counted', { time: counted })}
        </span>
        <span className="clock-key" data-counts="closed">
          {t('ticket.uncounted', { time: uncounted })}
        </span>
        <span className="push-end">
          <Button kind="ghost" size="sm" onPress={() => setOpen(true)}>
            {t('ticket.every_minute')}
          </Button>
        </span>
      </div>
      {isOpen ? <EveryMinute ticket={ticket} onClose={() => setOpen(false)} /> : null}
    </section>
  );
}

interface PromisedProps {
  what: 'response' | 'resolution';
  promise: TicketPromise;
  ticket: Ticket;
}

const stateBadge = {
  on_time: { tone: 'neutral', icon: 'clock' },
  at_risk: { tone: 'warn', icon: 'alarm-clock' },
  breached: { tone: 'danger', icon: 'triangle-alert' },
  paused: { tone: 'violet', icon: 'hourglass' },
  kept: { tone: 'ok', icon: 'circle-check' },
  missed: { tone: 'danger', icon: 'circle-x' },
} as const;

/** One promise: within what time, and how it stands; of the next one, the time that is left or over says so. */
function Promised({ what, promise, ticket }: PromisedProps) {
  const t = useT();
  const { format } = useFormatLocale();
  const { tone, icon } = stateBadge[promise.state];
  const time = durationText(t, promise.minutes);
  const { row, clock } = ticket;
  const hours = t(`ticket.hours.${clock.hours ?? 'always'}`);
  const isNext = row.sla !== null && row.due_ms === promise.due_ms;
  return (
    <span className="row">
      <span>{t(`ticket.promised.${what}`, { time, hours })}</span>
      <span title={promise.due_ms ? formatInstant(promise.due_ms, format, true, clock.time_zone) : undefined}>
        {isNext ? (
          <ClockBadge row={row} />
        ) : (
          <span className="badge" data-tone={tone}>
            <Icon name={icon} size={12} />
            {t(`ticket.promise.${promise.state}`)}
          </span>
        )}
      </span>
    </span>
  );
}

/** Why nobody was there: night, weekend, or what the day is called. */
const closedText = (t: Translate, { closed }: TicketStretch): string =>
  closed.map(({ why, name }) => name || t(`ticket.closed.${why}`)).join(', ');

const whatText = (t: Translate, stretch: TicketStretch): string =>
  stretch.counts === 'closed' ? closedText(t, stretch) : t(`ticket.counts.${stretch.counts}`);

function Bar({ ticket, label }: { ticket: Ticket; label: string }) {
  const t = useT();
  const { clock } = ticket;
  // The solution is the longer promise; without one the answer is.
  const promise = clock.resolution ?? clock.response;
  const left = ticket.row.status === 'open' && promise ? Math.max(promise.left_seconds, 0) : 0;
  const first = clock.stretches[0];
  const last = clock.stretches.at(-1);
  return (
    <>
      <div className="clock-bar" role="img" aria-label={label}>
        {clock.stretches.map((stretch) => (
          <span
            key={stretch.from_ms}
            data-counts={stretch.counts}
            title={t('ticket.stretch', {
              what: whatText(t, stretch),
              time: durationText(t, stretch.seconds / 60),
            })}
            style={{ flexGrow: weightOf(stretch) }}
          >
            {stretch.counts === 'counted' ? null : <Icon name={stretchIcon[stretch.counts]} size={12} />}
          </span>
        ))}
        {left > 0 ? (
          <span
            data-counts="left"
            title={t('ticket.left', { time: durationText(t, left / 60) })}
            style={{ flexGrow: left }}
          />
        ) : null}
      </div>
      {first && last ? (
        <div className="row text-xs text-text-3">
          <When at={first.from_ms} zone={clock.time_zone} />
          <span className="push-end">
            <When at={left > 0 && promise?.due_ms ? promise.due_ms : last.to_ms} zone={clock.time_zone} />
          </span>
        </div>
      ) : null}
    </>
  );
}

function EveryMinute({ ticket, onClose }: { ticket: Ticket; onClose: () => void }) {
  const t = useT();
  const { clock } = ticket;
  return (
    <Dialog title={t('ticket.every_minute')} isOpen onClose={onClose}>
      <div className="dialog-b">
        <p className="text-text-2">
          {clock.policy
            ? t('ticket.by_policy', {
                policy: clock.policy,
                hours: t(`ticket.hours.${clock.hours ?? 'always'}`),
              })
            : t('ticket.by_no_policy')}
        </p>
        <Table
          label={t('ticket.every_minute')}
          rows={clock.stretches}
          rowId={({ from_ms }) => String(from_ms)}
          columns={[
            {
              title: t('ticket.from'),
              width: '132px',
              cell: ({ from_ms }) => <When at={from_ms} zone={clock.time_zone} />,
            },
            {
              title: t('ticket.to'),
              width: '132px',
              cell: ({ to_ms }) => <When at={to_ms} zone={clock.time_zone} />,
            },
            {
              title: t('ticket.what_it_is'),
              cell: (stretch) =>
                stretch.counts === 'closed' ? (
                  <span className="row stretch-why">
                    <Icon name={stretchIcon.closed} size={14} />{' '}
                    <span dir="auto">{closedText(t, stretch)}</span>
                  </span>
                ) : (
                  <Badge
                    value={{
                      tone: stretch.counts === 'counted' ? 'info' : 'neutral',
                      icon: stretchIcon[stretch.counts],
                      key: `ticket.counts.${stretch.counts}`,
                    }}
                  />
                ),
            },
            {
              title: t('ticket.time'),
              num: true,
              width: '84px',
              cell: ({ seconds }) => durationText(t, seconds / 60),
            },
          ]}
        />
      </div>
    </Dialog>
  );
}
