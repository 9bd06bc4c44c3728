/** Weeks that wait for a decision, and those that were decided. */
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useT } from '@/app/i18n';
import { Link } from '@/app/Link';
import { useAddress } from '@/app/router';
import { Badge, Button, Duration, EmptyState, StateTabs, Table, When } from '@/design';
import { call } from '@/host';
import type { SheetStatus } from '@/host/generated';
import { tagsOf } from '@/host/queries';
import { Decision } from './Decision';
import { TimeHead } from './TimeHead';
import './time.css';

const tabs: readonly SheetStatus[] = ['submitted', 'approved', 'open'];
const readAddress = (raw: Record<string, unknown>): { tab: SheetStatus } => ({
  tab: tabs.find((one) => one === raw.tab) ?? 'submitted',
});

const pageSize = 50;

/** The weeks of a tab, the newest first, page after page. */
function useWeeks(status: SheetStatus) {
  const asked = { filter: { status }, sort: { column: 'week', descending: true }, limit: pageSize };
  return useInfiniteQuery({
    queryKey: ['timesheet', 'timesheet.list', asked],
    queryFn: ({ pageParam, signal }) => call('timesheet.list', { ...asked, after: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
    meta: { tags: tagsOf('timesheet.list', ['time', 'user']) },
  });
}

export default function Approvals() {
  const t = useT();
  const [{ tab }, setAddress] = useAddress(readAddress);
  const weeks = useWeeks(tab);
  const rows = weeks.data?.pages.flatMap((page) => page.rows);
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
            className="approvals"
            label={t('timesheet.approvals')}
            rows={rows}
            rowId={({ id }) => id}
            columns={[
              {
                title: t('time.person'),
                cell: (row) => (
                  <Link to="/timesheet" search={{ user: row.user_id, date: row.week_start }}>
                    <span dir="auto">{row.user}</span>
                  </Link>
                ),
              },
              { title: t('timesheet.week'), keeps: true, cell: (row) => <When day={row.week_start} /> },
              { title: t('time.total'), num: true, cell: (row) => <Duration minutes={row.minutes} /> },
              {
                title: t('time.billable'),
                num: true,
                cell: (row) => <Duration minutes={row.billable_minutes} />,
              },
              { title: t('timesheet.state'), keeps: true, cell: (row) => <Badge value={row.badge} /> },
            ]}
            acts={(row) => <Decision week={row} size="sm" />}
          />
        ) : null}
        {weeks.hasNextPage ? (
          <div>
            <Button isPending={weeks.isFetchingNextPage} onPress={() => void weeks.fetchNextPage()}>
              {t('list.show_more')}
            </Button>
          </div>
        ) : null}
      </div>
    </div>
  );
}
