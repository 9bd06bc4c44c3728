/** What can be done to a recurring invoice, wherever it is shown. */
import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useGo } from '@/app/router';
import type { MenuAction } from '@/design';
import type { RecurringRow } from '@/host/generated';
import { useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
import { useMakeDue } from './useMakeDue';

export function useRecurringActions(): (row: RecurringRow) => MenuAction[] {
  const t = useT();
  const go = useGo();
  const may = useMay();
  const pause = useWrite('recurring_invoice.pause');
  const resume = useWrite('recurring_invoice.resume');
  const skip = useWrite('recurring_invoice.skip');
  const end = useWrite('recurring_invoice.end');
  const makeDue = useMakeDue();
  const failed = { onError: notifyError };
  return (row) => {
    if (!may('invoice.write', row.owner_id)) return [];
    const which = { id: row.id, version: row.version };
    const edit: MenuAction = {
      id: 'edit',
      title: t('action.edit'),
      icon: 'pencil',
      run: () => go(`/recurring-invoices/${row.id}`, { edit: 'yes' }),
    };
    const going: MenuAction[] =
      row.state === 'running'
        ? [
            {
              id: 'skip',
              title: t('recurring.skip'),
              icon: 'arrow-right',
              run: () => skip.mutate(which, failed),
            },
            {
              id: 'pause',
              title: t('recurring.pause'),
              icon: 'pause',
              keys: 'p',
              run: () => pause.mutate(which, failed),
            },
          ]
        : [
            {
              id: 'resume',
              title: t('recurring.resume'),
              icon: 'refresh-cw',
              keys: 'p',
              run: () => resume.mutate(which, { ...failed, onSuccess: ({ result }) => makeDue(result) }),
            },
          ];
    const ending: MenuAction = {
      id: 'end',
      title: t('recurring.end_it'),
      icon: 'circle-x',
      danger: true,
      run: () => end.mutate(which, failed),
    };
    return [edit, ...going, ...(row.state === 'ended' ? [] : [ending])];
  };
}
