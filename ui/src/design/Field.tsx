/** The frame that every field shares: label above, note or warning below, the core's error last. */
import type { ReactNode } from 'react';
import { FieldError, Label, Text } from 'react-aria-components';
import { useT } from '@/app/i18n';
import { Icon } from './icons';
import { Unbroken } from './Unbroken';

export interface FieldNotes {
  label: string;
  /** Required is the default; what may stay empty says so. */
  optional?: boolean;
  /** Said under the field while nothing is wrong. */
  note?: string;
  /** A doubt that does not stop anything. */
  warning?: string;
  /** Hides the label from view where its place says it already; it is still read aloud. */
  quiet?: boolean;
}

export function FieldFrame({
  label,
  optional,
  note,
  warning,
  quiet,
  children,
}: FieldNotes & { children: ReactNode }) {
  const t = useT();
  return (
    <>
      <Label className={quiet ? 'sr-only' : 'field-label'}>
        {label}
        {optional ? <i>{t('field.optional')}</i> : null}
      </Label>
      {children}
      {warning ? (
        <Text slot="description" className="field-warning">
          <Icon name="alert-triangle" size={14} />
          <span>
            <Unbroken text={warning} />
          </span>
        </Text>
      ) : note ? (
        <Text slot="description" className="hint">
          {note}
        </Text>
      ) : null}
      <FieldError className="field-error">
        {({ validationErrors }) =>
          validationErrors.length === 0 ? null : (
            <>
              <Icon name="alert-circle" size={14} />
              <span>
                <Unbroken text={validationErrors.join(' ')} />
              </span>
            </>
          )
        }
      </FieldError>
    </>
  );
}
