/** The time of a project, on its page: how it stands towards what was planned, its entries, and the way to an invoice. */
import { useState } from 'react';
import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { Badge, Button, Duration, EmptyState, MoreMenu, Section, Table, When } from '@/design';
import type { TimeRow } from '@/host/generated';
import { useRead } from '@/host/queries';
import { BillTime } from './BillTime';
import { BudgetStanding } from './BudgetStanding';
import { Burn } from './Burn';
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
      {budget ? <BudgetStanding budget={budget} /> : null}
      <Burn projectId={projectId} also={also} />
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
              { title: t('time.day'), keeps: true, cell: (row) => <When day={row.date} /> },
              { title: t('time.person'), cell: (row) => <span dir="auto">{row.user}</span> },
              {
                title: t('time.on'),
                share: 60,
                cell: (row) => <span dir="auto">{row.title || row.note}</span>,
              },
              { title: t('time.length'), num: true, cell: (row) => <Duration minutes={row.minutes} /> },
              { title: t('time.billing'), keeps: true, cell: (row) => <Badge value={row.badge} /> },
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
