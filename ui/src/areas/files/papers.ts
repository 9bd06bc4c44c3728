/** Papers and files on their way out: saved beside the company file, and opened where a program of the system takes them. */
import { type PaperOut, run } from '@/host';
import { notify, notifyError } from '@/host/undo';

type Way = 'save' | 'print' | 'mail' | 'file';

/** Says what happened to a paper; where no program took it, where it lies. */
export function sayWhere(way: Way, { path, opened }: PaperOut): void {
  if (opened && way === 'file') return;
  const messageId = opened ? `paper.opened.${way}` : `paper.saved.${way}`;
  notify({ tone: 'ok', messageId, params: { path } });
}

const send = (way: Way, work: Promise<{ result: PaperOut }>): Promise<void> =>
  work.then(({ result }) => sayWhere(way, result), notifyError);

export const savePaper = (id: string) => send('save', run('document.save', { id }));
/** One after the other: what was saved before a refusal stays. */
export async function savePapers(ids: readonly string[]): Promise<void> {
  let path = '';
  try {
    for (const id of ids) path = (await run('document.save', { id })).result.path;
    const folder = path.replace(/[\\/][^\\/]*$/, '');
    notify({ tone: 'ok', messageId: 'document.saved_pdfs', params: { count: ids.length, folder } });
  } catch (cause) {
    notifyError(cause);
  }
}
export const printPaper = (id: string) => send('print', run('document.print', { id }));
export const openFile = (id: string) => send('file', run('attachment.open', { id }));

/** The conversation of a ticket, with what was said among colleagues or without. */
export const talkPaper = (way: 'save' | 'print', id: string, notes: boolean) =>
  send(way, run(`ticket.${way}`, { id, notes }));
export const mailAnswer = (id: string, files: readonly string[] = []) =>
  send('mail', run('ticket.mail', { id, files: [...files] }));
export const mailPaper = (id: string) => send('mail', run('document.mail', { id }));
