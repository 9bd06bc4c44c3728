/** Money to collect, what the month brought, and the few things that need somebody today. Every figure opens its list. */
import { useCompany, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { Link } from '@/app/Link';
import { useGo } from '@/app/router';
import { EmptyState, Icon, Money, PageHead, Section, StatStrip, When } from '@/design';
import type { Figure, Need } from '@/host/generated';
import { useRead } from '@/host/queries';
import { actionTags } from '../sales/NextAction';
import { TodayList } from '../sales/TodayList';

const also = ['document', 'invoice', 'estimate', 'payment', 'credit_note', 'credit', 'customer'] as const;

const todayTags = [...actionTags, 'next_action'];

/** The rest is one press away, on Today. */
const shownToday = 5;

const icons: Record<string, string> = {
  overdue_invoice: 'circle-alert',
  accepted_estimate: 'circle-check',
  expiring_estimate: 'clock-alert',
  draft_invoice: 'pencil',
};

/** What the figures count. */
const counted = {
  to_collect: 'invoice.count',
  overdue: 'invoice.count',
  invoiced: 'invoice.count',
  collected: 'payment.count',
  offered: 'estimate.count',
} as const;

const placeOf = ({ kind, id }: Need) => (kind.endsWith('_estimate') ? `/estimates/${id}` : `/invoices/${id}`);

type StatId = keyof typeof counted;

/** One amount a currency; unlike currencies are never added. */
function Amounts({ figure }: { figure: Figure }) {
  const { company } = useCompany();
  if (figure.amounts.length === 0) return <Money value={{ amount: '0', currency: company.home_currency }} />;
  return figure.amounts.map((amount) => (
    <span key={amount.currency} className="block">
      <Money value={amount} />
    </span>
  ));
}

export default function HomePage() {
  const t = useT();
  const go = useGo();
  const { data: home } = useRead('home.get', {}, { also });
  const today = useRead('activity.today', {}, { also: todayTags, enabled: useMay()('activity.read') }).data;
  if (!home) return <div className="page" />;
  // A figure over records that the user may not read is not there.
  const stat = (id: StatId, open: () => void, danger = false) => {
    const figure = home[id];
    if (!figure) return [];
    const tone = figure.count === 0 ? ('quiet' as const) : danger ? ('danger' as const) : undefined;
    const note = t(counted[id], { count: figure.count });
    return [{ id, label: t(`home.${id}`), value: <Amounts figure={figure} />, note, tone, open }];
  };
  return (
    <div className="page">
      <PageHead title={t('nav.home')} />
      <div className="home-body">
        <StatStrip
          look="card"
          label={t('home.money')}
          stats={[
            ...stat('to_collect', () => go('/invoices', { tab: 'open' })),
            ...stat('overdue', () => go('/invoices', { tab: 'overdue' }), true),
            ...stat('invoiced', () => go('/invoices')),
            ...stat('collected', () => go('/payments')),
            ...stat('offered', () => go('/estimates', { tab: 'sent' })),
          ]}
        />
        <Section
          title={t('home.needs_you')}
          count={home.needs_you.length + (today?.count ?? 0)}
          action={today ? <Link to="/today">{t('home.open_today')}</Link> : null}
        >
          {home.needs_you.length === 0 && (today?.count ?? 0) === 0 ? (
            <EmptyState text={t('home.nothing')} />
          ) : null}
          {today && today.rows.length > 0 ? <TodayList rows={today.rows.slice(0, shownToday)} /> : null}
          {home.needs_you.length === 0 ? null : (
            <ol className="log">
              {home.needs_you.map((need) => (
                <li key={`${need.kind}-${need.id}`}>
                  <Icon name={icons[need.kind] ?? 'circle-dot'} size={16} />
                  <span className="grow cut">
                    <Link to={placeOf(need)}>
                      <bdi>{need.title || need.customer}</bdi>
                    </Link>{' '}
                    <span className="text-text-2">
                      {t.by(`home.need.${need.kind}`, { days: Math.abs(need.days), customer: need.customer })}
                    </span>
                  </span>
                  <span className="text-xs text-text-3">
                    <When day={need.date} />
                  </span>
                  <b className="font-medium">
                    <Money value={need.amount} />
                  </b>
                </li>
              ))}
            </ol>
          )}
        </Section>
      </div>
    </div>
  );
}
