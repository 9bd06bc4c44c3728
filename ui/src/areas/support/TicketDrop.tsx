/** The list and the queue of tickets take an e-mail that is dropped on them: a new ticket opens, filled from it. */
import { type ReactNode, useState } from 'react';
import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useFileDrop } from '@/design';
import { type MailRead, readDropped } from './FromMail';
import { NewTicket } from './NewTicket';

export function TicketDrop({ children }: { children: ReactNode }) {
  const t = useT();
  const mayWrite = useMay()('ticket.write');
  const [mail, setMail] = useState<MailRead | null>(null);
  const drop = useFileDrop(mayWrite ? (files) => void readDropped(files, setMail) : undefined);
  return (
    <>
      <div className="drop-area ticket-drop" data-over={drop.over} {...drop.props}>
        {children}
        {drop.over ? <p className="drop-pill">{t('ticket.drop')}</p> : null}
      </div>
      {mail ? <NewTicket mail={mail} onClose={() => setMail(null)} /> : null}
    </>
  );
}
