/** The figures under the lines. Each opens the steps by which the core came to it. */
import { Button as AriaButton } from 'react-aria-components';
import { useFormatLocale, useT } from '@/app/i18n';
import { Icon, Money, Popover } from '@/design';
import { formatDecimal, formatMoney, isDecimal } from '@/design/format';
import type { Totals as Figures, WhyStep } from '@/host/generated';
import { useTaxName } from '../../catalogue/tax-name';

/** Parameters that are counts or rates; every other decimal is an amount. */
const plainParams = new Set([
  'quantity',
  'base_quantity',
  'rate',
  'percent',
  'line',
  'lines',
  'position',
  'taxes',
]);

function useStepText() {
  const t = useT();
  const { format } = useFormatLocale();
  return (step: WhyStep, currency: string) => {
    const params = Object.fromEntries(
      Object.entries(step.params).map(([name, value]) => {
        if (!isDecimal(value)) return [name, value];
        if (plainParams.has(name)) return [name, formatDecimal(value, format)];
        return [name, formatMoney({ amount: value, currency }, format, { bare: true, decimals: 'always' })];
      }),
    );
    return t.by(step.label_id, params);
  };
}

interface WhyProps {
  title: string;
  amount: string;
  currency: string;
  steps: readonly WhyStep[];
}

/** The steps of one figure, numbered, with their results at the end. */
export function WhySteps({ title, amount, currency, steps }: WhyProps) {
  const t = useT();
  const { format } = useFormatLocale();
  const text = useStepText();
  return (
    <div className="why-steps">
      <div className="row">
        <h2 className="grow font-semibold">
          {t('why.title', { amount: formatMoney({ amount, currency }, format) })}
        </h2>
        <span className="text-xs text-text-3">{title}</span>
      </div>
      <ol>
        {steps.map((step, index) => (
          <li key={`${step.label_id}-${step.subject}-${step.index}-${index.toString()}`}>
            <span>{text(step, currency)}</span>
            <b>
              {step.params.amount === undefined ? null : (
                <Money value={{ amount: step.params.amount, currency }} bare decimals="always" />
              )}
            </b>
          </li>
        ))}
      </ol>
    </div>
  );
}

interface RowSpec {
  id: string;
  label: string;
  amount: string;
  /** Subjects of the steps that explain it, with the index of one of several. */
  subjects: readonly string[];
  index?: number;
  whole?: boolean;
  /** Taken away: written with a minus. */
  less?: boolean;
}

const isZero = (amount: string) => /^-?0*(\.0*)?$/.test(amount);

function rowsOf(
  totals: Figures,
  t: ReturnType<typeof useT>,
  taxName: ReturnType<typeof useTaxName>,
): RowSpec[] {
  const rows: RowSpec[] = [];
  const adjusted = !isZero(totals.discount) || !isZero(totals.charge);
  if (adjusted)
    rows.push({ id: 'lines', label: t('totals.lines'), amount: totals.lines_net, subjects: ['lines_net'] });
  if (!isZero(totals.discount)) {
    rows.push({
      id: 'discount',
      label: t('document.discount'),
      amount: totals.discount,
      subjects: ['allowance'],
      less: true,
    });
  }
  if (!isZero(totals.charge))
    rows.push({ id: 'charge', label: t('document.charge'), amount: totals.charge, subjects: ['charge'] });
  rows.push({
    id: 'net',
    label: t('totals.net'),
    amount: totals.net,
    subjects: adjusted ? ['net'] : ['lines_net', 'net'],
  });
  totals.taxes.forEach((tax, index) => {
    rows.push({
      id: `tax-${index.toString()}`,
      label: taxName(tax),
      amount: tax.amount,
      subjects: ['tax'],
      index,
    });
  });
  if (!isZero(totals.rounding))
    rows.push({
      id: 'rounding',
      label: t('totals.rounding'),
      amount: totals.rounding,
      subjects: ['rounding'],
    });
  rows.push({
    id: 'total',
    label: t('totals.total'),
    amount: totals.total,
    subjects: ['total', 'due'],
    whole: true,
  });
  return rows;
}

interface BlockProps {
  totals: Figures;
  /** They are of what stood in the form a moment ago. */
  late?: boolean;
}

export function TotalsBlock({ totals, late }: BlockProps) {
  const t = useT();
  const taxName = useTaxName();
  const { currency } = totals;
  return (
    <dl className="sums" data-late={late || undefined}>
      {rowsOf(totals, t, taxName).map((row) => {
        const steps = totals.why.filter(
          (step) =>
            row.subjects.includes(step.subject) && (row.index === undefined || step.index === row.index),
        );
        const shown = row.less ? `-${row.amount}` : row.amount;
        return (
          <div key={row.id} data-whole={row.whole}>
            <dt>
              {row.label}
              {steps.length > 0 ? (
                <Popover
                  label={t('why.label')}
                  placement="top end"
                  trigger={
                    <AriaButton className="why-q" aria-label={t('why.of', { figure: row.label })}>
                      <Icon name="circle-help" size={14} />
                    </AriaButton>
                  }
                >
                  <WhySteps title={row.label} amount={row.amount} currency={currency} steps={steps} />
                </Popover>
              ) : null}
            </dt>
            <dd>
              <Money value={{ amount: shown, currency }} bare={!row.whole} decimals="always" />
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
