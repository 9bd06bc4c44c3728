/** Free notes of a customer; kept when the field is left. */
import { useState } from 'react';
import { useT } from '@/app/i18n';
import { Section, TextField } from '@/design';
import { useFieldErrors } from '@/design/Form';
import { ApiError } from '@/host';
import type { Customer } from '@/host/generated';
import { useChange } from './CustomerFacts';

export function Notes({ customer, disabled }: { customer: Customer; disabled: boolean }) {
  const t = useT();
  const change = useChange(customer);
  const [draft, setDraft] = useState<string | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const texts = useFieldErrors(error);
  const keep = () => {
    if (draft === null || draft === customer.notes) return;
    change({ notes: draft }).then(
      () => {
        setDraft(null);
        setError(null);
      },
      (cause: unknown) => setError(ApiError.from(cause)),
    );
  };
  return (
    <Section title={t('customer.notes')}>
      <TextField
        label={t('customer.notes')}
        quiet
        lines={3}
        placeholder={t('customer.notes_hint')}
        value={draft ?? customer.notes}
        onChange={setDraft}
        onBlur={keep}
        isReadOnly={disabled}
        isInvalid={error !== null}
        warning={error ? (texts['set.notes'] ?? t.by(error.messageId, error.params)) : undefined}
      />
    </Section>
  );
}
