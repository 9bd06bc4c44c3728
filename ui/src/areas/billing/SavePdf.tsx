/** Writes PDFs of papers beside the company file and says where they lie. */
import { useT } from '@/app/i18n';
import { Button } from '@/design';
import { run } from '@/host';
import { notify, notifyError } from '@/host/undo';

export async function savePdf(id: string): Promise<void> {
  try {
    const { result } = await run('document.save', { id });
    notify({ tone: 'ok', messageId: 'document.saved_pdf', params: { path: result.path } });
  } catch (cause) {
    notifyError(cause);
  }
}

/** One after the other: what was saved before a refusal stays. */
export async function saveAllPdfs(ids: readonly string[]): Promise<void> {
  let path = '';
  try {
    for (const id of ids) path = (await run('document.save', { id })).result.path;
    const folder = path.replace(/[\\/][^\\/]*$/, '');
    notify({ tone: 'ok', messageId: 'document.saved_pdfs', params: { count: ids.length, folder } });
  } catch (cause) {
    notifyError(cause);
  }
}

export function SavePdf({ id }: { id: string }) {
  const t = useT();
  return (
    <Button icon="file-text" onPress={() => void savePdf(id)}>
      {t('document.save_pdf')}
    </Button>
  );
}
