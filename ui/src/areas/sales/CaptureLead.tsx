/** An enquiry in one line or as pasted text: what was read out of it stands beneath and can be put right. */
import { useState } from 'react';
import { useT } from '@/app/i18n';
import { FormSheet, TextField } from '@/design';
import type { LeadCaptureRequest, LeadGuess } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { useRested } from '@/host/typing';

const guessed = ['name', 'company', 'phone', 'email', 'place', 'interest', 'amount'] as const;
type Guessed = (typeof guessed)[number];
const machine: ReadonlySet<Guessed> = new Set(['phone', 'email']);

export function CaptureLead({ onClose }: { onClose: () => void }) {
  const t = useT();
  const capture = useWrite('lead.capture');
  const [text, setText] = useState('');
  const asked = useRested(text.trim());
  const [source, setSource] = useState('');
  const [own, setOwn] = useState<Partial<Record<Guessed, string>>>({});
  const read = useRead('lead.parse', { text: asked }, { enabled: asked !== '', keep: true }).data;
  const guess: Partial<LeadGuess> = asked === '' ? {} : (read ?? {});
  const submit = () => {
    const request: LeadCaptureRequest = { ...own, text: text || undefined, source: source || undefined };
    capture.mutate(request, { onSuccess: onClose });
  };
  return (
    <FormSheet
      title={t('lead.new')}
      error={capture.error}
      action={t('lead.capture')}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        autoFocus
        name="text"
        label={t('lead.text')}
        placeholder={t('lead.hint')}
        lines={4}
        value={text}
        onChange={setText}
      />
      <p className="text-text-2">{t('lead.guessed')}</p>
      <div className="form-2">
        {guessed.map((field) => (
          <TextField
            key={field}
            name={field}
            label={t(`lead.${field}`)}
            optional
            machine={machine.has(field)}
            value={own[field] ?? guess[field] ?? ''}
            onChange={(value) => setOwn((before) => ({ ...before, [field]: value }))}
          />
        ))}
        <TextField name="source" label={t('lead.source')} optional value={source} onChange={setSource} />
      </div>
    </FormSheet>
  );
}
