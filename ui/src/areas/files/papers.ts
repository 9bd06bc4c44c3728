/** Papers and files on their way out: saved beside the company file, and opened where a program of the system takes them. */
import { type PaperOut, run } from '@/host';
import { notify, notifyError } from '@/host/undo';

type Way = 'save' | 'print' | 'mail' | 'file';

/** Says what happened to a paper; where no program took it, where it lies. */
function say(way: Way, { path, opened }: PaperOut): void {
  if (opened && way === 'file') return;
  const messageId = opened ? `paper.opened.${way}` : `paper.saved.${way}`;
  notify({ tone: 'ok', messageId, params: { path } });
}

const send = (way: Way, work: Promise<{ result: PaperOut }>): Promise<boolean> =>
  work.then(
    ({ result }) => {
      say(way, result);
      return true;
    },
    (cause: unknown) => {
      notifyError(cause);
      return false;
    },
  );

export const savePaper = (id: string) => send('save', run('document.save', { id }));
export const printPaper = (id: string) => send('print', run('document.print', { id }));
export const openFile = (id: string) => send('file', run('attachment.open', { id }));

/** Prepares the e-mail of a paper. An estimate goes out as its next version: `version` is what was seen of it. */
export const mailPaper = (id: string, version?: number) =>
  send('mail', run('document.mail', version === undefined ? { id } : { id, version }));
