/** The time of a project, on its page: how it stands towards what was planned, its entries, and the way to an invoice. */
import { useState } from 'react';
import { useMay } from '@/app/company';
import { type Translate, useFormatLocale, useT } from '@/app/i18n';
import {
  Badge,
  Button,
  Callout,
  Duration,
  EmptyState,
  Money,
  MoreMenu,
  Section,
  type Stat,
  StatStrip,
  Table,
  When,
} from '@/design';
import { useReadable } from '@/design/Badge';
import { formatDay, isNothing } from '@/design/format';
import type { TimeBudget, TimeMargin, TimeRow } from '@/host/generated';
import { useRead } from '@/host/queries';
import { BillTime } from './BillTime';
import { useEntryActions } from './Entries';
import { EntryDialog } from './EntryDialog';
import { Expenses } from './Expenses';
import { TimerButton } from './TimerButton';
import { workOf } from './words';

/** More are looked at in the list of entries. */
const shownAtMost = 50;

const also = [
  'time_rate',
  'time_cost',
  'expense',
  'time_setting',
  'project',
  'task',
  'document',
  'billing_plan',
] as const;

export function ProjectTime({
  projectId,
  name,
  customer,
}: {
  projectId: string;
  name: string;
  customer: string;
}) {
  const t = useT();
  const may = useMay();
  const [dialog, setDialog] = useState<'log' | 'bill' | TimeRow | null>(null);
  const budget = useRead('time.budget', { project_id: projectId }, { also }).data;
  const request = {
    filter: { project_id: projectId },
    sort: { column: 'date', descending: true },
    limit: shownAtMost,
  };
  const rows = useRead('time.list', request, { also: ['timesheet', 'document', 'task', 'ticket', 'user'] })
    .data?.rows;
  const actions = useEntryActions(setDialog);
  const on = { project_id: projectId };
  return (
    <div className="project-time">
      {budget ? <Standing budget={budget} /> : null}
      <Section
        title={t('timesheet.entries')}
        action={
          <span className="row">
            <TimerButton on={on} size="sm" />
            {may('time.write') ? (
              <Button size="sm" icon="plus" onPress={() => setDialog('log')}>
                {t('time.log')}
              </Button>
            ) : null}
            {may('invoice.write') ? (
              <Button size="sm" icon="file-plus" onPress={() => setDialog('bill')}>
                {t('time.bill')}
              </Button>
            ) : null}
          </span>
        }
      >
        {rows?.length === 0 ? <EmptyState text={t('time.none')} /> : null}
        {rows && rows.length > 0 ? (
          <Table
            label={t('timesheet.entries')}
            rows={rows}
            rowId={({ id }) => id}
            columns={[
              { title: t('time.day'), cell: (row) => <When day={row.date} /> },
              { title: t('time.person'), cell: (row) => <span dir="auto">{row.user}</span> },
              {
                title: t('time.on'),
                width: '28%',
                cell: (row) => <span dir="auto">{row.title || row.note}</span>,
              },
              { title: t('time.length'), num: true, cell: (row) => <Duration minutes={row.minutes} /> },
              { title: t('time.billing'), cell: (row) => <Badge value={row.badge} /> },
            ]}
            acts={(row) => {
              const known = actions(row);
              return known.length > 0 ? (
                <MoreMenu
                  label={t('time.acts_of', { day: row.date })}
                  groups={[{ id: 'acts', actions: known }]}
                />
              ) : null;
            }}
          />
        ) : null}
      </Section>
      {may('time_cost.read') ? <Expenses projectId={projectId} /> : null}
      {dialog === 'bill' ? <BillTime of={on} onClose={() => setDialog(null)} /> : null}
      {dialog !== null && dialog !== 'bill' ? (
        <EntryDialog
          entry={dialog === 'log' ? undefined : dialog}
          work={workOf({ on, title: name, place: customer })}
          onClose={() => setDialog(null)}
        />
      ) : null}
    </div>
  );
}

/** Hours, money and margin against what was planned; each only as far as the user may see it. */
function Standing({ budget }: { budget: TimeBudget }) {
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
      note: money.budget ? (
        <>
          {t('budget.of')} <Money value={money.budget} />
        </>
      ) : undefined,
    });
    stats.push({ id: 'invoiced', label: t('budget.invoiced'), value: <Money value={money.invoiced} /> });
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

/** What remains of the sale; both sides of it where that cannot be said, or where the cost was put into another currency. */
function marginStats(margin: TimeMargin, t: Translate, format: string): Stat[] {
  const { sold, cost, converted } = margin;
  const expenses: Stat[] = isNothing(margin.expenses.amount)
    ? []
    : [{ id: 'expenses', label: t('expense.title'), value: <Money value={margin.expenses} /> }];
  const sides: Stat[] = [
    {
      id: 'sold',
      label: t('budget.sold'),
      value: sold.map((one) => (
        <span key={one.currency} className="row">
          <Money value={one} />
        </span>
      )),
    },
    {
      id: 'cost',
      label: t('budget.cost'),
      value: <Money value={converted?.cost ?? cost} />,
      note: converted ? (
        <>
          <Money value={cost} />{' '}
          {t('budget.converted', { rate: converted.rate, date: formatDay(converted.date, format) })}
        </>
      ) : undefined,
    },
  ];
  if (margin.margin === null) return [...sides, ...expenses];
  const rest: Stat = {
    id: 'margin',
    label: t('budget.margin'),
    value: <Money value={margin.margin} />,
    note: margin.percent === null ? undefined : t('budget.percent', { percent: margin.percent }),
  };
  return converted ? [...sides, ...expenses, rest] : [...expenses, rest];
}
