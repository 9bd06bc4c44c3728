/** What there is to tick off within a task: ticked, added, reworded and taken out where it stands. */
import { useState } from 'react';
import { useT } from '@/app/i18n';
import { Checkbox, IconButton, Section, TextField } from '@/design';
import type { Check } from '@/host/generated';
import { notifyError } from '@/host/undo';

interface ChecklistProps {
  checks: readonly Check[];
  save: (checks: Check[]) => Promise<unknown>;
  disabled: boolean;
}

export function Checklist({ checks, save, disabled }: ChecklistProps) {
  const t = useT();
  const [text, setText] = useState('');
  const keep = (next: Check[]) => void save(next).catch(notifyError);
  const add = () => {
    if (text.trim() === '') return;
    save([...checks, { text, done: false }]).then(() => setText(''), notifyError);
  };
  if (disabled && checks.length === 0) return null;
  const left = checks.filter(({ done }) => !done).length;
  return (
    <Section title={t('task.checklist')} count={checks.length === 0 ? undefined : left}>
      <ul className="checklist">
        {checks.map((check, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two lines may say the same; a line is its place.
          <li key={at}>
            <Checkbox
              isSelected={check.done}
              isDisabled={disabled}
              onChange={(done) => keep(checks.map((one, place) => (place === at ? { ...one, done } : one)))}
            >
              <span dir="auto" data-done={check.done || undefined}>
                {check.text}
              </span>
            </Checkbox>
            {disabled ? null : (
              <IconButton
                icon="x"
                size="sm"
                label={t('task.check_remove', { text: check.text })}
                onPress={() => keep(checks.filter((_, place) => place !== at))}
              />
            )}
          </li>
        ))}
      </ul>
      {disabled ? null : (
        <TextField
          quiet
          label={t('task.check_add')}
          placeholder={t('task.check_add')}
          value={text}
          onChange={setText}
          onBlur={add}
          onKeyDown={(event) => {
            if (event.key === 'Enter') add();
            else event.continuePropagation();
          }}
        />
      )}
    </Section>
  );
}
