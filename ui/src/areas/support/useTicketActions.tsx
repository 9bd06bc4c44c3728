/** What can be done to a ticket, wherever it is shown, and the dialogs that ask what is needed for it. */
import { type ReactNode, useState } from 'react';
import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import type { MenuAction } from '@/design';
import type { TicketRow } from '@/host/generated';
import { useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
import { AssignTicket } from './AssignTicket';
import { DeleteTicket } from './DeleteTicket';
import { GiveTicket } from './GiveTicket';
import { LinkTicket } from './LinkTicket';
import { MergeTicket } from './MergeTicket';
import { PrintTicket } from './PrintTicket';
import { RateTicket } from './RateTicket';
import { ResolveTicket } from './ResolveTicket';
import { SplitTicket } from './SplitTicket';

const dialogs = {
  resolve: ResolveTicket,
  assign: AssignTicket,
  merge: MergeTicket,
  link: LinkTicket,
  rate: RateTicket,
  split: SplitTicket,
  print: PrintTicket,
  customer: GiveTicket,
  delete: DeleteTicket,
} as const;

type What = keyof typeof dialogs;

export interface TicketActions {
  /** Entries of a menu, what usually comes next first; who may only read can print. */
  of: (row: TicketRow) => MenuAction[];
  dialogs: ReactNode;
}

export function useTicketActions(): TicketActions {
  const t = useT();
  const may = useMay();
  const wait = useWrite('ticket.wait');
  const close = useWrite('ticket.close');
  const reopen = useWrite('ticket.reopen');
  const [doing, setDoing] = useState<{ what: What; row: TicketRow } | null>(null);
  const of = (row: TicketRow): MenuAction[] => {
    const step = { id: row.id, version: row.version };
    const ask = (what: What, icon: string, keys?: string): MenuAction => ({
      id: what,
      title: t(`ticket.${what}`),
      icon,
      keys,
      run: () => setDoing({ what, row }),
    });
    const paper = ask('print', 'printer');
    if (!may('ticket.write', row.owner_id)) return [paper];
    const isOpen = row.status === 'open' || row.status === 'waiting';
    const again: MenuAction = {
      id: 'reopen',
      title: t(row.status === 'waiting' ? 'ticket.go_on' : 'ticket.reopen'),
      icon: 'undo',
      run: () => reopen.mutate(step, { onError: notifyError }),
    };
    const waiting: MenuAction = {
      id: 'wait',
      title: t('ticket.wait'),
      icon: 'hourglass',
      keys: 'w',
      run: () => wait.mutate(step, { onError: notifyError }),
    };
    const closing: MenuAction = {
      id: 'close',
      title: t('ticket.close'),
      icon: 'lock',
      run: () => close.mutate(step, { onError: notifyError }),
    };
    return [
      ...(isOpen ? [ask('resolve', 'circle-check', 's')] : []),
      ...(row.status === 'open' ? [waiting] : []),
      ...(row.status === 'resolved' ? [closing] : []),
      ...(row.status === 'open' ? [] : [again]),
      ...(isOpen ? [] : [ask('rate', 'star')]),
      ask('assign', 'user', 'o'),
      ask('link', 'link'),
      ...(isOpen ? [ask('merge', 'merge'), ask('split', 'split')] : []),
      paper,
      ask('customer', 'building-2'),
      { ...ask('delete', 'trash-2'), danger: true },
    ];
  };
  const Dialog = doing ? dialogs[doing.what] : null;
  return {
    of,
    dialogs: doing && Dialog ? <Dialog ticket={doing.row} onClose={() => setDoing(null)} /> : null,
  };
}
