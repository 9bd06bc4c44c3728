/** Free words under a heading; kept when the field is left. */
import { useState } from 'react';
import { useT } from '@/app/i18n';
import { ApiError } from '@/host/contract';
import { Section } from './Blocks';
import { useFieldErrors } from './Form';
import { TextField } from './TextField';

interface NotesProps {
  title: string;
  /** What belongs here. */
  hint: string;
  lines: number;
  value: string;
  save: (notes: string) => Promise<unknown>;
  disabled: boolean;
}

export function Notes({ title, hint, lines, value, save, disabled }: NotesProps) {
  const t = useT();
  const [draft, setDraft] = useState<string | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [problem] = Object.values(useFieldErrors(error));
  const keep = () => {
    if (draft === null || draft === value) return;
    save(draft).then(
      () => {
        setDraft(null);
        setError(null);
      },
      (cause: unknown) => setError(ApiError.from(cause)),
    );
  };
  return (
    <Section title={title}>
      <TextField
        label={title}
        quiet
        lines={lines}
        placeholder={hint}
        value={draft ?? value}
        onChange={setDraft}
        onBlur={keep}
        isReadOnly={disabled}
        isInvalid={error !== null}
        warning={error ? (problem ?? t.by(error.messageId, error.params)) : undefined}
      />
    </Section>
  );
}
