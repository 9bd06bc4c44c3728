/** How drafts begin and end besides being typed: as a copy of another paper, by being issued, and by being deleted. */
import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useT } from '@/app/i18n';
import { useLeaveDeleted } from '@/app/recent';
import { useGo } from '@/app/router';
import type { MenuAction } from '@/design';
import { ApiError, run } from '@/host';
import type { DraftKind } from '@/host/generated';
import { invalidate, useWrite } from '@/host/queries';
import { notify, notifyError } from '@/host/undo';
import type { OpenDraft } from './editor/DocumentEditor';
import type { Saved } from './editor/useAutosave';

/** Copies a paper into a new draft and opens that. */
export function useCopy(kind: DraftKind) {
  const t = useT();
  const go = useGo();
  const copy = useWrite(`${kind}.copy`, { silent: true });
  const open = { onSuccess: ({ result }: { result: Saved }) => go(`/${kind}s/${result.id}`) };
  return (id: string): MenuAction => ({
    id: 'copy',
    title: t('document.copy'),
    icon: 'file-plus',
    run: () => copy.mutate({ id }, { ...open, onError: notifyError }),
  });
}

/** Begins a recurring invoice like an invoice. */
export function useMakeRecurring() {
  const t = useT();
  const go = useGo();
  return (id: string): MenuAction => ({
    id: 'recurring',
    title: t('recurring.make'),
    icon: 'refresh-cw',
    run: () => go('/recurring-invoices/new', { from: id }),
  });
}

/** Issues an invoice as it was saved. Asked again while that is on its way it does nothing; answers whether it was issued. */
export function useIssue() {
  const client = useQueryClient();
  const running = useRef(false);
  return async ({ id, version }: Saved) => {
    if (running.current) return false;
    running.current = true;
    try {
      const reply = await run('invoice.issue', { id, version });
      invalidate(client, reply.changed);
      notify({ tone: 'ok', messageId: 'invoice.issued', params: { number: reply.result.number } });
      return true;
    } finally {
      running.current = false;
    }
  };
}

/** The draft with all that was typed; as it was saved last where a field of it cannot be read, null where it never was. */
const writtenOf = ({ save, inFile }: OpenDraft): Promise<Saved | null> =>
  save().catch((cause) => {
    if (ApiError.from(cause).code !== 'invalid') throw cause;
    return inFile();
  });

/** Deletes the draft that is in the editor. */
export function useDeleteDraft(kind: DraftKind) {
  const t = useT();
  const leave = useLeaveDeleted();
  const remove = useWrite(`${kind}.delete`);
  return (draft: OpenDraft): MenuAction => ({
    id: 'delete',
    title: t('document.delete_draft'),
    icon: 'trash-2',
    danger: true,
    run: () =>
      void writtenOf(draft)
        .then((saved) => saved && remove.mutateAsync(saved))
        .then(() => {
          draft.stop();
          leave(`/${kind}s`);
        })
        .catch(notifyError),
  });
}
