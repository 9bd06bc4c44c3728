/** One line says what happened or is to happen; what was understood stands beneath and can be put right. */
import { useState } from 'react';
import { useCompany } from '@/app/company';
import { useT } from '@/app/i18n';
import { Button, DateField, Form, Icon, Select, TextField, When } from '@/design';
import type { ActivityKind } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { useRested } from '@/host/typing';
import { activityIcon, activityKinds } from './words';

interface LogFormProps {
  recordId: string | undefined;
  /** What the line begins with. */
  start?: string;
  onDone: () => void;
}

type Corrections = { kind?: ActivityKind; due_date?: string };

export function LogForm({ recordId, start = '', onDone }: LogFormProps) {
  const t = useT();
  const { today } = useCompany();
  const log = useWrite('activity.log');
  const [text, setText] = useState(start);
  const asked = useRested(text.trim());
  const [corrections, setCorrections] = useState<Corrections>({});
  const parsed = useRead('activity.parse', { text: asked }, { enabled: asked !== '', keep: true }).data;
  const understood = asked === '' ? undefined : parsed;
  const kind = corrections.kind ?? understood?.kind;
  const due = corrections.due_date ?? understood?.due_date ?? '';
  return (
    <Form
      label={t('activity.log')}
      error={log.error}
      onSubmit={() => log.mutate({ text, record_id: recordId, ...corrections }, { onSuccess: onDone })}
      bodyClass="log-pop"
      footer={
        <footer className="row mt-3">
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
        onChange={setText}
      />
      {understood && kind ? (
        <>
          <ul className="sales-chips" aria-label={t('activity.understood')}>
            <li className="badge" data-tone="neutral">
              <Icon name={activityIcon[kind]} size={12} />
              {t(`activity.kind.${kind}`)}
            </li>
            <li className="badge" data-tone={understood.done ? 'ok' : 'info'}>
              <Icon name={understood.done ? 'check' : 'clock'} size={12} />
              {t(understood.done ? 'activity.happened' : 'activity.planned')}
            </li>
            {understood.next_kind ? (
              <li className="badge" data-tone="info">
                <Icon name={activityIcon[understood.next_kind]} size={12} />
                {t('activity.then', { kind: t(`activity.kind.${understood.next_kind}`) })}
              </li>
            ) : null}
            {due ? (
              <li className="badge" data-tone="info">
                <Icon name="calendar" size={12} />
                <When day={due} style="short" today={today} />
                {understood.due_time ? <bdi className="tn">{understood.due_time}</bdi> : null}
              </li>
            ) : null}
            {understood.promise ? (
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
              onChange={(id) => setCorrections((before) => ({ ...before, kind: id as ActivityKind }))}
            />
            <DateField
              name="due_date"
              label={t('activity.due')}
              optional
              today={today}
              value={due}
              onChange={(due_date) => setCorrections((before) => ({ ...before, due_date }))}
            />
          </div>
        </>
      ) : null}
    </Form>
  );
}
