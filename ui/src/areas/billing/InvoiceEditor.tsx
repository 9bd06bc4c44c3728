/** An invoice before it is issued. */
import type { ReactNode } from 'react';
import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useGo } from '@/app/router';
import { MoreMenu } from '@/design';
import { DocumentEditor } from './editor/DocumentEditor';
import type { Kept } from './editor/document-form';
import { useHistorySheet } from './PaperHistory';
import { useDeleteDraft, useIssue, useMakeRecurring } from './useDrafts';

interface InvoiceEditorProps {
  initial: Kept;
  name: string;
  title: string;
  /** Below the lines and figures. */
  below?: ReactNode;
  onClose: () => void;
}

export function InvoiceEditor({ initial, name, title, below, onClose }: InvoiceEditorProps) {
  const t = useT();
  const go = useGo();
  const issue = useIssue();
  const deletion = useDeleteDraft('invoice');
  const makeRecurring = useMakeRecurring();
  const history = useHistorySheet('invoice', initial.id);
  const mayIssue = useMay()('invoice.issue');
  return (
    <DocumentEditor
      kind="invoice"
      initial={initial}
      name={name}
      title={title}
      below={below}
      onClose={onClose}
      ready={mayIssue ? t('invoice.ready') : t('invoice.may_not_issue')}
      primary={mayIssue ? t('invoice.issue') : t('document.done')}
      onPrimary={async (saved, stop) => {
        if (!mayIssue) {
          stop();
          onClose();
          return;
        }
        if (!(await issue(saved))) return;
        stop();
        go(`/invoices/${saved.id}`, undefined, { replace: true });
      }}
      actions={(draft) => (
        <>
          <MoreMenu
            groups={[
              { id: 'copy', actions: initial.id ? [makeRecurring(initial.id)] : [] },
              { id: 'history', actions: history.actions },
              { id: 'end', actions: [deletion(draft)] },
            ]}
          />
          {history.sheet}
        </>
      )}
    />
  );
}
