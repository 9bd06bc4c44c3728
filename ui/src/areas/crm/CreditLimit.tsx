import { Money } from '@/design';
import type { Customer } from '@/host/generated';

/** The credit limit with its currency, or a dash when there is none. */
export function CreditLimit({ customer }: { customer: Customer }) {
  if (customer.credit_limit === null) return '–';
  return <Money value={{ amount: customer.credit_limit, currency: customer.currency }} />;
}
