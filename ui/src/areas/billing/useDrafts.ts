/** How drafts begin and end besides being typed: as a copy of another paper, and by being deleted. */
import { useT } from '@/app/i18n';
import { useLeaveDeleted } from '@/app/recent';
import { useGo } from '@/app/router';
import type { MenuAction } from '@/design';
import type { DraftKind } from '@/host/generated';
import { useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
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

/** Deletes the draft that is in the editor, as it was saved last. */
export function useDeleteDraft(kind: DraftKind) {
  const t = useT();
  const leave = useLeaveDeleted();
  const remove = useWrite(`${kind}.delete`);
  return (flush: () => Promise<Saved>, stop: () => void): MenuAction => ({
    id: 'delete',
    title: t('document.delete_draft'),
    icon: 'trash-2',
    danger: true,
    run: () =>
      void flush()
        .then((saved) => remove.mutateAsync(saved))
        .then(() => {
          stop();
          leave(`/${kind}s`);
        })
        .catch(notifyError),
  });
}
