/** What can be decided about a week that was submitted or approved; nothing for who may not. */
import { useState } from 'react';
import { useCompany, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { Button } from '@/design';
import type { TimesheetRow } from '@/host/generated';
import { useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
import { ReasonDialog } from '../billing/ReasonDialog';

interface DecisionProps {
  week: Pick<TimesheetRow, 'id' | 'version' | 'user_id' | 'user' | 'status'>;
  size: 'sm' | 'md';
}

export function Decision({ week, size }: DecisionProps) {
  const t = useT();
  const { user } = useCompany();
  const may = useMay()('time.approve', week.user_id);
  const approve = useWrite('timesheet.approve');
  const [sendsBack, setSendsBack] = useState(false);
  // Nobody decides on their own, but who decides on everybody’s.
  const isOwn = week.user_id === user.id && user.permissions['time.approve'] !== 'all';
  if (!may || isOwn || week.status === 'open') return null;
  const { id, version } = week;
  return (
    <span className="row justify-end">
      {week.status === 'submitted' ? (
        <Button
          size={size}
          kind="primary"
          isDisabled={approve.isPending}
          onPress={() => approve.mutate({ id, version }, { onError: notifyError })}
        >
          {t('timesheet.approve')}
        </Button>
      ) : null}
      <Button size={size} onPress={() => setSendsBack(true)}>
        {t('timesheet.send_back')}
      </Button>
      {sendsBack ? (
        <ReasonDialog
          title={t('timesheet.send_back')}
          text={t('timesheet.send_back_text', { user: week.user })}
          action={t('timesheet.send_back')}
          command="timesheet.send_back"
          version={version}
          request={(reason, seen) => ({ id, version: seen, reason })}
          onClose={() => setSendsBack(false)}
        />
      ) : null}
    </span>
  );
}
