/** Weeks that wait for a decision, and those that were decided. */
import { useState } from 'react';
import { useCompany, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { Link } from '@/app/Link';
import { useAddress } from '@/app/router';
import { Badge, Button, Duration, EmptyState, StateTabs, Table, When } from '@/design';
import type { SheetStatus, TimesheetRow } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
import { ReasonDialog } from '../billing/ReasonDialog';
import { standing } from '../standing';
import { TimeHead } from './TimeHead';
import './time.css';

const tabs: readonly SheetStatus[] = ['submitted', 'approved', 'open'];
const readAddress = (raw: Record<string, unknown>): { tab: SheetStatus } => ({
  tab: tabs.find((one) => one === raw.tab) ?? 'submitted',
});

export default function Approvals() {
  const t = useT();
  const [{ tab }, setAddress] = useAddress(readAddress);
  const request = { filter: { status: tab }, sort: { column: 'week', descending: true } };
  const rows = useRead('timesheet.list', request, { also: ['time', 'user'], keep: true }).data?.rows;
  const [sentBack, setSentBack] = useState<TimesheetRow | null>(null);
  const approve = useWrite('timesheet.approve');
  const may = useMay();
  const { user } = useCompany();
  // Nobody decides on their own, but who decides on everybody’s.
  const decides = (row: TimesheetRow) =>
    may('time.approve', row.user_id) &&
    (row.user_id !== user.id || user.permissions['time.approve'] === 'all');
  return (
    <div className="page">
      <TimeHead part="approvals" />
      <div className="timesheet">
        <StateTabs
          label={t('timesheet.approvals')}
          tabs={tabs.map((id) => ({ id, title: t(`timesheet.tab.${id}`) }))}
          value={tab}
          onChange={(next) => setAddress({ tab: next })}
        />
        {rows?.length === 0 ? <EmptyState text={t(`timesheet.empty.${tab}`)} /> : null}
        {rows && rows.length > 0 ? (
          <Table
            label={t('timesheet.approvals')}
            rows={rows}
            rowId={({ id }) => id}
            columns={[
              {
                title: t('user.name'),
                cell: (row) => (
                  <Link to="/timesheet" search={{ user: row.user_id, date: row.week_start }}>
                    <span dir="auto">{row.user}</span>
                  </Link>
                ),
              },
              { title: t('timesheet.week'), cell: (row) => <When day={row.week_start} /> },
              { title: t('time.total'), num: true, cell: (row) => <Duration minutes={row.minutes} /> },
              {
                title: t('time.billable'),
                num: true,
                cell: (row) => <Duration minutes={row.billable_minutes} />,
              },
              { title: t('timesheet.state'), cell: (row) => <Badge value={row.badge} /> },
            ]}
            acts={(row) =>
              decides(row) && row.status !== 'open' ? (
                <span className="row justify-end">
                  {row.status === 'submitted' ? (
                    <Button
                      size="sm"
                      kind="primary"
                      isDisabled={approve.isPending}
                      onPress={() =>
                        approve.mutate({ id: row.id, version: row.version }, { onError: notifyError })
                      }
                    >
                      {t('timesheet.approve')}
                    </Button>
                  ) : null}
                  <Button size="sm" onPress={() => setSentBack(row)}>
                    {t('timesheet.send_back')}
                  </Button>
                </span>
              ) : null
            }
          />
        ) : null}
      </div>
      {sentBack ? (
        <ReasonDialog
          title={t('timesheet.send_back')}
          text={t('timesheet.send_back_text', { user: sentBack.user })}
          action={t('timesheet.send_back')}
          command="timesheet.send_back"
          version={standing(sentBack, rows ?? []).version}
          request={(reason, version) => ({ id: sentBack.id, version, reason })}
          onClose={() => setSentBack(null)}
        />
      ) : null}
    </div>
  );
}
