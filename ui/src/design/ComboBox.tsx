/** One of many: the core is asked while typing and answers at most fifty. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ComboBox as AriaComboBox, Button, Group, Input, ListBox, Popover } from 'react-aria-components';
import { useT } from '@/app/i18n';
import { FieldFrame, type FieldNotes } from './Field';
import { Icon } from './icons';
import { type Option, OptionRow } from './Select';

/** More hits than this are of no use to a reader, who types another letter instead. */
export const hitLimit = 50;

export interface ComboBoxProps extends FieldNotes {
  name?: string;
  value: Option | null;
  onChange: (option: Option | null) => void;
  /** Names what is searched, so that equal words of two fields are not mixed up. */
  source: string;
  find: (text: string, limit: number, signal: AbortSignal) => Promise<Option[]>;
  icon?: string;
  autoFocus?: boolean;
  placeholder?: string;
}

export function ComboBox({
  name,
  value,
  onChange,
  source,
  find,
  icon,
  autoFocus,
  placeholder,
  label,
  optional,
  note,
  warning,
  quiet,
}: ComboBoxProps) {
  const t = useT();
  const [typed, setTyped] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const text = typed ?? value?.text ?? '';
  const hits = useQuery({
    queryKey: ['combobox', source, typed ?? ''],
    queryFn: ({ signal }) => find(typed ?? '', hitLimit, signal),
    enabled: open,
    placeholderData: (before) => before,
    meta: { tags: [source] },
  });
  return (
    <AriaComboBox
      className="field"
      name={name}
      items={hits.data ?? []}
      inputValue={text}
      value={value?.id ?? null}
      menuTrigger="focus"
      allowsEmptyCollection
      onOpenChange={setOpen}
      onInputChange={(next) => {
        if (next !== (value?.text ?? '') || typed !== null) setTyped(next);
      }}
      onChange={(key) => {
        const option = hits.data?.find((hit) => hit.id === key) ?? null;
        setTyped(null);
        onChange(option);
      }}
      onBlur={() => setTyped(null)}
      autoFocus={autoFocus}
    >
      <FieldFrame label={label} optional={optional} note={note} warning={warning} quiet={quiet}>
        <Group className="input">
          {icon ? <Icon name={icon} /> : null}
          <Input placeholder={placeholder} dir="auto" />
          <Button className="input-button" aria-label={t('field.show_choices', { field: label })}>
            <Icon name="chevrons-up-down" />
          </Button>
        </Group>
        <Popover className="pop" offset={4}>
          <ListBox<Option>
            className="listbox"
            renderEmptyState={() => <div className="option option-note">{t('field.no_match')}</div>}
          >
            {(option) => <OptionRow option={option} />}
          </ListBox>
        </Popover>
      </FieldFrame>
    </AriaComboBox>
  );
}
