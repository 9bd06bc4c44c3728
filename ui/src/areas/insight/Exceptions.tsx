/** What is left lying: a row for each kind, which opens the list of exactly those records. */
import { useT } from '@/app/i18n';
import { Link } from '@/app/Link';
import { Icon, Section } from '@/design';
import type { Exception, ExceptionKind } from '@/host/generated';
import { Sums } from '../sales/Sums';

interface Place {
  icon: string;
  tone?: 'danger' | 'warn';
  to: string;
  search: Record<string, unknown>;
}

const places: Record<ExceptionKind, Place> = {
  unbilled_deals: {
    icon: 'circle-alert',
    tone: 'danger',
    to: '/deals',
    search: { view: 'table', tab: 'won' },
  },
  unbilled_estimates: {
    icon: 'circle-alert',
    tone: 'danger',
    to: '/estimates',
    search: { tab: 'accepted' },
  },
  draft_invoices: { icon: 'pencil', to: '/invoices', search: { tab: 'draft' } },
  lapsed_estimates: { icon: 'clock-alert', tone: 'warn', to: '/estimates', search: { tab: 'expired' } },
  ageing_deals: { icon: 'clock', tone: 'warn', to: '/deals', search: { view: 'table', tab: 'ageing' } },
  idle_deals: { icon: 'circle-help', to: '/deals', search: { view: 'table', idle: 'yes' } },
  late_leads: { icon: 'sprout', tone: 'warn', to: '/leads', search: { tab: 'late' } },
};

export function Exceptions({ values }: { values: readonly Exception[] }) {
  const t = useT();
  return (
    <Section title={t('home.exceptions')}>
      <ul className="home-rows">
        {values.map(({ kind, figure, sold_by }) => {
          const { icon, tone, to, search } = places[kind];
          return (
            <li key={kind}>
              <Link to={to} search={sold_by ? { ...search, unbilled: sold_by } : search} className="home-row">
                <span data-tone={tone}>
                  <Icon name={icon} />
                </span>
                <span className="grow">
                  {t(`home.exception.${kind}`)}
                  {figure.amounts.length > 0 ? (
                    <span className="block text-xs text-text-3">
                      <Sums values={figure.amounts} />
                    </span>
                  ) : null}
                </span>
                <b className="font-medium">{t('home.count', { count: figure.count })}</b>
                <Icon name="chevron-right" size={14} className="flip" />
              </Link>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
