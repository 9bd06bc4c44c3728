/** A form that is a page of the settings; without the right it is only read. */
import type { ReactNode } from 'react';
import { useT } from '@/app/i18n';
import { Button, Form } from '@/design';
import type { ApiError } from '@/host';

interface SettingsFormProps {
  label: string;
  error: ApiError | null;
  onSubmit: () => void;
  mayWrite: boolean;
  /** Beside the button. */
  note: ReactNode;
  children: ReactNode;
}

export function SettingsForm({ mayWrite, note, children, onSubmit, ...form }: SettingsFormProps) {
  const t = useT();
  const save = (
    <div className="row">
      <Button kind="primary" type="submit" keys="mod+enter">
        {t('action.save')}
      </Button>
      {note}
    </div>
  );
  return (
    <Form
      {...form}
      onSubmit={() => (mayWrite ? onSubmit() : undefined)}
      bodyClass="settings-form"
      footer={mayWrite ? save : null}
    >
      {children}
    </Form>
  );
}
