/** Logging an activity about any record: from the key A, from a button, from the row of a list, from a proposed action. */
import { type ReactNode, useState } from 'react';
import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKeys } from '@/app/keys';
import { Button, IconButton, type MenuAction } from '@/design';
import { LogDialog } from './LogActivity';

interface Logged {
  /** The record it is about; an activity may stand alone. */
  recordId?: string;
  /** Names the record where the page does not. */
  title?: string;
  /** What the line begins with. */
  text?: string;
}

interface LogActivity {
  may: boolean;
  log: (logged: Logged) => void;
  /** The entry for the menu of a row; empty for those who may not. */
  action: (recordId: string, title: string) => MenuAction[];
  dialog: ReactNode;
}

export function useLogActivity(): LogActivity {
  const t = useT();
  const may = useMay()('activity.write');
  const [logged, setLogged] = useState<Logged | null>(null);
  const close = () => setLogged(null);
  return {
    may,
    log: setLogged,
    action: (recordId, title) =>
      may
        ? [
            {
              id: 'log',
              title: t('activity.log'),
              icon: 'calendar-check',
              keys: 'a',
              run: () => setLogged({ recordId, title }),
            },
          ]
        : [],
    dialog: logged ? (
      <LogDialog
        recordId={logged.recordId}
        title={logged.title ? t('activity.log_about', { title: logged.title }) : t('activity.log')}
        start={logged.text}
        onClose={close}
      />
    ) : null,
  };
}

interface LogActivityProps {
  recordId: string;
  /** Where the title of the page needs the room. */
  isSmall?: boolean;
}

/** The button of a record's page, with its key. */
export function LogActivity({ recordId, isSmall = false }: LogActivityProps) {
  const t = useT();
  const logging = useLogActivity();
  useKeys([{ keys: 'a', run: () => (logging.may ? logging.log({ recordId }) : false) }]);
  if (!logging.may) return null;
  const log = () => logging.log({ recordId });
  return (
    <>
      {isSmall ? (
        <IconButton icon="calendar-check" label={t('activity.log')} keys="a" onPress={log} />
      ) : (
        <Button icon="calendar-check" keys="a" onPress={log}>
          {t('activity.log')}
        </Button>
      )}
      {logging.dialog}
    </>
  );
}
