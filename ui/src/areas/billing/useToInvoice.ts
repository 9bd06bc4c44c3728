/** The invoice of what was sold: drafted and opened, or the form where only a person knows the rate of a foreign currency. */
import { useGo } from '@/app/router';
import type { BillingPlanRequest } from '@/host/generated';
import { useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';

export function useToInvoice(): (of: BillingPlanRequest) => void {
  const go = useGo();
  const { mutate } = useWrite('billing_plan.to_invoice');
  return (of) =>
    mutate(of, {
      onSuccess: ({ result }) => go(`/invoices/${result.id}`),
      onError: (error) => {
        if (of.deal_id && error.fields.some(({ path }) => path === 'rate'))
          go('/invoices/new', { deal: of.deal_id });
        else notifyError(error);
      },
    });
}
