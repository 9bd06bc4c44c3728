/** How a project stands towards its budget: hours, money and margin, now and in the end. */
import { type Translate, useFormatLocale, useT } from '@/app/i18n';
import { Callout, Duration, Money, type Stat, StatStrip } from '@/design';
import { useReadable } from '@/design/Badge';
import { formatDay, isNothing } from '@/design/format';
import type { Money as MoneyValue, TimeBudget, TimeMargin } from '@/host/generated';

/** Hours, money and margin against what was planned; each only as far as the user may see it. */
export function BudgetStanding({ budget }: { budget: TimeBudget }) {
  const t = useT();
  const readable = useReadable();
  const { format } = useFormatLocale();
  const { money, margin, warning } = budget;
  const stats: Stat[] = [
    {
      id: 'spent',
      label: t('budget.spent'),
      value: <Duration minutes={budget.minutes} />,
      note:
        budget.budget_minutes === null ? undefined : (
          <>
            {t('budget.of')} <Duration minutes={budget.budget_minutes} /> ·{' '}
            {t('budget.percent', { percent: budget.percent ?? 0 })}
          </>
        ),
    },
    {
      id: 'expected',
      label: t('budget.expected'),
      value: <Duration minutes={budget.expected_minutes} />,
      note:
        budget.unestimated_tasks > 0
          ? t('budget.unestimated', { count: budget.unestimated_tasks })
          : undefined,
    },
    { id: 'billable', label: t('time.billable'), value: <Duration minutes={budget.billable_minutes} /> },
  ];
  if (money) {
    stats.push({
      id: 'value',
      label: t('budget.value'),
      value: <Money value={money.value} />,
      note:
        money.budget || money.expected ? (
          <>
            {money.budget ? (
              <span>
                {t('budget.of')} <Money value={money.budget} />
              </span>
            ) : null}
            {money.expected ? <InTheEnd value={money.expected} /> : null}
          </>
        ) : undefined,
    });
    stats.push({
      id: 'invoiced',
      label: t('budget.invoiced'),
      value: <Money value={money.invoiced} />,
      note: money.invoiced_elsewhere.map((one) => (
        <span key={one.currency} className="row">
          + <Money value={one} />
        </span>
      )),
    });
  }
  if (margin) stats.push(...marginStats(margin, t, format));
  return (
    <>
      {warning ? (
        <Callout tone={warning.tone === 'danger' ? 'danger' : 'warn'}>
          {t.by(warning.key, readable(warning.params))}
        </Callout>
      ) : null}
      <StatStrip label={t('budget.title')} stats={stats} look="card" />
      {money && money.unrated_minutes > 0 ? (
        <p className="text-xs text-text-3">
          {t('budget.unrated')} <Duration minutes={money.unrated_minutes} />
        </p>
      ) : null}
      {margin?.deal ? (
        <p className="text-xs text-text-3">
          {t('budget.of_deal', { count: margin.deal.others })} <Moneys values={margin.deal.sold} />
        </p>
      ) : null}
      {margin?.missing ? (
        <p className="text-xs text-text-3">{t.by(margin.missing.key, readable(margin.missing.params))}</p>
      ) : null}
      {margin && margin.uncosted_minutes > 0 ? (
        <p className="text-xs text-text-3">
          {t('budget.uncosted')} <Duration minutes={margin.uncosted_minutes} />
        </p>
      ) : null}
    </>
  );
}

/** What a figure will be once what is left to do is done. */
function InTheEnd({ value }: { value: MoneyValue }) {
  const t = useT();
  return (
    <span className="row">
      {t('budget.in_the_end')} <Money value={value} />
    </span>
  );
}

function Moneys({ values }: { values: readonly MoneyValue[] }) {
  return values.map((one) => (
    <span key={one.currency} className="row">
      <Money value={one} />
    </span>
  ));
}

/** What remains of the sale, now and in the end; both sides of it where they say more than the rest does. */
function marginStats(margin: TimeMargin, t: Translate, format: string): Stat[] {
  const { sold, cost, converted, expected } = margin;
  const expenses: Stat[] = isNothing(margin.expenses.amount)
    ? []
    : [{ id: 'expenses', label: t('expense.title'), value: <Money value={margin.expenses} /> }];
  const sides: Stat[] = [
    {
      id: 'sold',
      label: t('budget.sold'),
      value: sold.length > 0 ? <Moneys values={sold} /> : '–',
      note: expected?.sold.map((one) => <InTheEnd key={one.currency} value={one} />),
    },
    {
      id: 'cost',
      label: t('budget.cost'),
      value: <Money value={converted?.cost ?? cost} />,
      note: (
        <>
          {converted ? (
            <span>
              <Money value={cost} />{' '}
              {t('budget.converted', { rate: converted.rate, date: formatDay(converted.date, format) })}
            </span>
          ) : null}
          {expected ? <InTheEnd value={expected.cost} /> : null}
        </>
      ),
    },
  ];
  if (margin.margin === null) return [...sides, ...expenses];
  const rest: Stat = {
    id: 'margin',
    label: t('budget.margin'),
    value: <Money value={margin.margin} />,
    note: (
      <>
        {margin.percent === null ? null : t('budget.percent', { percent: margin.percent })}
        {expected?.margin ? <InTheEnd value={expected.margin} /> : null}
      </>
    ),
  };
  return converted || expected || margin.deal ? [...sides, ...expenses, rest] : [...expenses, rest];
}
