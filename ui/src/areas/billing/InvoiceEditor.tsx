/** An invoice before it is issued. */
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useGo } from '@/app/router';
import { MoreMenu } from '@/design';
import { run } from '@/host';
import { invalidate } from '@/host/queries';
import { notify } from '@/host/undo';
import { DocumentEditor } from './editor/DocumentEditor';
import type { Kept } from './editor/document-form';
import { useHistorySheet } from './PaperHistory';
import { useDeleteDraft } from './useDrafts';

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
  const client = useQueryClient();
  const deletion = useDeleteDraft('invoice');
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
        const reply = await run('invoice.issue', saved);
        stop();
        invalidate(client, reply.changed);
        notify({ tone: 'ok', messageId: 'invoice.issued', params: { number: reply.result.number } });
        go(`/invoices/${saved.id}`, undefined, { replace: true });
      }}
      actions={(draft) => (
        <>
          <MoreMenu
            groups={[
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
