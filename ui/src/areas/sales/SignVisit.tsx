/** The customer signs on screen for what was done. */
import { useState } from 'react';
import { useT } from '@/app/i18n';
import { Button, Dialog, Form, SignaturePad, TextField } from '@/design';
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
    <Dialog title={t('visit.sign')} isOpen onClose={onClose}>
      <Form
        label={t('visit.sign')}
        error={sign.error}
        onSubmit={submit}
        bodyClass="dialog-b"
        footer={
          <footer className="sheet-f">
            <span className="row push-end">
              <Button onPress={onClose}>{t('action.cancel')}</Button>
              <Button kind="primary" type="submit" keys="mod+enter" isDisabled={signature === null}>
                {t('visit.sign_save')}
              </Button>
            </span>
          </footer>
        }
      >
        <TextField
          autoFocus
          name="signed_by"
          label={t('visit.signed_by')}
          value={signedBy}
          onChange={setSignedBy}
        />
        <SignaturePad label={t('signature.title')} onChange={setSignature} />
      </Form>
    </Dialog>
  );
}
