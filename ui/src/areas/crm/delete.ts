/** Deleting customers: no question is asked, since one Undo brings all of them back. */
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { call, run } from '@/host';
import { invalidate } from '@/host/queries';
import { notifyError, offerUndoOf, trackWrite } from '@/host/undo';

/** Deletes them, and answers whether all of them are gone. */
export function useDeleteCustomers() {
  const client = useQueryClient();
  const remove = useCallback(
    async (customers: readonly { id: string; name: string }[]) => {
      const undone: number[] = [];
      let refusal: unknown;
      try {
        for (const { id } of customers) {
          const { version } = await call('customer.get', { id });
          const reply = await run('customer.delete', { id, version });
          if (reply.undo) undone.push(reply.undo.seq);
          invalidate(client, reply.changed);
        }
      } catch (cause) {
        refusal = cause;
        notifyError(cause);
      }
      offerUndoOf(undone, 'customer.deleted', { count: undone.length, name: customers[0]?.name ?? '' });
      // Those that are gone already can be taken back; without any, nothing was done.
      if (refusal !== undefined && undone.length === 0) throw refusal;
      return refusal === undefined;
    },
    [client],
  );
  return useCallback(
    (customers: Parameters<typeof remove>[0]) => trackWrite(remove(customers)).catch(() => false),
    [remove],
  );
}
