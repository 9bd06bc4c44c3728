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
  children: ReactNode;
}

export function SettingsForm({ mayWrite, children, ...form }: SettingsFormProps) {
  const t = useT();
  const save = (
    <div>
      <Button kind="primary" type="submit" keys="mod+enter">
        {t('action.save')}
      </Button>
    </div>
  );
  return (
    <Form {...form} bodyClass="settings-form" footer={mayWrite ? save : null}>
      {children}
    </Form>
  );
}
