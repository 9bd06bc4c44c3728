/** The folder on another disk to which every backup is copied as well. */
import { useState } from 'react';
import { useT } from '@/app/i18n';
import { useKept } from '@/app/kept';
import { Button, Callout, Form, Section, TextField, useReadable, When } from '@/design';
import type { BackupStatus } from '@/host';
import { useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';

interface SecondPlaceProps {
  status: BackupStatus;
  mayChange: boolean;
}

export function SecondPlace({ status, mayChange }: SecondPlaceProps) {
  const t = useT();
  const readable = useReadable();
  const [changing, setChanging] = useState(false);
  // From then on what takes the place of a pressed button has the focus.
  const [acted, setActed] = useState(false);
  const forget = useWrite('backup.forget_place', { silent: true });
  const { second } = status;
  const showsChooser = mayChange && (changing || !second);
  const change = (next: boolean) => {
    setActed(true);
    setChanging(next);
  };
  const stop = () => {
    setActed(true);
    forget.mutate({}, { onError: notifyError });
  };
  return (
    <Section title={t('backup.second')}>
      {second ? (
        <div className="settings-block">
          <div className="row">
            <span className="grow">
              <bdi className="id">{second.folder}</bdi>
              <span className="block text-xs text-text-2">
                {second.last ? (
                  <>
                    {t('backup.second_last')} <When at={second.last.at_ms} />
                  </>
                ) : (
                  t('backup.second_empty')
                )}
              </span>
            </span>
            {mayChange && !showsChooser ? (
              <>
                <Button size="sm" autoFocus={acted} onPress={() => change(true)}>
                  {t('backup.second_change')}
                </Button>
                <Button size="sm" kind="ghost" onPress={stop}>
                  {t('backup.second_forget')}
                </Button>
              </>
            ) : null}
          </div>
          {second.trouble ? (
            <Callout tone="danger">
              <b className="block font-medium">{t('backup.second_trouble')}</b>
              {t.by(second.trouble.message_id, readable(second.trouble.params))}
            </Callout>
          ) : null}
          {second.warnings.map((warning) => (
            <Callout key={warning.message_id} tone="warn">
              {t.by(warning.message_id, readable(warning.params))}
            </Callout>
          ))}
        </div>
      ) : (
        <p className="settings-text">{t('backup.second_text')}</p>
      )}
      {showsChooser ? (
        <ChoosePlace
          asks={status.asks}
          autoFocus={acted}
          onChosen={() => change(false)}
          onCancel={second ? () => change(false) : undefined}
        />
      ) : null}
    </Section>
  );
}

interface ChoosePlaceProps {
  asks: boolean;
  autoFocus: boolean;
  onChosen: () => void;
  /** Without it there is no other place to go back to. */
  onCancel: (() => void) | undefined;
}

/** Asks with the system's dialog where there is one; elsewhere the folder is typed. */
function ChoosePlace({ asks, autoFocus, onChosen, onCancel }: ChoosePlaceProps) {
  const t = useT();
  const choose = useWrite('backup.choose_place', { silent: true });
  const { draft, set, done, note } = useKept('backup.folder', { folder: '' });
  const { folder } = draft;
  const submit = () =>
    choose.mutate(asks ? {} : { folder }, {
      onSuccess: (reply) => {
        if (!reply.result.chosen) return;
        done();
        onChosen();
      },
    });
  const cancel = () => {
    done();
    onCancel?.();
  };
  return (
    <Form label={t('backup.second')} error={choose.error} onSubmit={submit} bodyClass="place-form">
      {asks ? null : (
        <TextField
          name="folder"
          label={t('backup.folder')}
          machine
          autoFocus={autoFocus}
          value={folder}
          onChange={(typed) => set({ folder: typed })}
        />
      )}
      <Button type="submit" icon="hard-drive" autoFocus={asks && autoFocus}>
        {t('backup.second_choose')}
      </Button>
      {onCancel ? <Button onPress={cancel}>{t('action.cancel')}</Button> : null}
      {note}
    </Form>
  );
}
