/** Today: at most ten lines, so that the list can be finished. */
import { useCompany } from '@/app/company';
import { useFormatLocale, useT } from '@/app/i18n';
import { EmptyState } from '@/design';
import { formatDay } from '@/design/format';
import { useRead } from '@/host/queries';
import { MyTasks } from '../projects/MyTasks';
import { ActivitiesHead } from './ActivitiesHead';
import { actionTags } from './NextAction';
import { TodayList } from './TodayList';

export default function Today() {
  const t = useT();
  const { format } = useFormatLocale();
  const { today } = useCompany();
  const list = useRead('activity.today', {}, { also: actionTags, keep: true }).data;
  return (
    <div className="page">
      <ActivitiesHead part="today" title={formatDay(today, format, 'long')} />
      {list ? (
        <div className="today-page">
          {list.rows.length === 0 ? (
            <EmptyState text={t('today.nothing')} />
          ) : (
            <>
              <TodayList rows={list.rows} autoFocus />
              <p className="text-xs text-text-3">
                {list.count > list.rows.length
                  ? t('today.first_of', { shown: list.rows.length, count: list.count })
                  : t('today.keys')}
              </p>
            </>
          )}
          <MyTasks />
        </div>
      ) : null}
    </div>
  );
}
