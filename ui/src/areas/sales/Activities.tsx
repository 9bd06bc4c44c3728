/** What was done and what is planned about one record, or all about a customer, newest first. */
import { useState } from 'react';
import { useCompany, useMay } from '@/app/company';
import { type Translate, useT } from '@/app/i18n';
import { Link } from '@/app/Link';
import { Button, Icon, type TabSpec, When } from '@/design';
import type { ActivityFilter, ActivityRow } from '@/host/generated';
import { useRead } from '@/host/queries';
import { EditActivity } from './ActivityDialog';
import { DueText } from './DealCard';
import { DoneDialog } from './DoneDialog';
import { usePlaceOfActivity } from './places';
import { activityIcon } from './words';

/** More than this is read on the record's own history. */
const shownAtMost = 50;

/** The part of a record's page that tells what was done and is planned about it. */
export const activityTab = (t: Translate, recordId: string): TabSpec => ({
  id: 'activities',
  title: t('activity.title'),
  content: <Activities of={{ record_id: recordId }} />,
});

interface ActivitiesProps {
  of: ActivityFilter;
  /** Said when there is none, where it is about something narrower. */
  none?: string;
}

export function Activities({ of, none }: ActivitiesProps) {
  const t = useT();
  const may = useMay();
  const [finishing, setFinishing] = useState<ActivityRow | null>(null);
  const [edited, setEdited] = useState<string | null>(null);
  const rows = useRead(
    'activity.list',
    { filter: of, limit: shownAtMost },
    { also: ['deal', 'lead', 'customer'] },
  ).data?.rows;
  if (!rows) return null;
  if (rows.length === 0) return <p className="text-text-3">{none ?? t('activity.none')}</p>;
  return (
    <>
      <ul className="sales-rows">
        {rows.map((row) => (
          <ActivityLine
            key={row.brief.id}
            row={row}
            on={of.record_id ?? of.customer_id}
            onOpen={() => setEdited(row.brief.id)}
            onDone={may('activity.write', row.owner_id) ? () => setFinishing(row) : undefined}
          />
        ))}
      </ul>
      {edited ? <EditActivity id={edited} onClose={() => setEdited(null)} /> : null}
      {finishing ? (
        <DoneDialog
          id={finishing.brief.id}
          version={finishing.version}
          subject={finishing.brief.subject}
          onClose={() => setFinishing(null)}
        />
      ) : null}
    </>
  );
}

interface ActivityLineProps {
  row: ActivityRow;
  /** The record whose page it stands on; what is about another says so. */
  on: string | undefined;
  onOpen: () => void;
  onDone: (() => void) | undefined;
}

function ActivityLine({ row, on, onOpen, onDone }: ActivityLineProps) {
  const t = useT();
  const { today, user } = useCompany();
  const { brief } = row;
  const colleague = row.owner_id === user.id ? '' : row.owner;
  const place = usePlaceOfActivity()(row);
  const about = row.record_id === on ? null : row.record_title;
  const beneath = [colleague, row.outcome].filter(Boolean).join(' · ');
  return (
    <li>
      <Icon name={activityIcon[brief.kind]} />
      <div className="grow cut">
        <div className="cut" dir="auto">
          {brief.kind === 'visit' ? (
            <Link to={`/visits/${brief.id}`}>{brief.subject}</Link>
          ) : (
            <button type="button" className="link" onClick={onOpen}>
              {brief.subject}
            </button>
          )}
        </div>
        {beneath || about ? (
          <div className="cut text-xs text-text-3" dir="auto">
            {about ? place ? <Link to={place}>{about}</Link> : about : null}
            {about && beneath ? ' · ' : null}
            {beneath}
          </div>
        ) : null}
      </div>
      {row.done_ms === null ? (
        <>
          <DueText next={brief} />
          {onDone ? (
            <Button size="sm" icon="check" onPress={onDone}>
              {t('activity.done')}
            </Button>
          ) : null}
        </>
      ) : (
        <span className="text-text-3">
          <When at={row.done_ms} today={today} />
        </span>
      )}
    </li>
  );
}
