/** A ticket from an e-mail: a file that the mail program saved, or its words pasted. What was read fills the form. */
import { useState } from 'react';
import { useT } from '@/app/i18n';
import { Button, FormDialog, TextField } from '@/design';
import { ApiError, call, choose } from '@/host';
import type { FileInput, TicketMail } from '@/host/generated';
import { notifyError } from '@/host/undo';

interface FromMailProps {
  /** Told what was read, with the file it was read in. */
  onRead: (mail: TicketMail, file?: FileInput) => void;
}

export function FromMail({ onRead }: FromMailProps) {
  const t = useT();
  const [isPasting, setPasting] = useState(false);
  const open = async () => {
    try {
      const [file] = await choose(false);
      if (!file) return;
      const input = { name: file.name, hash: file.hash };
      onRead(await call('ticket.read_mail', { file: input }), input);
    } catch (cause) {
      notifyError(cause);
    }
  };
  return (
    <div className="row flex-wrap">
      <Button size="sm" icon="mail" onPress={() => void open()}>
        {t('ticket.mail_file')}
      </Button>
      <Button size="sm" icon="file-text" onPress={() => setPasting(true)}>
        {t('ticket.mail_paste')}
      </Button>
      {isPasting ? (
        <PasteMail
          onRead={(mail) => {
            setPasting(false);
            onRead(mail);
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
