/** The customer signs on screen for what was done. */
import { useState } from 'react';
import { useT } from '@/app/i18n';
import { FormDialog, SignaturePad, TextField } from '@/design';
import type { Activity } from '@/host/generated';
import { useWrite } from '@/host/queries';

export function SignVisit({ visit, onClose }: { visit: Activity; onClose: () => void }) {
  const t = useT();
  const sign = useWrite('activity.sign');
  const [signedBy, setSignedBy] = useState(visit.signed_by);
  const [signature, setSignature] = useState<string | null>(null);
  const { brief, version } = visit.row;
  const submit = () => {
    if (signature === null) return;
    sign.mutate({ id: brief.id, version, signed_by: signedBy, signature }, { onSuccess: onClose });
  };
  return (
    <FormDialog
      title={t('visit.sign')}
      error={sign.error}
      action={t('visit.sign_save')}
      button={{ isDisabled: signature === null }}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        autoFocus
        name="signed_by"
        label={t('visit.signed_by')}
        value={signedBy}
        onChange={setSignedBy}
      />
      <SignaturePad label={t('signature.title')} onChange={setSignature} />
    </FormDialog>
  );
}
