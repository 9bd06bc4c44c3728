/** What is left lying: a row for each kind, which opens the list of exactly those records. */
import { useHas } from '@/app/company';
import { useT } from '@/app/i18n';
import { Link } from '@/app/Link';
import { Icon, Section } from '@/design';
import type { Area, Exception, ExceptionKind } from '@/host/generated';
import { Sums } from '../sales/Sums';

interface Place {
  /** The areas that have the list and what is done about it; with one off, there is nowhere to go. */
  areas: readonly Area[];
  icon: string;
  tone?: 'danger' | 'warn';
  to: string;
  search: Record<string, unknown>;
  /** What the list calls the last day to which it is narrowed. */
  until?: string;
}

const places: Record<ExceptionKind, Place> = {
  unbilled_deals: {
    icon: 'circle-alert',
    tone: 'danger',
    areas: ['sales', 'finance'],
    to: '/deals',
    search: { view: 'table', tab: 'won' },
    until: 'unbilled',
  },
  unbilled_estimates: {
    icon: 'circle-alert',
    tone: 'danger',
    areas: ['sales', 'finance'],
    to: '/estimates',
    search: { tab: 'accepted' },
    until: 'unbilled',
  },
  unbilled_time: {
    icon: 'circle-alert',
    tone: 'danger',
    areas: ['delivery', 'finance'],
    to: '/timesheet/entries',
    search: { billing: 'open' },
    until: 'to',
  },
  draft_invoices: { icon: 'pencil', areas: ['finance'], to: '/invoices', search: { tab: 'draft' } },
  lapsed_estimates: {
    icon: 'clock-alert',
    tone: 'warn',
    areas: ['sales'],
    to: '/estimates',
    search: { tab: 'expired' },
  },
  ageing_deals: {
    icon: 'clock',
    tone: 'warn',
    areas: ['sales'],
    to: '/deals',
    search: { view: 'table', tab: 'ageing' },
  },
  idle_deals: { icon: 'circle-help', areas: ['sales'], to: '/deals', search: { view: 'table', idle: 'yes' } },
  open_handovers: {
    icon: 'package',
    tone: 'warn',
    areas: ['sales'],
    to: '/deals',
    search: { view: 'table', tab: 'won', handover: 'yes' },
  },
  late_tickets: {
    icon: 'circle-alert',
    tone: 'danger',
    areas: ['support'],
    to: '/tickets',
    search: { tab: 'breached' },
  },
  tickets_at_risk: {
    icon: 'clock-alert',
    tone: 'warn',
    areas: ['support'],
    to: '/tickets',
    search: { tab: 'at_risk' },
  },
  tickets_of_nobody: {
    icon: 'circle-help',
    areas: ['support'],
    to: '/tickets',
    search: { tab: 'unassigned' },
  },
  due_contracts: {
    icon: 'clock',
    tone: 'warn',
    areas: ['support'],
    to: '/contracts',
    search: { tab: 'due' },
  },
  late_projects: {
    icon: 'circle-alert',
    tone: 'danger',
    areas: ['delivery'],
    to: '/projects',
    search: { tab: 'late' },
  },
  late_leads: { icon: 'sprout', tone: 'warn', areas: ['sales'], to: '/leads', search: { tab: 'late' } },
};

export function Exceptions({ values }: { values: readonly Exception[] }) {
  const t = useT();
  const has = useHas();
  const shown = values.filter(({ kind }) => places[kind].areas.every(has));
  if (shown.length === 0) return null;
  return (
    <Section title={t('home.exceptions')}>
      <ul className="home-rows">
        {shown.map(({ kind, figure, sold_by }) => {
          const { icon, tone, to, search, until } = places[kind];
          return (
            <li key={kind}>
              <Link
                to={to}
                search={sold_by && until ? { ...search, [until]: sold_by } : search}
                className="home-row"
              >
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
