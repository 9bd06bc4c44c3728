/** Whether what was typed is safe: backups, their second place, a trial of them, and the checks of the file. */
import { useState } from 'react';
import { useMay } from '@/app/company';
import { useFormatLocale, useT } from '@/app/i18n';
import {
  Button,
  Callout,
  EmptyState,
  Section,
  type Stat,
  StatStrip,
  Table,
  useReadable,
  When,
} from '@/design';
import { formatBytes, formatCount } from '@/design/format';
import type { Backup, BackupStatus, BackupTier, Counted } from '@/host';
import { useRead, useWrite } from '@/host/queries';
import { notify, notifyError } from '@/host/undo';
import { Owed, RestoreDialog, TrialDialog } from './BackupDialogs';
import { Checks } from './Checks';
import { SecondPlace } from './SecondPlace';
import { SettingsHead } from './SettingsHead';

const tiers: readonly BackupTier[] = ['hour', 'day', 'week', 'month'];

export default function BackupSettings() {
  const t = useT();
  const may = useMay();
  const status = useRead('backup.status', {}, { also: ['file'] }).data;
  const now = useWrite('backup.now', { silent: true });
  const keeps = may('settings.write');
  return (
    <div className="page">
      <SettingsHead part="backups">
        <Button
          kind="primary"
          icon="hard-drive"
          isPending={now.isPending}
          onPress={() =>
            now.mutate(
              {},
              {
                onSuccess: () => notify({ tone: 'ok', messageId: 'backup.made' }),
                onError: notifyError,
              },
            )
          }
        >
          {t('backup.now')}
        </Button>
      </SettingsHead>
      {status ? (
        <div className="settings">
          <Warnings status={status} />
          <Figures status={status} />
          <SecondPlace status={status} mayChange={keeps} />
          <Backups status={status} mayRestore={keeps} />
          {keeps ? <CheckFile /> : <p className="text-text-3">{t('backup.not_yours')}</p>}
        </div>
      ) : null}
    </div>
  );
}

/** What is wrong with the place of the file or with its backups, for as long as it is. */
function Warnings({ status }: { status: BackupStatus }) {
  const t = useT();
  const readable = useReadable();
  const warnings = useRead('file.state', {}).data?.warnings ?? [];
  return (
    <>
      {status.trouble ? (
        <Callout tone="danger">
          <b className="block font-medium">{t('backup.trouble')}</b>
          {t.by(status.trouble.message_id, readable(status.trouble.params))}
        </Callout>
      ) : null}
      {status.missing > 0 ? (
        <Callout tone="warn">{t('backup.missing_files', { count: status.missing })}</Callout>
      ) : null}
      {warnings.map((warning) => (
        <Callout key={warning.message_id} tone="warn">
          {t.by(warning.message_id, readable(warning.params))}
        </Callout>
      ))}
    </>
  );
}

function Figures({ status }: { status: BackupStatus }) {
  const t = useT();
  const { format } = useFormatLocale();
  const { last, tried, second } = status;
  const countedStats = (counted: Counted): Stat[] => [
    {
      id: 'counted',
      label: t('backup.counted'),
      value: formatCount(counted.documents, format),
      note: t('backup.counted_note', { customers: counted.customers, payments: counted.payments }),
    },
    { id: 'owed', label: t('backup.counted.receivables'), value: <Owed counted={counted} /> },
  ];
  const stats: Stat[] = [
    {
      id: 'last',
      label: t('backup.last'),
      value: last ? <When at={last.at_ms} /> : t('backup.none'),
      note: last
        ? t(status.changed ? 'backup.last_changed' : 'backup.last_current', {
            size: formatBytes(last.bytes, format),
          })
        : undefined,
      tone: last ? undefined : 'warn',
    },
    ...(last?.counted ? countedStats(last.counted) : []),
    {
      id: 'second',
      label: t('backup.second'),
      value: second?.last ? (
        <When at={second.last.at_ms} />
      ) : (
        t(second ? 'backup.none' : 'backup.second_none')
      ),
      note: second?.trouble ? t('backup.second_trouble') : undefined,
      tone: second && !second.trouble ? undefined : 'warn',
    },
    {
      id: 'tried',
      label: t('backup.tried'),
      value: tried ? <When at={tried.at_ms} /> : t('backup.never'),
      note: tried ? t(tried.sound ? 'backup.tried_sound' : 'backup.tried_failed') : undefined,
      tone: tried && !tried.sound ? 'danger' : undefined,
    },
  ];
  return <StatStrip look="card" label={t('settings.backups')} stats={stats} />;
}

function Backups({ status, mayRestore }: { status: BackupStatus; mayRestore: boolean }) {
  const t = useT();
  const { format } = useFormatLocale();
  const [restoring, setRestoring] = useState<Backup | null>(null);
  const [trying, setTrying] = useState<Backup | null>(null);
  const space = t('backup.space', {
    used: formatBytes(status.bytes, format),
    cap: formatBytes(status.cap_bytes, format),
  });
  return (
    <Section title={t('backup.all')} count={status.backups.length}>
      {status.backups.length === 0 ? (
        <EmptyState text={t('backup.empty')} />
      ) : (
        <>
          <Table
            className="backups"
            rows={status.backups}
            rowId={(backup) => backup.name}
            columns={[
              { title: t('backup.made_at'), cell: (backup) => <When at={backup.at_ms} /> },
              {
                title: t('backup.tier'),
                cell: (backup) => (
                  <span className="text-text-2">
                    {t(`backup.tier.${tiers.find((tier) => tier === backup.tier) ?? 'none'}`)}
                  </span>
                ),
              },
              { title: t('backup.size'), num: true, cell: (backup) => formatBytes(backup.bytes, format) },
            ]}
            acts={(backup) =>
              mayRestore ? (
                <span className="row justify-end">
                  <Button size="sm" kind="ghost" onPress={() => setTrying(backup)}>
                    {t('backup.try')}
                  </Button>
                  <Button size="sm" kind="ghost" onPress={() => setRestoring(backup)}>
                    {t('backup.restore_of')}
                  </Button>
                </span>
              ) : null
            }
          />
          <p className="settings-text mt-2 text-xs">
            {space} <bdi className="id">{status.folder}</bdi>
          </p>
        </>
      )}
      {restoring ? <RestoreDialog backup={restoring} onClose={() => setRestoring(null)} /> : null}
      {trying ? <TrialDialog backup={trying} onClose={() => setTrying(null)} /> : null}
    </Section>
  );
}

function CheckFile() {
  const t = useT();
  const check = useWrite('integrity.check', { silent: true });
  const report = check.data?.result;
  return (
    <Section title={t('check.title')}>
      <p className="settings-text mb-3">{t('check.text')}</p>
      <div className="settings-block">
        <div>
          <Button
            icon="circle-check"
            isPending={check.isPending}
            onPress={() => check.mutate({}, { onError: notifyError })}
          >
            {t('check.run')}
          </Button>
        </div>
        {check.isPending ? <p role="status">{t('check.running')}</p> : null}
        {report ? (
          <>
            <Callout tone={report.sound ? 'ok' : 'danger'}>
              {report.sound
                ? t('check.sound', { count: report.checks.length })
                : t('check.unsound', {
                    count: report.checks.filter((one) => one.problems.length > 0).length,
                  })}
            </Callout>
            <Checks checks={report.checks} />
          </>
        ) : null}
      </div>
    </Section>
  );
}
