/** What is known about a customer in free words: kept when the field is left, and through a crash until then. */
import { useState } from 'react';
import { useT } from '@/app/i18n';
import { useKept } from '@/app/kept';
import { Section, TextField } from '@/design';
import { useFieldErrors } from '@/design/Form';
import { ApiError } from '@/host';
import type { Customer } from '@/host/generated';
import { useChange } from '@/host/queries';

interface CustomerNotesProps {
  customer: Customer;
  disabled: boolean;
}

/** Nothing is typed. */
const untouched: { notes: string | null } = { notes: null };

export function CustomerNotes({ customer, disabled }: CustomerNotesProps) {
  const t = useT();
  const change = useChange('customer.update');
  const { draft, set, done, note } = useKept(`customer.notes.${customer.id}`, untouched);
  const [error, setError] = useState<ApiError | null>(null);
  const [problem] = Object.values(useFieldErrors(error));
  const keep = async () => {
    const { notes } = draft;
    if (notes === null) return;
    try {
      if (notes !== customer.notes) await change(customer, { notes });
      setError(null);
      done();
    } catch (cause) {
      setError(ApiError.from(cause));
    }
  };
  return (
    <Section title={t('customer.notes')} action={note}>
      <TextField
        label={t('customer.notes')}
        quiet
        lines={3}
        placeholder={t('customer.notes_hint')}
        value={draft.notes ?? customer.notes}
        onChange={(notes) => set({ notes })}
        onBlur={() => void keep()}
        isReadOnly={disabled}
        isInvalid={error !== null}
        warning={error ? (problem ?? t.by(error.messageId, error.params)) : undefined}
      />
    </Section>
  );
}
