/** The customer signs on screen for what was done. */
import { useState } from 'react';
import { useT } from '@/app/i18n';
import { useKeptEdits } from '@/app/kept';
import { FormDialog, SignaturePad, TextField } from '@/design';
import type { Activity } from '@/host/generated';
import { useWrite } from '@/host/queries';

export function SignVisit({ visit, onClose }: { visit: Activity; onClose: () => void }) {
  const t = useT();
  const sign = useWrite('activity.sign');
  const { brief, version } = visit.row;
  const { draft, set, done, note } = useKeptEdits(`visit.sign.${brief.id}`, { signed_by: visit.signed_by });
  const [signature, setSignature] = useState<string | null>(null);
  const close = () => {
    done();
    onClose();
  };
  const submit = () => {
    if (signature === null) return;
    sign.mutate({ id: brief.id, version, ...draft, signature }, { onSuccess: close });
  };
  return (
    <FormDialog
      title={t('visit.sign')}
      error={sign.error}
      action={t('visit.sign_save')}
      button={{ isDisabled: signature === null }}
      onSubmit={submit}
      onClose={close}
      aside={note}
    >
      <TextField
        autoFocus
        name="signed_by"
        label={t('visit.signed_by')}
        value={draft.signed_by}
        onChange={(signed_by) => set({ signed_by })}
      />
      <SignaturePad label={t('signature.title')} onChange={setSignature} />
    </FormDialog>
  );
}
