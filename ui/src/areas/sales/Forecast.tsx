/** What open deals may bring, by the month they are expected to close: amount × probability, and the committed beside it. */
import { useCompany } from '@/app/company';
import { useFormatLocale, useT } from '@/app/i18n';
import { Link } from '@/app/Link';
import { EmptyState, Money, Section } from '@/design';
import { formatMonth } from '@/design/format';
import type { ForecastBar, ForecastCurrency, Pipeline } from '@/host/generated';
import { useRead } from '@/host/queries';
import type { DealAddress } from './deal-address';

interface ForecastProps {
  pipeline: Pipeline;
  tab: DealAddress['tab'];
}

export function Forecast({ pipeline, tab }: ForecastProps) {
  const t = useT();
  const { user } = useCompany();
  const forecast = useRead(
    'deal.forecast',
    { pipeline_id: pipeline.id, owner_id: tab === 'mine' ? user.id : undefined },
    { also: ['pipeline'], keep: true },
  ).data;
  if (!forecast) return null;
  if (forecast.currencies.length === 0) return <EmptyState text={t('deal.none_here')} />;
  return (
    <div className="forecast" data-pane-focus tabIndex={-1}>
      {forecast.currencies.map((one) => (
        <InCurrency
          key={one.currency}
          forecast={one}
          pipelineId={pipeline.id}
          tab={tab}
          several={forecast.currencies.length > 1}
        />
      ))}
    </div>
  );
}

interface InCurrencyProps {
  forecast: ForecastCurrency;
  pipelineId: string;
  tab: DealAddress['tab'];
  several: boolean;
}

function InCurrency({ forecast, pipelineId, tab, several }: InCurrencyProps) {
  const t = useT();
  const title = several ? t('forecast.in', { currency: forecast.currency }) : t('forecast.title');
  return (
    <Section title={title}>
      <table className="t forecast-table" aria-label={title}>
        <thead>
          <tr>
            <th scope="col">{t('forecast.month')}</th>
            <th scope="col" className="forecast-bars">
              <span className="forecast-key" data-bar="weighted">
                {t('forecast.weighted')}
              </span>
              <span className="forecast-key" data-bar="committed">
                {t('forecast.committed')}
              </span>
            </th>
            <th scope="col" className="num">
              {t('forecast.weighted')}
            </th>
            <th scope="col" className="num">
              {t('forecast.committed')}
            </th>
            <th scope="col" className="num">
              {t('deal.amount')}
            </th>
          </tr>
        </thead>
        <tbody>
          {forecast.months.map((bar) => (
            <Month key={bar.month ?? ''} bar={bar} pipelineId={pipelineId} tab={tab} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('totals.total')}</th>
            <td />
            <td className="num font-semibold">
              <Money value={forecast.weighted} />
            </td>
            <td className="num font-semibold">
              <Money value={forecast.committed} />
            </td>
            <td />
          </tr>
        </tfoot>
      </table>
    </Section>
  );
}

interface MonthProps {
  bar: ForecastBar;
  pipelineId: string;
  tab: DealAddress['tab'];
}

const length = (permille: number) => ({ inlineSize: `${Math.min(1000, Math.max(0, permille)) / 10}%` });

function Month({ bar, pipelineId, tab }: MonthProps) {
  const t = useT();
  const { format } = useFormatLocale();
  // Deals without an expected close have a month of their own: none.
  const search = {
    view: 'table',
    pipeline: pipelineId,
    tab: tab === 'mine' ? tab : undefined,
    month: bar.month ?? 'none',
    currency: bar.amount.currency,
  };
  return (
    <tr>
      <th scope="row">
        <Link to="/deals" search={search}>
          {bar.month ? formatMonth(bar.month, format) : t('forecast.no_month')}
        </Link>
      </th>
      <td className="forecast-bars">
        <Link to="/deals" search={search} className="forecast-link">
          <span className="sr-only">{t('forecast.open')}</span>
          <span className="bar-track">
            <span style={length(bar.weighted_permille)} />
          </span>
          <span className="bar-track" data-bar="committed">
            <span style={length(bar.committed_permille)} />
          </span>
        </Link>
      </td>
      <td className="num">
        <Money value={bar.weighted} />
      </td>
      <td className="num">
        <Money value={bar.committed} />
      </td>
      <td className="num text-text-2">
        <Money value={bar.amount} />
      </td>
    </tr>
  );
}
