/** Asks, a moment after the last key, whether this customer is here already. */
import type { CustomerDuplicatesRequest, Duplicate } from '@/host/generated';
import { useRead } from '@/host/queries';
import { useRested } from '@/host/typing';

export function useDuplicates(guard: CustomerDuplicatesRequest | null): readonly Duplicate[] {
  const asked = useRested(JSON.stringify(guard));
  const request = JSON.parse(asked) as CustomerDuplicatesRequest | null;
  const answer = useRead('customer.duplicates', request ?? {}, {
    enabled: request !== null,
    keep: true,
    also: ['contact'],
  });
  return request === null ? [] : (answer.data?.rows ?? []);
}
