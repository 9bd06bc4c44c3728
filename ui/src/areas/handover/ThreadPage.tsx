/** One piece of business from the first enquiry to the last receipt, with the days that passed between its steps. */
import { useCompany } from '@/app/company';
import { useT } from '@/app/i18n';
import { Link } from '@/app/Link';
import { useParam } from '@/app/router';
import { EmptyState, Icon, Money, RecordHead, RecordPage, When } from '@/design';
import type { DealThread, DealThreadStep, ThreadStepKind } from '@/host/generated';
import { useRead } from '@/host/queries';
import { usePlaceOf } from '../sales/places';

const icons: Record<ThreadStepKind, string> = {
  enquiry: 'sprout',
  answered: 'phone',
  deal: 'kanban',
  estimate_sent: 'send',
  estimate_accepted: 'circle-check',
  won: 'trophy',
  handed_over: 'package',
  project_start: 'folder-kanban',
  milestone: 'circle-dot',
  project_done: 'check',
  invoice: 'receipt',
  credit_note: 'undo',
  payment: 'wallet',
  ticket: 'life-buoy',
  contract_start: 'calendar-check',
  renewal: 'clock',
  renewal_proposed: 'trending-up',
  renews: 'refresh-cw',
  contract_end: 'circle-x',
  task: 'square-check',
  task_done: 'check',
  recurring: 'refresh-cw',
};

export default function ThreadPage() {
  const t = useT();
  const answer = useRead(
    'thread.get',
    { kind: useParam('kind'), id: useParam('id') },
    {
      also: [
        'deal',
        'lead',
        'document',
        'payment',
        'handover',
        'project',
        'task',
        'ticket',
        'contract',
        'recurring_invoice',
      ],
    },
  );
  return (
    <RecordPage answer={answer} above={{ to: '/deals', title: t('nav.deals') }}>
      {(thread) => <Shown thread={thread} />}
    </RecordPage>
  );
}

function Shown({ thread }: { thread: DealThread }) {
  const t = useT();
  return (
    <div className="page">
      <RecordHead
        above={{ to: `/deals/${thread.deal_id}`, title: thread.title }}
        crumb={<bdi className="id">{thread.code}</bdi>}
        title={t('thread.title', { deal: thread.title })}
      />
      <div className="page-body">
        <p className="row thread-page text-text-2">
          {thread.customer_id ? (
            <Link to={`/customers/${thread.customer_id}`}>
              <span dir="auto">{thread.customer}</span>
            </Link>
          ) : (
            <span dir="auto">{thread.customer}</span>
          )}
          <span className="push-end">{t('thread.days_in_all', { days: thread.days })}</span>
        </p>
        {thread.steps.length === 0 ? (
          <EmptyState text={t('thread.none')} />
        ) : (
          <ol className="deal-thread thread-page" aria-label={t('thread.title', { deal: thread.title })}>
            {thread.steps.map((step, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: several steps may be about one record on one day.
              <Step key={at} step={step} />
            ))}
          </ol>
        )}
      </div>
    </div>
  );
}

function Step({ step }: { step: DealThreadStep }) {
  const t = useT();
  const { today } = useCompany();
  const place = usePlaceOf()(step.kind, step.id);
  const name = (
    <>
      <bdi className="id">{step.code}</bdi> {step.title}
    </>
  );
  return (
    <li data-ahead={step.ahead || undefined}>
      <span className="text-xs text-text-3">
        {step.days ? t('thread.days_later', { days: step.days }) : null}
      </span>
      <Icon name={icons[step.step]} />
      <span className="font-medium">{t(`thread.step.${step.step}`)}</span>
      <span className="cut" dir="auto">
        {place ? <Link to={place}>{name}</Link> : name}
      </span>
      <span className="num">{step.amount ? <Money value={step.amount} /> : null}</span>
      <span className="num">
        <When day={step.date} style="short" today={today} />
      </span>
    </li>
  );
}
