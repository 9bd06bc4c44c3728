/** An answer on its way out as an e-mail: which files of the ticket go with it. */
import { useState } from 'react';
import { useT } from '@/app/i18n';
import { mailAnswer } from '@/areas/files/papers';
import { Checkbox, FormDialog } from '@/design';
import type { Attachment } from '@/host/generated';

interface MailAnswerProps {
  /** The message. */
  id: string;
  files: readonly Attachment[];
  onClose: () => void;
}

export function MailAnswer({ id, files, onClose }: MailAnswerProps) {
  const t = useT();
  const [chosen, choose] = useState<readonly string[]>([]);
  return (
    <FormDialog
      title={t('ticket.mail_it')}
      error={null}
      action={t('ticket.mail_prepare')}
      button={{ autoFocus: true }}
      onSubmit={() => {
        void mailAnswer(id, chosen);
        onClose();
      }}
      onClose={onClose}
    >
      <p className="text-text-2">{t('ticket.mail_files')}</p>
      {files.map((file) => (
        <Checkbox
          key={file.id}
          isSelected={chosen.includes(file.id)}
          onChange={(on) =>
            choose((before) => (on ? [...before, file.id] : before.filter((one) => one !== file.id)))
          }
        >
          <span dir="auto">{file.name}</span>
        </Checkbox>
      ))}
    </FormDialog>
  );
}
