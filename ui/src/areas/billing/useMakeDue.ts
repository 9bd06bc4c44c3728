/** The drafts of a recurring invoice whose days have come: nobody waits for them, and what fails is told and made within a minute. */
import type { RecurringResponse } from '@/host/generated';
import { useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';

export function useMakeDue(): (saved: RecurringResponse) => void {
  const { mutateAsync } = useWrite('recurring_invoice.make', { silent: true });
  return ({ id, due }) => {
    if (due) mutateAsync({ id }).catch(notifyError);
  };
}
