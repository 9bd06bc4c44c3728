/** What happened to a paper or payment: a tab of its page; over the editor, which has no tabs, a sheet. */
import { type ReactNode, useState } from 'react';
import { useT } from '@/app/i18n';
import { type MenuAction, RecordBody, RecordTabs, Sheet } from '@/design';
import { History } from '../crm/History';

interface PaperTabsProps {
  label: string;
  kind: string;
  id: string;
  /** The first tab. */
  children: ReactNode;
}

export function PaperTabs({ label, kind, id, children }: PaperTabsProps) {
  const t = useT();
  return (
    <RecordTabs
      label={label}
      tabs={[
        { id: 'overview', title: t('customer.overview'), content: children },
        { id: 'history', title: t('history.title'), content: <History kind={kind} id={id} /> },
      ]}
    />
  );
}

/** The entry of a menu and the sheet that it opens; neither before the paper was saved. */
export function useHistorySheet(
  kind: string,
  id: string | undefined,
): { actions: MenuAction[]; sheet: ReactNode } {
  const t = useT();
  const [open, setOpen] = useState(false);
  if (id === undefined) return { actions: [], sheet: null };
  const title = t('history.title');
  return {
    actions: [{ id: 'history', title, icon: 'history', run: () => setOpen(true) }],
    sheet: open ? (
      <Sheet title={title} isOpen onClose={() => setOpen(false)}>
        <RecordBody label={title}>
          <History kind={kind} id={id} />
        </RecordBody>
      </Sheet>
    ) : null,
  };
}
