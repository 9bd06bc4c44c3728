/** One enquiry: who asked and for what, how soon it was answered, what was done, and what becomes of it. */
import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKeys } from '@/app/keys';
import { Link } from '@/app/Link';
import { useAddress, useGo, useParam } from '@/app/router';
import { Badge, Button, EmptyState, Icon, IconButton, Menu, Section, Tabs } from '@/design';
import type { Lead } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
import { History } from '../crm/History';
import { Activities } from './Activities';
import { FirstAnswer } from './FirstAnswer';
import { LeadFacts } from './LeadFacts';
import { NextAction } from './NextAction';
import { type LeadActions, useLeadActions } from './useLeadActions';
import { LogActivity } from './useLogActivity';

const tabIds = ['overview', 'history'] as const;
type TabId = (typeof tabIds)[number];

const readTab = (raw: Record<string, unknown>): { tab: TabId } => ({
  tab: tabIds.find((id) => id === raw.tab) ?? 'overview',
});

export default function LeadPage() {
  const t = useT();
  const go = useGo();
  const id = useParam('id');
  const { data: lead, error } = useRead('lead.get', { id }, { also: ['activity', 'deal', 'customer'] });
  if (error) {
    return (
      <div className="page">
        <EmptyState
          text={t.by(error.messageId, error.params)}
          action={<Button onPress={() => go('/leads')}>{t('nav.leads')}</Button>}
        />
      </div>
    );
  }
  return lead ? <Shown lead={lead} /> : <div className="page" />;
}

function Shown({ lead }: { lead: Lead }) {
  const t = useT();
  const go = useGo();
  const actions = useLeadActions();
  const [{ tab }, setAddress] = useAddress(readTab);
  const { row } = lead;
  useKeys([
    { keys: 'q', run: () => (actions.mayDecide(row) ? actions.qualify(row) : false) },
    { keys: 'escape', run: () => go('/leads') },
  ]);
  return (
    <div className="page">
      <Head lead={lead} actions={actions} />
      <NextAction kind="lead" id={row.id} />
      <div className="record">
        <LeadFacts lead={lead} />
        <div className="record-main">
          <Tabs
            label={t('kind.lead')}
            value={tab}
            onChange={(next) => setAddress({ tab: next as TabId })}
            panelClass="record-body"
            tabs={[
              { id: 'overview', title: t('customer.overview'), content: <Overview lead={lead} /> },
              {
                id: 'history',
                title: t('history.title'),
                content: <History kind="lead" id={row.id} version={row.version} />,
              },
            ]}
          />
        </div>
      </div>
    </div>
  );
}

function Head({ lead, actions }: { lead: Lead; actions: LeadActions }) {
  const t = useT();
  const go = useGo();
  const mayWrite = useMay()('lead.write');
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
                { onSuccess: () => go('/leads'), onError: notifyError },
              ),
          },
        ]
      : [];
  return (
    <header className="head">
      <div className="grow">
        <div className="crumb">
          <Link to="/leads" className="">
            {t('nav.leads')}
          </Link>
          <Icon name="chevron-right" size={12} />
          <bdi className="id">{row.code}</bdi>
        </div>
        <div className="row">
          <h1 className="title-xl cut" dir="auto" title={row.title}>
            {row.title}
          </h1>
          <Badge value={row.badge} />
        </div>
      </div>
      <div className="acts">
        <LogActivity recordId={row.id} />
        <Menu
          label={t('action.more')}
          groups={[
            { id: 'decide', actions: actions.of(row).filter(({ id }) => id !== 'qualify') },
            { id: 'end', actions: deletable },
          ]}
        >
          <IconButton icon="ellipsis" label={t('action.more')} />
        </Menu>
        {actions.mayDecide(row) ? (
          <Button icon="check-circle" keys="q" onPress={() => actions.qualify(row)}>
            {t('lead.qualify')}
          </Button>
        ) : null}
      </div>
      {actions.dialogs}
    </header>
  );
}

function Overview({ lead }: { lead: Lead }) {
  const t = useT();
  return (
    <>
      <FirstAnswer lead={lead.row} />
      {lead.deal_id || lead.customer_id ? (
        <Section title={t('lead.became')}>
          <p className="row">
            {lead.deal_id ? <Link to={`/deals/${lead.deal_id}`}>{t('kind.deal')}</Link> : null}
            {lead.customer_id ? (
              <Link to={`/customers/${lead.customer_id}`}>{t('kind.customer')}</Link>
            ) : null}
          </p>
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
      <Section title={t('activity.title')}>
        <Activities of={{ record_id: lead.row.id }} />
      </Section>
    </>
  );
}
