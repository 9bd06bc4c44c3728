/** One line says what happened or is to happen; what was understood stands beneath and can be put right. */
import { useCompany } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKept } from '@/app/kept';
import { Button, DateField, Dialog, Form, Icon, Select, TextField, When } from '@/design';
import type { ActivityKind, ActivityParseResponse } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { useRested } from '@/host/typing';
import { activityIcon, activityKinds } from './words';

interface LogDialogProps {
  /** The record it is about; an activity may stand alone. */
  recordId: string | undefined;
  title: string;
  /** What the line begins with. */
  start?: string;
  onClose: () => void;
}

interface Draft {
  text: string;
  corrections: { kind?: ActivityKind; due_date?: string };
}

export function LogDialog({ recordId, title, start = '', onClose }: LogDialogProps) {
  const t = useT();
  const log = useWrite('activity.log');
  const { draft, set, done, note } = useKept<Draft>(
    // A proposed action begins a line of its own.
    ['activity.log', recordId ?? 'new', start].filter(Boolean).join('.'),
    { text: start, corrections: {} },
  );
  const { text, corrections } = draft;
  const asked = useRested(text.trim());
  const parsed = useRead('activity.parse', { text: asked }, { enabled: asked !== '', keep: true }).data;
  const close = () => {
    done();
    onClose();
  };
  return (
    <Dialog title={title} isOpen onClose={close}>
      <div className="dialog-b">
        <Form
          label={t('activity.log')}
          error={log.error}
          onSubmit={() => log.mutate({ text, record_id: recordId, ...corrections }, { onSuccess: close })}
          bodyClass="log-pop"
          footer={
            <footer className="row mt-3">
              {note}
              <span className="push-end">
                <Button kind="primary" type="submit" keys="mod+enter">
                  {t('activity.log_save')}
                </Button>
              </span>
            </footer>
          }
        >
          <TextField
            autoFocus
            name="text"
            label={t('activity.what')}
            placeholder={t('activity.hint')}
            value={text}
            onChange={(text) => set({ text })}
          />
          {asked !== '' && parsed ? (
            <Understood
              parsed={parsed}
              corrections={corrections}
              onCorrect={(part) => set({ corrections: { ...corrections, ...part } })}
            />
          ) : null}
        </Form>
      </div>
    </Dialog>
  );
}

interface UnderstoodProps {
  parsed: ActivityParseResponse;
  corrections: Draft['corrections'];
  onCorrect: (part: Draft['corrections']) => void;
}

/** What was read out of the line, and what of it can be put right. */
function Understood({ parsed, corrections, onCorrect }: UnderstoodProps) {
  const t = useT();
  const { today } = useCompany();
  const kind = corrections.kind ?? parsed.kind;
  const due = corrections.due_date ?? parsed.due_date ?? '';
  return (
    <>
      <ul className="sales-chips" aria-label={t('activity.understood')}>
        <li className="badge" data-tone="neutral">
          <Icon name={activityIcon[kind]} size={12} />
          {t(`activity.kind.${kind}`)}
        </li>
        <li className="badge" data-tone={parsed.done ? 'ok' : 'info'}>
          <Icon name={parsed.done ? 'check' : 'clock'} size={12} />
          {t(parsed.done ? 'activity.happened' : 'activity.planned')}
        </li>
        {parsed.next_kind ? (
          <li className="badge" data-tone="info">
            <Icon name={activityIcon[parsed.next_kind]} size={12} />
            {t('activity.then', { kind: t(`activity.kind.${parsed.next_kind}`) })}
          </li>
        ) : null}
        {due ? (
          <li className="badge" data-tone="info">
            <Icon name="calendar" size={12} />
            <When day={due} style="short" today={today} />
            {parsed.due_time ? <bdi className="tn">{parsed.due_time}</bdi> : null}
          </li>
        ) : null}
        {parsed.promise ? (
          <li className="badge" data-tone="violet">
            <Icon name="handshake" size={12} />
            {t('activity.promise')}
          </li>
        ) : null}
      </ul>
      <div className="form-2">
        <Select
          name="kind"
          label={t('activity.kind')}
          options={activityKinds.map((id) => ({
            id,
            text: t(`activity.kind.${id}`),
            icon: activityIcon[id],
          }))}
          value={kind}
          onChange={(id) => onCorrect({ kind: id as ActivityKind })}
        />
        <DateField
          name="due_date"
          label={t('activity.due')}
          optional
          today={today}
          value={due}
          onChange={(due_date) => onCorrect({ due_date })}
        />
      </div>
    </>
  );
}
