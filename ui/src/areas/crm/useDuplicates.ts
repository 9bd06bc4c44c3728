/** Asks, a moment after the last key, whether this customer is here already. */
import { useEffect, useState } from 'react';
import type { CustomerDuplicatesRequest, Duplicate } from '@/host/generated';
import { useRead } from '@/host/queries';

const pauseMs = 150;

export function useDuplicates(guard: CustomerDuplicatesRequest | null): readonly Duplicate[] {
  const signature = JSON.stringify(guard);
  const [asked, setAsked] = useState(signature);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(signature), pauseMs);
    return () => clearTimeout(timer);
  }, [signature]);
  const request = JSON.parse(asked) as CustomerDuplicatesRequest | null;
  const answer = useRead('customer.duplicates', request ?? {}, {
    enabled: request !== null,
    keep: true,
    also: ['contact'],
  });
  return request === null ? [] : (answer.data?.rows ?? []);
}
