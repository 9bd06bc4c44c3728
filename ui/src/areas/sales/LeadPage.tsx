/** One enquiry: who asked and for what, how soon it was answered, what was done, and what becomes of it. */
import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKeys } from '@/app/keys';
import { Link } from '@/app/Link';
import { useLeaveDeleted } from '@/app/recent';
import { useParam } from '@/app/router';
import { Attachments } from '@/areas/files/Attachments';
import { Badge, Button, MoreMenu, RecordHead, RecordPage, RecordTabs, Section } from '@/design';
import type { Lead } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
import { History } from '../crm/History';
import { ThreadLink } from '../handover/ThreadLink';
import { Activities } from './Activities';
import { FirstAnswer } from './FirstAnswer';
import { LeadFacts } from './LeadFacts';
import { NextAction } from './NextAction';
import { type LeadActions, useLeadActions } from './useLeadActions';
import { LogActivity } from './useLogActivity';

export default function LeadPage() {
  const t = useT();
  const answer = useRead('lead.get', { id: useParam('id') }, { also: ['activity', 'deal', 'customer'] });
  return (
    <RecordPage answer={answer} above={{ to: '/leads', title: t('nav.leads') }}>
      {(lead) => <Shown lead={lead} />}
    </RecordPage>
  );
}

function Shown({ lead }: { lead: Lead }) {
  const t = useT();
  const actions = useLeadActions();
  const { row } = lead;
  useKeys([{ keys: 'q', run: () => (actions.mayDecide(row) ? actions.qualify(row) : false) }]);
  return (
    <div className="page">
      <Head lead={lead} actions={actions} />
      <NextAction kind="lead" id={row.id} />
      <div className="record">
        <LeadFacts lead={lead} />
        <RecordTabs
          label={t('kind.lead')}
          tabs={[
            {
              id: 'overview',
              title: t('customer.overview'),
              content: <Overview lead={lead} actions={actions} />,
            },
            {
              id: 'history',
              title: t('history.title'),
              content: <History kind="lead" id={row.id} />,
            },
          ]}
        />
      </div>
      {actions.dialogs}
    </div>
  );
}

function Head({ lead, actions }: { lead: Lead; actions: LeadActions }) {
  const t = useT();
  const leave = useLeaveDeleted();
  const mayWrite = useMay()('lead.write', lead.row.owner_id);
  const remove = useWrite('lead.delete');
  const { row } = lead;
  const deletable =
    mayWrite && row.status !== 'qualified'
      ? [
          {
            id: 'delete',
            title: t('lead.delete'),
            icon: 'trash-2',
            danger: true,
            run: () =>
              remove.mutate(
                { id: row.id, version: row.version },
                { onSuccess: () => leave('/leads'), onError: notifyError },
              ),
          },
        ]
      : [];
  return (
    <RecordHead
      above={{ to: '/leads', title: t('nav.leads') }}
      crumb={<bdi className="id">{row.code}</bdi>}
      title={row.title}
      badge={<Badge value={row.badge} />}
    >
      <LogActivity recordId={row.id} />
      {actions.mayDecide(row) ? (
        <Button icon="check-circle" keys="q" onPress={() => actions.qualify(row)}>
          {t('lead.qualify')}
        </Button>
      ) : null}
      <MoreMenu
        groups={[
          {
            id: 'decide',
            actions: actions.of(row).filter(({ id }) => id !== 'qualify'),
          },
          { id: 'end', actions: deletable },
        ]}
      />
    </RecordHead>
  );
}

function Overview({ lead, actions }: { lead: Lead; actions: LeadActions }) {
  const t = useT();
  const mayWrite = useMay()('lead.write', lead.row.owner_id);
  const back =
    lead.row.status === 'qualified' ? actions.of(lead.row).find(({ id }) => id === 'reopen') : undefined;
  return (
    <>
      <FirstAnswer lead={lead.row} />
      {lead.row.deal_id || lead.customer_id ? (
        <Section
          title={t('lead.became')}
          action={
            back ? (
              <Button size="sm" icon={back.icon} onPress={back.run}>
                {back.title}
              </Button>
            ) : null
          }
        >
          <p className="row">
            {lead.row.deal_id ? <Link to={`/deals/${lead.row.deal_id}`}>{t('kind.deal')}</Link> : null}
            {lead.row.deal_id ? <ThreadLink kind="lead" id={lead.row.id} /> : null}
            {lead.customer_id ? (
              <Link to={`/customers/${lead.customer_id}`}>{t('kind.customer')}</Link>
            ) : null}
          </p>
          {back ? (
            <p className="text-text-3">
              {t(lead.row.deal_id ? 'lead.take_back_text' : 'lead.take_back_alone')}
            </p>
          ) : null}
        </Section>
      ) : null}
      {lead.reason ? (
        <Section title={t('lead.why_not')}>
          <p dir="auto">{lead.reason}</p>
        </Section>
      ) : null}
      {lead.original ? (
        <Section title={t('lead.text')}>
          <blockquote className="lead-original" dir="auto">
            {lead.original}
          </blockquote>
        </Section>
      ) : null}
      <Attachments recordId={lead.row.id} mayWrite={mayWrite} />
      <Section title={t('activity.title')}>
        <Activities of={{ record_id: lead.row.id }} />
      </Section>
    </>
  );
}
