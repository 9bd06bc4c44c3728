/** Notices at the end corner: what was done, and the way back for eight seconds. */
import { useEffect, useState } from 'react';
import {
  Button as AriaButton,
  Text,
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components';
import { useT } from '@/app/i18n';
import { type Notice, onNotice, onSpent, undo, undoWindowMs } from '@/host/undo';
import { useReadable } from './Badge';
import { Icon } from './icons';
import { KeyHint } from './KeyHint';
import { Unbroken } from './Unbroken';

const icons = { ok: 'check-circle', warn: 'alert-triangle', danger: 'alert-circle' } as const;

/** At most this many at once: more would cover the list they speak of. */
const shownMax = 3;

export function Toasts() {
  const t = useT();
  const readable = useReadable();
  const [queue] = useState(() => new ToastQueue<Notice>({ maxVisibleToasts: shownMax }));
  useEffect(() => onNotice((notice) => queue.add(notice, { timeout: undoWindowMs })), [queue]);
  useEffect(
    () =>
      onSpent((seqs) => {
        const spent = queue.visibleToasts.find((toast) => toast.content.undoSeqs === seqs);
        if (spent) queue.close(spent.key);
      }),
    [queue],
  );
  return (
    <ToastRegion queue={queue} className="toasts" aria-label={t('toast.region')} data-pane>
      {({ toast }) => (
        <Toast toast={toast} className="toast" data-tone={toast.content.tone}>
          <Icon name={icons[toast.content.tone]} />
          <ToastContent className="toast-text">
            <Text slot="title">
              <Unbroken text={t.by(toast.content.messageId, readable(toast.content.params))} />
            </Text>
          </ToastContent>
          {toast.content.undoSeqs === undefined ? null : (
            <AriaButton
              className="btn"
              data-size="sm"
              onPress={() => void undo(toast.content.undoSeqs ?? [])}
            >
              {t('action.undo')}
              <KeyHint keys="mod+z" />
            </AriaButton>
          )}
          <AriaButton
            slot="close"
            className="btn"
            data-kind="ghost"
            data-shape="icon"
            data-size="sm"
            aria-label={t('action.close')}
          >
            <Icon name="x" />
          </AriaButton>
        </Toast>
      )}
    </ToastRegion>
  );
}
