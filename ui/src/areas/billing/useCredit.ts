/** Uses what is free of a payment or credit note for open invoices, oldest first. */
import { useWrite } from '@/host/queries';
import { notify, notifyError, offerUndoOf } from '@/host/undo';

export function useApplyCredit() {
  const apply = useWrite('credit.apply', { silent: true });
  return (source_id: string) =>
    apply.mutate(
      { source_id },
      {
        onSuccess: ({ result, undo }) => {
          const params = { count: result.allocations.length, left: result.credit };
          if (undo) offerUndoOf([undo.seq], 'payment.credit_used', params);
          else notify({ tone: 'ok', messageId: 'payment.credit_used', params });
        },
        onError: notifyError,
      },
    );
}
