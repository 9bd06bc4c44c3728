/** The draft on which all stands that is still to be invoiced of a deal: there is nothing to make another of then. */
import { useQuery } from '@tanstack/react-query';
import { ApiError, preview } from '@/host';
import type { BillingPlanRequest } from '@/host/generated';
import { useRead } from '@/host/queries';

/** Nothing while something can still be made an invoice of, or while nobody knows. `open` says that something is to be invoiced. */
export function useHoldingDraft(of: BillingPlanRequest, open: boolean): string | undefined {
  const asks = open && of.deal_id !== undefined;
  const drafts = useRead(
    'invoice.list',
    { filter: { deal_id: of.deal_id, tab: 'draft' }, limit: 1 },
    { also: ['document'], enabled: asks },
  ).data?.rows;
  const draft = asks ? drafts?.[0]?.id : undefined;
  // Only the core knows whether a draft has the whole of what is left: it would refuse another.
  const { data: isLeft } = useQuery({
    queryKey: ['billing_plan.to_invoice', of],
    queryFn: ({ signal }) =>
      preview('billing_plan.to_invoice', of, signal).then(
        () => true,
        (cause: unknown) => ApiError.from(cause).messageId !== 'error.nothing_left',
      ),
    enabled: draft !== undefined,
    meta: { tags: new Set(['billing_plan', 'document', 'deal']) },
  });
  return isLeft === false ? draft : undefined;
}
