/** A step that cannot be undone and asks for its reason: the reason is printed or kept in the log. */
import { useState } from 'react';
import { useT } from '@/app/i18n';
import { useKept, useSeen } from '@/app/kept';
import { Callout, FormDialog, TextField } from '@/design';
import type { CommandName, RequestOf, ResponseOf } from '@/host';
import { useWrite } from '@/host/queries';
import { notify } from '@/host/undo';

interface ReasonDialogProps<Name extends CommandName> {
  title: string;
  /** What follows from it. */
  text: string;
  /** What speaks against it, though it may be done. */
  warning?: string;
  action: string;
  danger?: boolean;
  command: Name;
  /** That of the record, where the step asks for it. */
  version?: number;
  request: (reason: string, version: number) => RequestOf<Name>;
  onClose: () => void;
  onDone?: (result: ResponseOf<Name>) => void;
}

export function ReasonDialog<Name extends CommandName>(props: ReasonDialogProps<Name>) {
  const { title, text, warning, action, danger, command, request, onClose, onDone } = props;
  const t = useT();
  // Facts are answered by other facts, never undone, so no undo is offered.
  const write = useWrite(command, { silent: true });
  const { version, onNewest } = useSeen(props.version ?? 0, write.reset);
  // What it is a reason for names the crash copy.
  const [name] = useState(`${command}.${JSON.stringify(request('', version))}`);
  const { draft, set, done, note } = useKept(name, { reason: '' });
  const close = () => {
    done();
    onClose();
  };
  return (
    <FormDialog
      title={title}
      error={write.error}
      onNewest={onNewest}
      action={action}
      button={{ kind: danger ? 'danger' : 'primary' }}
      onSubmit={() =>
        write.mutate(request(draft.reason, version), {
          onSuccess: (reply) => {
            notify({ tone: 'ok', messageId: `command.${command}` });
            close();
            onDone?.(reply.result);
          },
        })
      }
      onClose={close}
      aside={note}
    >
      <p className="text-text-2">{text}</p>
      {warning ? <Callout tone="warn">{warning}</Callout> : null}
      <TextField
        autoFocus
        name="reason"
        label={t('reason')}
        value={draft.reason}
        onChange={(reason) => set({ reason })}
      />
    </FormDialog>
  );
}
