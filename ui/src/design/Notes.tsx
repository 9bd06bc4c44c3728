/** Free words under a heading: kept when the field is left, and through a crash until then. */
import { useKeptText } from '@/app/kept';
import { useReason } from './Badge';
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
  const reason = useReason();
  const { text, stands, set, onBlur, error, note } = useKeptText({
    name: `notes.${of}`,
    standing: value,
    save,
    isFixed: disabled,
  });
  const [problem] = Object.values(useFieldErrors(error));
  return (
    <Section title={title}>
      <TextField
        label={title}
        quiet
        lines={lines}
        placeholder={disabled ? undefined : hint}
        value={text ?? stands}
        onChange={set}
        onBlur={onBlur}
        isReadOnly={disabled}
        isInvalid={error !== null}
        warning={error ? (problem ?? reason(error)) : undefined}
      />
      {note}
    </Section>
  );
}
