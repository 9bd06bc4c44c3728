/** Restoring a backup as a new file, and trying one without keeping anything. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useFormatLocale, useT } from '@/app/i18n';
import { Button, Callout, Dialog, Fact, Form, Money, When } from '@/design';
import { formatBytes, formatCount } from '@/design/format';
import type { Backup, Counted } from '@/host';
import { useWrite } from '@/host/queries';
import { forgetUndo } from '@/host/undo';
import { Checks } from './Checks';

/** What customers owed, one amount a currency. */
export function Owed({ counted }: { counted: Counted }) {
  if (counted.receivables.length === 0) return '–';
  return counted.receivables.map((amount) => (
    <span key={amount.currency} className="block">
      <Money value={amount} />
    </span>
  ));
}

/** What a backup holds. */
function CountedFacts({ counted }: { counted: Counted }) {
  const t = useT();
  const { format } = useFormatLocale();
  return (
    <>
      {(['customers', 'documents', 'payments'] as const).map((id) => (
        <Fact key={id} label={t(`backup.counted.${id}`)}>
          {formatCount(counted[id], format)}
        </Fact>
      ))}
      <Fact label={t('backup.counted.receivables')}>
        <Owed counted={counted} />
      </Fact>
    </>
  );
}

interface BackupDialogProps {
  backup: Backup;
  onClose: () => void;
}

export function RestoreDialog({ backup, onClose }: BackupDialogProps) {
  const t = useT();
  const { format } = useFormatLocale();
  const client = useQueryClient();
  const restore = useWrite('backup.restore', { silent: true });
  const open = useWrite('file.open', { silent: true });
  const restored = restore.data?.result;
  const openIt = (path: string) =>
    open.mutate(
      { path },
      {
        onSuccess: () => {
          forgetUndo();
          void client.resetQueries();
        },
      },
    );
  return (
    <Dialog title={t('backup.restore_title')} isOpen onClose={onClose}>
      <Form
        label={t('backup.restore_title')}
        error={restore.error ?? open.error}
        onSubmit={() => (restored ? openIt(restored.path) : restore.mutate({ name: backup.name }))}
        bodyClass="dialog-b"
        footer={
          <footer className="sheet-f">
            <span className="row push-end">
              <Button onPress={onClose}>{restored ? t('backup.stay') : t('action.cancel')}</Button>
              <Button
                autoFocus
                kind="primary"
                type="submit"
                keys="mod+enter"
                isPending={restore.isPending || open.isPending}
              >
                {restored ? t('backup.open_restored') : t('backup.restore')}
              </Button>
            </span>
          </footer>
        }
      >
        {restored ? (
          <>
            <Callout tone="ok">{t('backup.restored')}</Callout>
            <Fact label={t('backup.restored_path')}>
              <bdi className="id">{restored.path}</bdi>
            </Fact>
            <Fact label={t('backup.state_of')}>
              <When at={restored.at_ms} />
            </Fact>
            <p className="text-text-2">{t('backup.restored_device', { code: restored.code })}</p>
            {restored.missing.length > 0 ? (
              <Callout tone="warn">{t('backup.missing_files', { count: restored.missing.length })}</Callout>
            ) : null}
          </>
        ) : (
          <>
            <p>{t('backup.restore_text')}</p>
            <Fact label={t('backup.state_of')}>
              <When at={backup.at_ms} /> · {formatBytes(backup.bytes, format)}
            </Fact>
          </>
        )}
      </Form>
    </Dialog>
  );
}

export function TrialDialog({ backup, onClose }: BackupDialogProps) {
  const t = useT();
  const attempt = useWrite('backup.try', { silent: true });
  const { mutate } = attempt;
  useEffect(() => mutate({ name: backup.name }), [mutate, backup.name]);
  const trial = attempt.data?.result;
  return (
    <Dialog title={t('backup.try_title')} isOpen onClose={onClose}>
      <Form
        label={t('backup.try_title')}
        error={attempt.error}
        onSubmit={onClose}
        bodyClass="dialog-b"
        footer={
          <footer className="sheet-f">
            <span className="row push-end">
              <Button kind="primary" type="submit" isDisabled={attempt.isPending}>
                {t('action.close')}
              </Button>
            </span>
          </footer>
        }
      >
        {attempt.isPending ? <p role="status">{t('backup.trying')}</p> : null}
        {trial ? (
          <>
            <Callout tone={trial.sound ? 'ok' : 'danger'}>
              {trial.sound ? t('backup.try_sound', { count: trial.checks.length }) : t('backup.try_failed')}
            </Callout>
            <div>
              <Fact label={t('backup.state_of')}>
                <When at={trial.at_ms} />
              </Fact>
              <CountedFacts counted={trial.counted} />
            </div>
            {trial.sound ? null : <Checks checks={trial.checks.filter((one) => one.problems.length > 0)} />}
          </>
        ) : null}
      </Form>
    </Dialog>
  );
}
