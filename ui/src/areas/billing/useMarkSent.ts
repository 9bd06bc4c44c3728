/** Notes that invoices went to their customers, and how; a refusal is the caller's to show. */
import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { run } from '@/host';
import type { SentHow } from '@/host/generated';
import { invalidate } from '@/host/queries';
import { notify } from '@/host/undo';

/**
 * One run at a time: what is asked for while one is on its way is left out. After a refusal half-way those that were noted are not
 * noted again. Answers whether all are noted.
 */
export function useMarkSent() {
  const client = useQueryClient();
  const running = useRef(false);
  const noted = useRef(new Set<string>());
  return async (ids: readonly string[], how: SentHow = 'email') => {
    if (running.current) return false;
    running.current = true;
    try {
      for (const id of ids.filter((one) => !noted.current.has(one))) {
        invalidate(client, (await run('invoice.mark_sent', { id, how })).changed);
        noted.current.add(id);
      }
      noted.current.clear();
    } finally {
      running.current = false;
    }
    notify({ tone: 'ok', messageId: 'invoice.sent_noted', params: { count: ids.length } });
    return true;
  };
}
