/** An enquiry beside the list: who asked for what, how soon it was answered, what happened. */
import { useT } from '@/app/i18n';
import { Badge, Fact, type MenuAction, Money, Peek, PeekActions, PeekTitle, Section } from '@/design';
import { type PeekPane, usePeeked } from '@/design/DataGrid';
import type { Lead, LeadRow } from '@/host/generated';
import { useRead } from '@/host/queries';
import { Activities } from './Activities';
import { FirstAnswer } from './FirstAnswer';

interface LeadPeekProps extends PeekPane {
  id: string;
  actions: (lead: LeadRow) => readonly MenuAction[];
}

export function LeadPeek({ id, actions, ...pane }: LeadPeekProps) {
  const t = useT();
  const answer = useRead('lead.get', { id }, { also: ['activity', 'deal', 'customer'], keep: true });
  const lead = usePeeked(answer, pane.onClose);
  return (
    <Peek
      {...pane}
      label={t('kind.lead')}
      title={lead ? t('peek.title', { kind: t('kind.lead'), code: lead.row.code }) : ''}
    >
      {lead ? <Content lead={lead} actions={actions(lead.row)} /> : null}
    </Peek>
  );
}

function Content({ lead: { row }, actions }: { lead: Lead; actions: readonly MenuAction[] }) {
  const t = useT();
  return (
    <>
      <PeekTitle badge={<Badge value={row.badge} />}>{row.title}</PeekTitle>
      <FirstAnswer lead={row} />
      <div>
        <Fact label={t('lead.phone')}>
          <bdi className="id tn">{row.phone || '–'}</bdi>
        </Fact>
        <Fact label={t('lead.email')}>
          <bdi className="id">{row.email || '–'}</bdi>
        </Fact>
        <Fact label={t('lead.interest')}>
          <span dir="auto">{row.interest || '–'}</span>
        </Fact>
        <Fact label={t('lead.amount')}>{row.amount ? <Money value={row.amount} /> : '–'}</Fact>
        <Fact label={t('lead.source')}>
          <span dir="auto">{row.source || '–'}</span>
        </Fact>
      </div>
      <PeekActions actions={actions} />
      <Section title={t('activity.title')}>
        <Activities of={{ record_id: row.id }} />
      </Section>
    </>
  );
}
