/** An activity is done: what came of it, if anything is worth keeping. */
import { useState } from 'react';
import { useT } from '@/app/i18n';
import { Button, Dialog, Form, TextField } from '@/design';
import { useWrite } from '@/host/queries';

interface DoneDialogProps {
  id: string;
  version: number;
  subject: string;
  onClose: () => void;
}

export function DoneDialog({ id, version, subject, onClose }: DoneDialogProps) {
  const t = useT();
  const done = useWrite('activity.done');
  const [outcome, setOutcome] = useState('');
  return (
    <Dialog title={subject} isOpen onClose={onClose}>
      <Form
        label={subject}
        error={done.error}
        onSubmit={() => done.mutate({ id, version, outcome: outcome || undefined }, { onSuccess: onClose })}
        bodyClass="dialog-b"
        footer={
          <footer className="sheet-f">
            <span className="row push-end">
              <Button onPress={onClose}>{t('action.cancel')}</Button>
              <Button kind="primary" type="submit" keys="mod+enter">
                {t('activity.done')}
              </Button>
            </span>
          </footer>
        }
      >
        <TextField
          autoFocus
          name="outcome"
          label={t('activity.outcome')}
          optional
          lines={2}
          value={outcome}
          onChange={setOutcome}
        />
      </Form>
    </Dialog>
  );
}
