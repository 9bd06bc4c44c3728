/** Free words under a heading: kept when the field is left, and through a crash until then. */
import { useState } from 'react';
import { useT } from '@/app/i18n';
import { isDecided, useKeptText } from '@/app/kept';
import { ApiError } from '@/host/contract';
import { Section } from './Blocks';
import { useFieldErrors } from './Form';
import { TextField } from './TextField';

interface NotesProps {
  /** The id of the record they are about. */
  of: string;
  title: string;
  /** What belongs here. */
  hint: string;
  lines: number;
  value: string;
  save: (notes: string) => Promise<unknown>;
  disabled: boolean;
}

export function Notes({ of, title, hint, lines, value, save, disabled }: NotesProps) {
  const t = useT();
  const [error, setError] = useState<ApiError | null>(null);
  const [problem] = Object.values(useFieldErrors(error));
  const keep = (text: string) => {
    if (text === value) return set(null);
    save(text).then(
      () => {
        set(null);
        setError(null);
      },
      (cause: unknown) => setError(ApiError.from(cause)),
    );
  };
  const { text, set, touched, note } = useKeptText(`notes.${of}`, value, keep);
  return (
    <Section title={title} action={note}>
      <TextField
        label={title}
        quiet
        lines={lines}
        placeholder={hint}
        value={text ?? value}
        onChange={set}
        onBlur={(event) => {
          if (touched && text !== null && !isDecided(event)) keep(text);
        }}
        isReadOnly={disabled}
        isInvalid={error !== null}
        warning={error ? (problem ?? t.by(error.messageId, error.params)) : undefined}
      />
    </Section>
  );
}
