/** The conversation of a ticket as a paper: printed or saved, with notes among colleagues only when they are asked for. */
import { useState } from 'react';
import { useT } from '@/app/i18n';
import { talkPaper } from '@/areas/files/papers';
import { Button, FormDialog, Switch } from '@/design';
import type { TicketDialogProps } from './ticket-now';

export function PrintTicket({ ticket: { id, subject }, onClose }: TicketDialogProps) {
  const t = useT();
  const [notes, setNotes] = useState(false);
  const out = (way: 'save' | 'print') => {
    void talkPaper(way, id, notes);
    onClose();
  };
  return (
    <FormDialog
      title={t('ticket.print_of', { ticket: subject })}
      error={null}
      action={t('document.print')}
      button={{ autoFocus: true }}
      aside={
        <Button icon="download" onPress={() => out('save')}>
          {t('document.save_pdf')}
        </Button>
      }
      onSubmit={() => out('print')}
      onClose={onClose}
    >
      <Switch isSelected={notes} onChange={setNotes}>
        {t('ticket.print_notes')}
      </Switch>
    </FormDialog>
  );
}
