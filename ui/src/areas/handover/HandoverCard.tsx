/** The handover on the page of its deal: what was made, what is still missing, and what delivery and finance say to it. */
import { useState } from 'react';
import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { Link } from '@/app/Link';
import { Badge, Button, LinkRow, LinkRows, Section } from '@/design';
import type { Badge as BadgeValue, DealRow, Handover, HandoverMade, HandoverSide } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
import { ReasonDialog } from '../billing/ReasonDialog';
import { usePlaceOf } from '../sales/places';
import { HandoverSheet } from './HandoverSheet';

const sides: readonly { side: HandoverSide; permission: string }[] = [
  { side: 'delivery', permission: 'project.write' },
  { side: 'finance', permission: 'invoice.write' },
];

export function HandoverCard({ deal }: { deal: DealRow }) {
  const t = useT();
  const may = useMay();
  const answer = useRead(
    'handover.get',
    { deal_id: deal.id },
    {
      also: ['document', 'project', 'contract', 'entitlement', 'ticket', 'task'],
      enabled: may('handover.read'),
    },
  ).data;
  const [open, setOpen] = useState(false);
  const isWon = deal.status === 'won';
  const mayHand = isWon && may('handover.write', deal.owner_id);
  const handover = answer?.handover ?? null;
  if (!answer || (handover === null && !mayHand)) return null;
  const isOpen = handover === null || handover.blocks.some(({ state }) => state === 'later');
  const isBack = handover?.answers.some(({ accepted }) => !accepted) === true;
  return (
    <Section
      title={t('handover.one')}
      action={
        mayHand && (isOpen || isBack) ? (
          <Button size="sm" icon="package" onPress={() => setOpen(true)}>
            {t(handover ? 'handover.complete_it' : 'handover.confirm')}
          </Button>
        ) : null
      }
    >
      {handover ? (
        <Shown dealId={deal.id} handover={handover} isWon={isWon} />
      ) : (
        <p className="text-text-3">{t('handover.none')}</p>
      )}
      {open ? <HandoverSheet dealId={deal.id} onClose={() => setOpen(false)} /> : null}
    </Section>
  );
}

interface ShownProps {
  dealId: string;
  handover: Handover;
  /** Whether the deal is still won: else only what stays of it is shown. */
  isWon: boolean;
}

function Shown({ dealId, handover, isWon }: ShownProps) {
  const t = useT();
  return (
    <>
      {isWon ? null : <p className="text-text-2">{t('handover.not_won')}</p>}
      {handover.expectations ? (
        <p className="hand-quote">
          <bdi>{handover.expectations}</bdi>
        </p>
      ) : null}
      <LinkRows label={t('handover.one')}>
        {handover.blocks.map((block) => (
          <LinkRow
            key={block.block}
            title={t(`handover.block.${block.block}`)}
            note={
              block.state === 'later' ? (
                block.missing.map((field) => t.by(field.message_id)).join(', ')
              ) : (
                <Made made={handover.made.filter((one) => one.block === block.block)} />
              )
            }
            badge={<Badge value={stateBadge(block.state)} />}
          />
        ))}
      </LinkRows>
      {isWon ? <Answers dealId={dealId} handover={handover} /> : null}
    </>
  );
}

const stateBadge = (state: Handover['blocks'][number]['state']): BadgeValue =>
  ({
    done: { tone: 'ok', icon: 'check', key: 'handover.state.done', params: {} },
    later: { tone: 'warn', icon: 'clock', key: 'handover.state.later', params: {} },
    not_needed: { tone: 'neutral', icon: 'minus', key: 'handover.state.not_needed', params: {} },
  })[state] as BadgeValue;

function Made({ made }: { made: readonly HandoverMade[] }) {
  const t = useT();
  const placeOf = usePlaceOf();
  return made.map((one, at) => {
    const place = placeOf(one.kind, one.id);
    const named = one.kind === 'invoice' ? t('parts.draft') : one.title;
    const text = one.code ? <bdi className="id">{one.code}</bdi> : <span dir="auto">{named}</span>;
    return (
      <span key={one.id}>
        {at > 0 ? ', ' : null}
        {place ? <Link to={place}>{text}</Link> : text}
      </span>
    );
  });
}

function Answers({ dealId, handover }: { dealId: string; handover: Handover }) {
  const t = useT();
  const may = useMay();
  const say = useWrite('handover.answer');
  const [sending, setSending] = useState<HandoverSide | null>(null);
  return (
    <>
      <LinkRows label={t('handover.answers')}>
        {sides.map(({ side, permission }) => {
          const answer = handover.answers.find((one) => one.side === side);
          const badge: BadgeValue | null = answer
            ? answer.accepted
              ? { tone: 'ok', icon: 'circle-check', key: 'handover.accepted', params: {} }
              : { tone: 'danger', icon: 'undo', key: 'handover.sent_back', params: {} }
            : null;
          return (
            <LinkRow
              key={side}
              title={t('handover.says', { side: t(`handover.side.${side}`) })}
              note={
                answer ? [answer.user, answer.reason].filter(Boolean).join(': ') : t('handover.unanswered')
              }
              badge={badge ? <Badge value={badge} /> : null}
              end={
                may(permission) && !answer ? (
                  <span className="row">
                    <Button
                      size="sm"
                      onPress={() =>
                        say.mutate({ deal_id: dealId, side, accepted: true }, { onError: notifyError })
                      }
                      aria-label={t('handover.accept_for', { side: t(`handover.side.${side}`) })}
                    >
                      {t('handover.accept')}
                    </Button>
                    <Button
                      size="sm"
                      onPress={() => setSending(side)}
                      aria-label={t('handover.send_back_for', { side: t(`handover.side.${side}`) })}
                    >
                      {t('handover.send_back')}
                    </Button>
                  </span>
                ) : null
              }
            />
          );
        })}
      </LinkRows>
      {sending ? (
        <ReasonDialog
          title={t('handover.send_back')}
          text={t('handover.send_back_text')}
          action={t('handover.send_back')}
          command="handover.answer"
          request={(reason) => ({ deal_id: dealId, side: sending, accepted: false, reason })}
          onClose={() => setSending(null)}
        />
      ) : null}
    </>
  );
}
