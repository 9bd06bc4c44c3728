/** What is done about a paper or payment, and what happened to it: tabs of its page; over the editor, which has no tabs, sheets. */
import { type ReactNode, useState } from 'react';
import { useT } from '@/app/i18n';
import { type MenuAction, RecordBody, RecordTabs, Sheet } from '@/design';
import { History, HistorySheet } from '../crm/History';
import { Activities, activityTab } from '../sales/Activities';

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
        activityTab(t, id),
        { id: 'history', title: t('history.title'), content: <History kind={kind} id={id} /> },
      ]}
    />
  );
}

/** The entries of a menu and the sheets that they open; none before the paper was saved. */
export function useHistorySheet(
  kind: string,
  id: string | undefined,
): { actions: MenuAction[]; sheet: ReactNode } {
  const t = useT();
  const [open, setOpen] = useState<'activities' | 'history' | null>(null);
  const close = () => setOpen(null);
  if (id === undefined) return { actions: [], sheet: null };
  const titles = { activities: t('activity.title'), history: t('history.title') };
  return {
    actions: [
      {
        id: 'activities',
        title: titles.activities,
        icon: 'calendar-check',
        run: () => setOpen('activities'),
      },
      { id: 'history', title: titles.history, icon: 'history', run: () => setOpen('history') },
    ],
    sheet:
      open === 'history' ? (
        <HistorySheet kind={kind} id={id} onClose={close} />
      ) : open === 'activities' ? (
        <Sheet title={titles.activities} isOpen onClose={close}>
          <RecordBody label={titles.activities}>
            <Activities of={{ record_id: id }} />
          </RecordBody>
        </Sheet>
      ) : null,
  };
}
