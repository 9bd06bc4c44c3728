/** Says how a paper went to the customer. The program itself sends nothing: it has no network. */
import { useState } from 'react';
import { useT } from '@/app/i18n';
import { createRemembered, useStore } from '@/app/store';
import { FormDialog, Select } from '@/design';
import { ApiError } from '@/host';
import type { SentHow } from '@/host/generated';
import { sentHows, sentOptions } from './words';

const lastHow = createRemembered<SentHow>('throughline.sent-how', 'email', sentHows);

interface SentDialogProps {
  title: string;
  text?: string;
  action: string;
  onSend: (how: SentHow) => Promise<unknown>;
  onClose: () => void;
}

export function SentDialog({ title, text, action, onSend, onClose }: SentDialogProps) {
  const t = useT();
  const how = useStore(lastHow);
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async () => {
    if (busy) return;
    setBusy(true);
    try {
      await onSend(how);
      onClose();
    } catch (cause) {
      setError(ApiError.from(cause));
      setBusy(false);
    }
  };
  return (
    <FormDialog
      title={title}
      error={error}
      action={action}
      button={{ autoFocus: true, isPending: busy }}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      {text ? <p className="text-text-2">{text}</p> : null}
      <Select
        label={t('document.how')}
        options={sentOptions(t)}
        value={how}
        onChange={(next) => lastHow.set(next as SentHow)}
      />
    </FormDialog>
  );
}
