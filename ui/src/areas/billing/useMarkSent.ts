/** Notes that invoices went to their customers, and how; a refusal is the caller's to show. */
import { useQueryClient } from '@tanstack/react-query';
import { run } from '@/host';
import type { SentHow } from '@/host/generated';
import { invalidate } from '@/host/queries';
import { notify } from '@/host/undo';

export function useMarkSent() {
  const client = useQueryClient();
  return async (ids: readonly string[], how: SentHow = 'email') => {
    for (const id of ids) invalidate(client, (await run('invoice.mark_sent', { id, how })).changed);
    notify({ tone: 'ok', messageId: 'invoice.sent_noted', params: { count: ids.length } });
  };
}
