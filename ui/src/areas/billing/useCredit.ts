/** Uses what is free of a payment or credit note for open invoices, oldest first. A fact: it offers no undo. */
import { useWrite } from '@/host/queries';
import { notify, notifyError } from '@/host/undo';

export function useApplyCredit() {
  const apply = useWrite('credit.apply', { silent: true });
  return (source_id: string) =>
    apply.mutate(
      { source_id },
      {
        onSuccess: (reply) =>
          notify({
            tone: 'ok',
            messageId: 'payment.credit_used',
            params: { count: reply.result.allocations.length, left: reply.result.credit },
          }),
        onError: notifyError,
      },
    );
}
