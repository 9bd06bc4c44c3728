/** The invoice of what was sold: drafted and opened, or the form where only a person knows the rate of a foreign currency. */
import { useQueryClient } from '@tanstack/react-query';
import { useGo } from '@/app/router';
import { ApiError, run } from '@/host';
import type { BillingPlanRequest } from '@/host/generated';
import { invalidate } from '@/host/queries';
import { notifyError } from '@/host/undo';

export function useToInvoice(): (of: BillingPlanRequest) => void {
  const go = useGo();
  const client = useQueryClient();
  return (of) =>
    void run('billing_plan.to_invoice', of)
      .then((reply) => {
        invalidate(client, reply.changed);
        go(`/invoices/${reply.result.id}`);
      })
      .catch((error: unknown) => {
        const asksRate = error instanceof ApiError && error.fields.some(({ path }) => path === 'rate');
        if (asksRate && of.deal_id) go('/invoices/new', { deal: of.deal_id });
        else notifyError(error);
      });
}
