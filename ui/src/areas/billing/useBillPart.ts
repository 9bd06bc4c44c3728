/** The invoice of a part of what was sold: drafted and opened. */
import { useGo } from '@/app/router';
import { useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';

export function useBillPart(): (id: string) => void {
  const go = useGo();
  const { mutate } = useWrite('billing_milestone.bill');
  return (id) =>
    mutate(
      { id },
      {
        onSuccess: ({ result }) => go(`/invoices/${result.invoice_ids[0]}`),
        onError: notifyError,
      },
    );
}
