/** An estimate that nobody has answered yet. Each time it is sent, what was sent is kept as a version. */
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useT } from '@/app/i18n';
import { useGo } from '@/app/router';
import { Attachments } from '@/areas/files/Attachments';
import { printPaper, savePaper, sayWhere } from '@/areas/files/papers';
import { Button, MoreMenu } from '@/design';
import { ApiError, run } from '@/host';
import type { Estimate, SentHow } from '@/host/generated';
import { invalidate } from '@/host/queries';
import { notify, notifyError } from '@/host/undo';
import { NextAction } from '../sales/NextAction';
import { LogActivity } from '../sales/useLogActivity';
import { DocumentEditor, type OpenDraft } from './editor/DocumentEditor';
import type { Kept } from './editor/document-form';
import type { Saved } from './editor/useAutosave';
import { useHistorySheet } from './PaperHistory';
import { SentDialog } from './SentDialog';
import { useCopy, useDeleteDraft } from './useDrafts';
import { Versions } from './Versions';

interface EstimateEditorProps {
  initial: Kept;
  name: string;
  title: string;
  badge?: ReactNode;
  /** What is known of it, once it was saved. */
  estimate?: Estimate;
  onAnswer?: (answer: 'accept' | 'decline') => void;
  onClose: () => void;
}

interface Sending {
  saved: Saved;
  stop: () => void;
  refuse: (cause: unknown) => void;
}

export function EstimateEditor(props: EstimateEditorProps) {
  const { initial, name, title, badge, estimate, onAnswer, onClose } = props;
  const t = useT();
  const go = useGo();
  const client = useQueryClient();
  const [sending, setSending] = useState<Sending | null>(null);
  const copy = useCopy('estimate');
  const deletion = useDeleteDraft('estimate');
  const history = useHistorySheet('estimate', estimate?.id);
  const wasSent = (estimate?.versions.length ?? 0) > 0;

  const send = async ({ saved, stop }: Sending, how: SentHow) => {
    if (how === 'email') {
      // The version is made and the e-mail prepared in one go.
      sayWhere('mail', (await run('document.mail', saved)).result);
    } else {
      const reply = await run('estimate.send', { ...saved, how });
      invalidate(client, reply.changed);
      notify({ tone: 'ok', messageId: 'estimate.sent', params: { number: reply.result.number } });
      if (how === 'print') await printPaper(saved.id);
      if (how === 'file') await savePaper(saved.id);
    }
    stop();
    go('/estimates');
  };
  // What others have changed meanwhile is seen before it is sent: the editor goes on from there.
  const trySend = (sending: Sending, how: SentHow) =>
    send(sending, how).catch((cause) => {
      if (ApiError.from(cause).code !== 'conflict') throw cause;
      void client.invalidateQueries();
      sending.refuse(cause);
    });
  // What stands on screen is saved first, so that the dialog knows whether it is what went out.
  const answerTo = ({ save }: OpenDraft, answer: 'accept' | 'decline') =>
    void save()
      .then(() => onAnswer?.(answer))
      .catch(notifyError);
  const menu = (draft: OpenDraft) => (
    <MoreMenu
      groups={[
        {
          id: 'answer',
          actions:
            wasSent && onAnswer
              ? [
                  {
                    id: 'decline',
                    title: t('estimate.decline'),
                    icon: 'circle-x',
                    run: () => answerTo(draft, 'decline'),
                  },
                ]
              : [],
        },
        {
          id: 'copy',
          actions: estimate
            ? [
                {
                  id: 'save_pdf',
                  title: t('document.save_pdf'),
                  icon: 'file-text',
                  run: () => void savePaper(estimate.id),
                },
                {
                  id: 'print',
                  title: t('document.print'),
                  icon: 'printer',
                  run: () => void printPaper(estimate.id),
                },
                copy(estimate.id),
                ...history.actions,
              ]
            : [],
        },
        {
          id: 'end',
          actions: wasSent ? [] : [deletion(draft)],
        },
      ]}
    />
  );
  return (
    <>
      <DocumentEditor
        kind="estimate"
        initial={initial}
        name={name}
        title={title}
        machine={estimate !== undefined}
        badge={badge}
        sentId={estimate?.as_sent ? estimate.id : undefined}
        onClose={onClose}
        ready={wasSent ? t('estimate.ready_again') : t('estimate.ready')}
        primary={wasSent ? t('estimate.send_again') : t('estimate.send')}
        strip={estimate ? <NextAction kind="estimate" id={estimate.id} /> : null}
        below={estimate ? <Attachments recordId={estimate.id} mayWrite /> : null}
        actions={(draft) => (
          <>
            {estimate ? (
              <>
                <LogActivity recordId={estimate.id} />
                <Versions versions={estimate.versions} />
              </>
            ) : null}
            {wasSent && onAnswer ? (
              <Button icon="circle-check" onPress={() => answerTo(draft, 'accept')}>
                {t('estimate.accept')}
              </Button>
            ) : null}
            {menu(draft)}
          </>
        )}
        onPrimary={async (saved, stop, refuse) => setSending({ saved, stop, refuse })}
      />
      {history.sheet}
      {sending ? (
        <SentDialog
          title={t('estimate.send')}
          text={t('estimate.send_text')}
          action={t('estimate.send')}
          onSend={(how) => trySend(sending, how)}
          onClose={() => setSending(null)}
        />
      ) : null}
    </>
  );
}
