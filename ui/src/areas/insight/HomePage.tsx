/** Money to collect, what the month brought, what to do today and what is left lying. Every figure opens its list. */
import { switchedOn } from '@/app/areas';
import { useCompany, useHas, useMay } from '@/app/company';
import { useFormatLocale, useT } from '@/app/i18n';
import { Link } from '@/app/Link';
import { useGo } from '@/app/router';
import { Button, EmptyState, Menu, Money, PageHead, Section, type Stat, StatStrip } from '@/design';
import { formatDay, formatMonth } from '@/design/format';
import type { Figure, Home, Money as MoneyValue } from '@/host/generated';
import { useRead } from '@/host/queries';
import { manifests } from '..';
import { MyTasks } from '../projects/MyTasks';
import { actionTags } from '../sales/NextAction';
import { TodayList } from '../sales/TodayList';
import { Exceptions } from './Exceptions';
import { PipelineBar } from './PipelineBar';
import { SetupSteps } from './SetupSteps';

const also = [
  'company',
  'document',
  'payment',
  'billing_plan',
  'customer',
  'deal',
  'pipeline',
  'lead',
  'activity',
] as const;

/** The rest is one press away, on Today. */
const shownToday = 7;

export default function HomePage() {
  const t = useT();
  const { format } = useFormatLocale();
  const { today } = useCompany();
  const may = useMay();
  const sells = useHas()('sales');
  const home = useRead('home.get', {}, { also }).data;
  const list = useRead(
    'activity.today',
    {},
    { also: actionTags, enabled: sells && may('activity.read') },
  ).data;
  const deals = useRead(
    'deal.stages',
    {},
    { also: ['deal', 'pipeline', 'activity'], enabled: sells && may('deal.read') },
  ).data;
  const openDeals = sells ? deals : undefined;
  const stats = useStats(home, openDeals);
  if (!home) return <div className="page" />;
  return (
    <div className="page">
      <PageHead title={formatDay(today, format, 'long')}>
        <NewMenu />
      </PageHead>
      <div className="home-body">
        <StatStrip look="card" label={t('home.money')} stats={stats} />
        <div className="home-two">
          <div className="home-main">
            {sells && list ? (
              <Section
                title={t('home.needs_you')}
                count={list.count}
                action={<Link to="/today">{t('home.open_today')}</Link>}
              >
                {list.rows.length === 0 ? (
                  <EmptyState text={t('home.nothing')} />
                ) : (
                  <TodayList rows={list.rows.slice(0, shownToday)} />
                )}
              </Section>
            ) : null}
            <MyTasks />
            {openDeals?.pipelines.map((pipeline) => (
              <PipelineBar key={pipeline.id} pipeline={pipeline} named={openDeals.pipelines.length > 1} />
            ))}
          </div>
          <div className="home-side">
            <Exceptions values={home.exceptions} />
            <SetupSteps />
          </div>
        </div>
      </div>
    </div>
  );
}

/** One amount a currency; unlike currencies are never added. */
function Amounts({ values }: { values: readonly MoneyValue[] }) {
  const { company } = useCompany();
  if (values.length === 0) return <Money value={{ amount: '0', currency: company.home_currency }} />;
  return values.map((amount) => (
    <span key={amount.currency} className="block">
      <Money value={amount} />
    </span>
  ));
}

interface OpenDeals {
  count: number;
  sums: readonly MoneyValue[];
}

/** The money strip. A figure over records that the user may not read, or whose area is off, is not there. */
function useStats(home: Home | undefined, deals: OpenDeals | undefined): Stat[] {
  const t = useT();
  const go = useGo();
  const { format } = useFormatLocale();
  const bills = useHas()('finance');
  if (!home) return [];
  const month = { from: `${home.today.slice(0, 7)}-01`, to: home.today };
  const name = formatMonth(home.today.slice(0, 7), format);
  const of = (
    figure: Figure | null,
    id: string,
    label: string,
    note: string,
    open: () => void,
    danger = false,
  ): Stat[] => {
    if (!figure) return [];
    const tone = figure.count === 0 ? 'quiet' : danger ? 'danger' : undefined;
    return [{ id, label, value: <Amounts values={figure.amounts} />, note, tone, open }];
  };
  const invoices = (figure: Figure | null) => t('invoice.count', { count: figure?.count ?? 0 });
  const papers = (figure: Figure | null) => t('home.papers', { count: figure?.count ?? 0 });
  const { overdue } = home;
  const oldest = overdue?.first
    ? t('home.oldest', { count: overdue.count, day: formatDay(overdue.first, format, 'short', home.today) })
    : invoices(overdue);
  const billed = [
    ...of(home.to_collect, 'to_collect', t('home.to_collect'), invoices(home.to_collect), () =>
      go('/invoices', { tab: 'open' }),
    ),
    ...of(overdue, 'overdue', t('home.overdue'), oldest, () => go('/invoices', { tab: 'overdue' }), true),
    ...of(home.invoiced, 'invoiced', t('home.invoiced', { month: name }), papers(home.invoiced), () =>
      go('/invoices', { tab: 'issued', ...month }),
    ),
    ...of(
      home.collected,
      'collected',
      t('home.collected', { month: name }),
      t('payment.count', { count: home.collected?.count ?? 0 }),
      () => go('/payments', { tab: 'received', ...month }),
    ),
  ];
  return [
    ...(bills ? billed : []),
    ...(deals
      ? of(
          { count: deals.count, amounts: [...deals.sums], first: null },
          'pipeline',
          t('home.pipeline'),
          t('home.open_deals', { count: deals.count }),
          () => go('/deals', { view: 'table' }),
        )
      : []),
  ];
}

/** Everything that can be begun here, each with the keys that begin it anywhere. */
function NewMenu() {
  const t = useT();
  const go = useGo();
  const may = useMay();
  const { areas } = useCompany();
  const actions = switchedOn(manifests, areas)
    .flatMap((area) => area.commands)
    .filter((command) => command.keys?.startsWith('c ') && may(command.permission))
    .map((command) => ({
      id: command.id,
      title: t(command.title),
      keys: command.keys,
      run: () => go(command.to, command.search),
    }));
  if (actions.length === 0) return null;
  return (
    <Menu label={t('home.new')} groups={[{ id: 'new', actions }]} placement="bottom end">
      <Button icon="plus">{t('home.new')}</Button>
    </Menu>
  );
}
