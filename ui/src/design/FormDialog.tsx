/** A form over the page: the core's answer at its fields, one button that does it and one that leaves. */
import type { ReactNode } from 'react';
import { useT } from '@/app/i18n';
import type { ApiError } from '@/host/contract';
import { Button, type ButtonProps } from './Button';
import { Form } from './Form';
import { Dialog, Sheet } from './Overlays';

interface FormDialogProps {
  title: string;
  error: ApiError | null | undefined;
  /** Goes on from the newest version of a record that was changed meanwhile, with what was typed over it. */
  onNewest?: () => void;
  onSubmit: () => void;
  onClose: () => void;
  /** What the button says that does it; without it the form is only read. */
  action?: string;
  /** What else that button is, such as dangerous or not to be pressed yet. */
  button?: Pick<ButtonProps, 'kind' | 'autoFocus' | 'isDisabled' | 'isPending'>;
  /** Beside the buttons. */
  aside?: ReactNode;
  children: ReactNode;
}

function DialogForm(props: FormDialogProps & { bodyClass: string }) {
  const { title, error, onNewest, onSubmit, onClose, action, button, aside, bodyClass, children } = props;
  const t = useT();
  // Keys do what the button does, wait when it waits, and do nothing without it.
  const submit = () => (!action || button?.isDisabled || button?.isPending ? undefined : onSubmit());
  return (
    <Form
      label={title}
      error={error}
      onNewest={onNewest}
      onSubmit={submit}
      bodyClass={bodyClass}
      footer={
        <footer className="sheet-f">
          {aside}
          <span className="row push-end">
            <Button onPress={onClose}>{t(action ? 'action.cancel' : 'action.close')}</Button>
            {action ? (
              <Button kind="primary" type="submit" keys="mod+enter" {...button}>
                {action}
              </Button>
            ) : null}
          </span>
        </footer>
      }
    >
      {children}
    </Form>
  );
}

export function FormDialog(props: FormDialogProps) {
  return (
    <Dialog title={props.title} isOpen onClose={props.onClose}>
      <DialogForm {...props} bodyClass="dialog-b" />
    </Dialog>
  );
}

interface FormSheetProps extends FormDialogProps {
  size?: 'md' | 'lg';
  bodyClass?: string;
}

export function FormSheet({ size, bodyClass = 'sheet-b', ...props }: FormSheetProps) {
  return (
    <Sheet title={props.title} isOpen onClose={props.onClose} size={size}>
      <DialogForm {...props} bodyClass={bodyClass} />
    </Sheet>
  );
}
