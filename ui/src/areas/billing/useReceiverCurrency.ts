/** The home currency of the branch that receives a payment: a rate leads to that one, whatever the company counts in. */
import { useCompany } from '@/app/company';
import { preview } from '@/host';
import type { Branch, PaymentRecordRequest } from '@/host/generated';
import { useRead } from '@/host/queries';
import { useAsked } from '@/host/typing';

export const useBranches = (): readonly Branch[] =>
  useRead('branch.list', {}, { also: ['company'] }).data?.rows ?? [];

/** As much of a payment as decides who receives it. Without a rate the core says whether it needs one, and to which currency. */
const receiving = (request: PaymentRecordRequest): PaymentRecordRequest => ({
  customer_id: request.customer_id,
  currency: request.currency,
  method: request.method,
  amount: '',
  allocations: request.allocations?.map(({ invoice_id }) => ({ invoice_id, amount: '' })),
  deductions: request.deductions?.map(({ invoice_id, kind }) => ({ invoice_id, kind, amount: '' })),
});

/** The currency of the branch that is chosen, else of the seller of the invoices, whom only the core knows. */
export function useReceiverCurrency(request: PaymentRecordRequest): string {
  const { company } = useCompany();
  const branches = useBranches();
  const isSame = new Set(branches.map((one) => one.currency)).size === 1;
  const chosen = branches.find((one) => one.id === request.branch_id) ?? (isSame ? branches[0] : undefined);
  const asks = branches.length > 0 && !chosen && request.customer_id !== '';
  const asked = receiving(request);
  const { error } = useAsked(asks ? JSON.stringify(asked) : null, (signal) =>
    preview('payment.record', asked, signal),
  );
  if (chosen) return chosen.currency;
  if (!asks) return company.home_currency;
  const needed = error?.fields.find((field) => field.message_id === 'error.rate_needed');
  return String(needed?.params?.home ?? request.currency);
}
