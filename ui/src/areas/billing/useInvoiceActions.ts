/** What can be done to invoices from a list or from their page without a further question. */
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useGo } from '@/app/router';
import { run } from '@/host';
import type { SentHow } from '@/host/generated';
import { invalidate } from '@/host/queries';
import { notify, notifyError } from '@/host/undo';

export function useInvoiceActions() {
  const client = useQueryClient();
  const go = useGo();
  return useMemo(
    () => ({
      copy: async (id: string) => {
        try {
          const reply = await run('invoice.copy', { id });
          invalidate(client, reply.changed);
          go(`/invoices/${reply.result.id}`);
        } catch (cause) {
          notifyError(cause);
        }
      },
      markSent: async (ids: readonly string[], how: SentHow = 'email') => {
        try {
          for (const id of ids) invalidate(client, (await run('invoice.mark_sent', { id, how })).changed);
          notify({ tone: 'ok', messageId: 'invoice.sent_noted', params: { count: ids.length } });
        } catch (cause) {
          notifyError(cause);
        }
      },
    }),
    [client, go],
  );
}
