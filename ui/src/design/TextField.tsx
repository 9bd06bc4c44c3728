/** One line or several lines of text. */
import type { FocusEvent, HTMLInputAutoCompleteAttribute, ReactNode } from 'react';
import {
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
  Group,
  Input,
  TextArea,
} from 'react-aria-components';
import { useT } from '@/app/i18n';
import { FieldFrame, type FieldNotes } from './Field';
import { Icon } from './icons';

export interface TextFieldProps
  extends Omit<AriaTextFieldProps, 'children' | 'className' | 'style' | 'onChange' | 'value'>,
    FieldNotes {
  value: string;
  onChange: (text: string) => void;
  icon?: string;
  lines?: number;
  placeholder?: string;
  /** Amounts and quantities stand at the end edge. */
  numeric?: boolean;
  /** Telephone numbers, ids and addresses of machines keep their direction in Arabic too. */
  machine?: boolean;
  autoComplete?: HTMLInputAutoCompleteAttribute;
  end?: ReactNode;
}

/**
 * For fields that show another writing while they have the focus, which would lose the selection that Tab made. A key that is
 * faster than the next frame finds it too, and what it wrote is not selected after.
 */
export function selectAnew({ target }: FocusEvent): void {
  const field = target as HTMLInputElement;
  const select = () => {
    cancelAnimationFrame(frame);
    field.removeEventListener('keydown', select);
    if (document.activeElement === field) field.select();
  };
  const frame = requestAnimationFrame(select);
  field.addEventListener('keydown', select);
}

export function TextField({
  label,
  optional,
  note,
  warning,
  quiet,
  icon,
  lines,
  placeholder,
  numeric,
  machine,
  end,
  ...field
}: TextFieldProps) {
  const direction = numeric || machine ? 'ltr' : undefined;
  // React Aria looks for the text under the field once, and again when this changes.
  const described = { description: warning ?? note };
  return (
    <AriaTextField autoComplete="off" {...field} {...described} className="field">
      <FieldFrame label={label} optional={optional} note={note} warning={warning} quiet={quiet}>
        <Group className={lines ? 'input area' : 'input'}>
          {icon ? <Icon name={icon} /> : null}
          {lines ? (
            <TextArea rows={lines} placeholder={placeholder} dir="auto" />
          ) : (
            <Input placeholder={placeholder} dir={direction ?? 'auto'} className={numeric ? 'num' : ''} />
          )}
          {end}
        </Group>
      </FieldFrame>
    </AriaTextField>
  );
}

interface SearchFieldProps {
  label: string;
  value: string;
  onChange: (text: string) => void;
  placeholder?: string;
  inputRef?: React.Ref<HTMLInputElement>;
}

/** The search of a list; Escape empties it, then leaves it. */
export function SearchField({ label, value, onChange, placeholder, inputRef }: SearchFieldProps) {
  const t = useT();
  return (
    // biome-ignore lint/a11y/useSemanticElements: the search element is not known everywhere yet.
    <div className="input search" role="search">
      <Icon name="search" />
      <input
        ref={inputRef}
        type="text"
        aria-label={label}
        placeholder={placeholder ?? label}
        value={value}
        dir="auto"
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          if (value) onChange('');
          else event.currentTarget.blur();
        }}
      />
      {value ? (
        <button
          type="button"
          className="input-button"
          aria-label={t('search.clear')}
          onClick={() => onChange('')}
        >
          <Icon name="x" size={14} />
        </button>
      ) : null}
    </div>
  );
}
