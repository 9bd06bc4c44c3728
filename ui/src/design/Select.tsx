/** One of few. */
import {
  Select as AriaSelect,
  type SelectProps as AriaSelectProps,
  Button,
  ListBox,
  ListBoxItem,
  Popover,
  SelectValue,
} from 'react-aria-components';
import { useT } from '@/app/i18n';
import { FieldFrame, type FieldNotes } from './Field';
import { Icon } from './icons';

export interface Option {
  id: string;
  text: string;
  /** Said beside the text, quieter. */
  note?: string;
  icon?: string;
}

export interface SelectProps
  extends Omit<
      AriaSelectProps<Option>,
      'children' | 'className' | 'style' | 'value' | 'onChange' | 'placeholder'
    >,
    FieldNotes {
  options: readonly Option[];
  value: string | null;
  onChange: (id: string) => void;
  placeholder?: string;
}

export function OptionRow({ option }: { option: Option }) {
  return (
    <ListBoxItem id={option.id} textValue={option.text} className="option">
      {({ isSelected }) => (
        <>
          {option.icon ? <Icon name={option.icon} /> : null}
          <span>{option.text}</span>
          {option.note ? <span className="option-note">{option.note}</span> : null}
          {isSelected ? <Icon name="check" className="push-end" /> : null}
        </>
      )}
    </ListBoxItem>
  );
}

export function Select({
  options,
  value,
  onChange,
  placeholder,
  label,
  optional,
  note,
  warning,
  quiet,
  ...rest
}: SelectProps) {
  const t = useT();
  const chosen = options.find((option) => option.id === value);
  return (
    <AriaSelect
      {...rest}
      className="field"
      value={value}
      placeholder={placeholder ?? t('field.choose')}
      onChange={(key) => onChange(String(key))}
    >
      <FieldFrame label={label} optional={optional} note={note} warning={warning} quiet={quiet}>
        <Button className="input">
          <SelectValue className="select-value">
            {({ defaultChildren, isPlaceholder }) =>
              isPlaceholder || !chosen ? (
                defaultChildren
              ) : (
                <>
                  {chosen.text}
                  {chosen.note ? <span className="option-note">{chosen.note}</span> : null}
                </>
              )
            }
          </SelectValue>
          <Icon name="chevrons-up-down" />
        </Button>
        <Popover className="pop" offset={4}>
          <ListBox className="listbox" items={options}>
            {(option) => <OptionRow option={option} />}
          </ListBox>
        </Popover>
      </FieldFrame>
    </AriaSelect>
  );
}
