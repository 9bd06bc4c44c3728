/** What can be done with every paper: e-mail it, print it, save it. */
import { useT } from '@/app/i18n';
import { Button, IconButton } from '@/design';
import { mailPaper, printPaper, savePaper } from './papers';

interface PaperActionsProps {
  id: string;
  /** Whether it may go out by e-mail: a draft may not. */
  mail?: boolean;
}

export function PaperActions({ id, mail = true }: PaperActionsProps) {
  const t = useT();
  return (
    <>
      <IconButton icon="download" label={t('document.save_pdf')} onPress={() => void savePaper(id)} />
      <IconButton icon="printer" label={t('document.print')} onPress={() => void printPaper(id)} />
      {mail ? (
        <Button icon="mail" onPress={() => void mailPaper(id)}>
          {t('document.mail')}
        </Button>
      ) : null}
    </>
  );
}
