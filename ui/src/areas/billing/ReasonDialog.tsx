/** A step that cannot be undone and asks for its reason: the reason is printed or kept in the log. */
import { useState } from 'react';
import { useT } from '@/app/i18n';
import { Button, Dialog, Form, TextField } from '@/design';
import type { CommandName, RequestOf, ResponseOf } from '@/host';
import { useWrite } from '@/host/queries';

interface ReasonDialogProps<Name extends CommandName> {
  title: string;
  /** What follows from it. */
  text: string;
  action: string;
  danger?: boolean;
  command: Name;
  request: (reason: string) => RequestOf<Name>;
  onClose: () => void;
  onDone?: (result: ResponseOf<Name>) => void;
}

export function ReasonDialog<Name extends CommandName>(props: ReasonDialogProps<Name>) {
  const { title, text, action, danger, command, request, onClose, onDone } = props;
  const t = useT();
  const write = useWrite(command);
  const [reason, setReason] = useState('');
  return (
    <Dialog title={title} isOpen onClose={onClose}>
      <Form
        label={title}
        error={write.error}
        onSubmit={() =>
          write.mutate(request(reason), {
            onSuccess: (reply) => {
              onClose();
              onDone?.(reply.result);
            },
          })
        }
        bodyClass="dialog-b"
        footer={
          <footer className="sheet-f">
            <span className="row push-end">
              <Button onPress={onClose}>{t('action.cancel')}</Button>
              <Button kind={danger ? 'danger' : 'primary'} type="submit" keys="mod+enter">
                {action}
              </Button>
            </span>
          </footer>
        }
      >
        <p className="text-text-2">{text}</p>
        <TextField autoFocus name="reason" label={t('reason')} value={reason} onChange={setReason} />
      </Form>
    </Dialog>
  );
}
