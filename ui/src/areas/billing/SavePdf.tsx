/** Writes the PDF of a paper beside the company file and says where it lies. */
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

export function SavePdf({ id }: { id: string }) {
  const t = useT();
  return (
    <Button icon="file-text" onPress={() => void savePdf(id)}>
      {t('document.save_pdf')}
    </Button>
  );
}
