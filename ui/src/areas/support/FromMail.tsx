/** A ticket from an e-mail: a file that the mail program saved, or its words pasted. What was read fills the form. */
import { useState } from 'react';
import { useT } from '@/app/i18n';
import { Button, FormDialog, TextField } from '@/design';
import { ApiError, call, choose, type StagedFile, stage } from '@/host';
import type { FileInput, TicketMail } from '@/host/generated';
import { notify, notifyError } from '@/host/undo';

/** What was read in an e-mail, and the file it was read in. */
export interface MailRead {
  read: TicketMail;
  file?: FileInput;
}

/** Reads the one file of those that were chosen or dropped; more than one would need more than one ticket. */
async function readFile(files: readonly StagedFile[], onRead: (mail: MailRead) => void): Promise<void> {
  const [first, more] = files;
  if (!first) return;
  if (more) return notify({ tone: 'warn', messageId: 'ticket.mail_one' });
  const file = { name: first.name, hash: first.hash };
  onRead({ read: await call('ticket.read_mail', { file }), file });
}

export const readDropped = (files: readonly File[], onRead: (mail: MailRead) => void): Promise<void> =>
  stage(files)
    .then((staged) => readFile(staged, onRead))
    .catch(notifyError);

interface FromMailProps {
  /** While a file is held over the form. */
  over: true | undefined;
  onRead: (mail: MailRead) => void;
}

export function FromMail({ over, onRead }: FromMailProps) {
  const t = useT();
  const [isPasting, setPasting] = useState(false);
  const open = () =>
    choose(false)
      .then((files) => readFile(files, onRead))
      .catch(notifyError);
  return (
    <div className="drop-area mail-drop" data-over={over}>
      <Button size="sm" icon="mail" onPress={() => void open()}>
        {t('ticket.mail_file')}
      </Button>
      <Button size="sm" icon="file-text" onPress={() => setPasting(true)}>
        {t('ticket.mail_paste')}
      </Button>
      <span className="drop-hint">{t('ticket.mail_drop')}</span>
      {isPasting ? (
        <PasteMail
          onRead={(read) => {
            setPasting(false);
            onRead({ read });
          }}
          onClose={() => setPasting(false)}
        />
      ) : null}
    </div>
  );
}

interface PasteMailProps {
  onRead: (mail: TicketMail) => void;
  onClose: () => void;
}

function PasteMail({ onRead, onClose }: PasteMailProps) {
  const t = useT();
  const [text, setText] = useState('');
  const [error, setError] = useState<ApiError | null>(null);
  return (
    <FormDialog
      title={t('ticket.mail_paste')}
      error={error}
      action={t('ticket.mail_read')}
      onSubmit={() =>
        void call('ticket.read_mail', { text }).then(onRead, (cause: unknown) =>
          setError(ApiError.from(cause)),
        )
      }
      onClose={onClose}
    >
      <TextField
        autoFocus
        name="text"
        label={t('ticket.mail_text')}
        note={t('ticket.mail_hint')}
        lines={10}
        value={text}
        onChange={setText}
      />
    </FormDialog>
  );
}
