/** The keys of this computer: single letters on or off, and every binding with the keys that one would rather press. */
import { useState } from 'react';
import { switchedOn } from '@/app/areas';
import { useCompany, useMay } from '@/app/company';
import { type MessageId, useT } from '@/app/i18n';
import { type KeyLine, type KeySection, keySections } from '@/app/keymap';
import { keysIn, ownKeys, useLetterKeys } from '@/app/keys';
import { rank } from '@/app/palette-items';
import { useStore } from '@/app/store';
import { Button, Checkbox, EmptyState, Section, useCaps } from '@/design';
import { ListSearch } from '@/design/DataGrid';
import { manifests } from '..';
import { KeyRow } from './KeyRow';
import { SettingsHead } from './SettingsHead';
import { useKeyChange } from './useKeyChange';

const rowOf = (title: MessageId, { keys }: KeyLine) => `${title} ${keys}`;

/** The sections with the lines that match or are being changed; a section that matches by its name is shown whole. */
function useMatching(text: string, isChanged: (row: string) => boolean): KeySection[] {
  const t = useT();
  const may = useMay();
  const { areas } = useCompany();
  const own = useStore(ownKeys);
  const capsOf = useCaps();
  const typed = text.toLowerCase();
  const matches = ({ keys, text: name }: KeyLine) =>
    rank(t(name), text) > 0 || capsOf(keysIn(own, keys)).join(' ').toLowerCase().startsWith(typed);
  return keySections(switchedOn(manifests, areas), may)
    .map(({ title, lines }) => ({
      title,
      lines:
        rank(t(title), text) > 0
          ? lines
          : lines.filter((line) => isChanged(rowOf(title, line)) || matches(line)),
    }))
    .filter(({ lines }) => lines.length > 0);
}

export default function KeyboardSettings() {
  const t = useT();
  const [search, setSearch] = useState('');
  const change = useKeyChange();
  const sections = useMatching(search, (row) => change.stepOf(row) !== null);
  const find = (text: string) => {
    change.leave();
    setSearch(text);
  };
  return (
    <div className="page">
      <SettingsHead part="keyboard">
        <ListSearch label={t('keys.search')} value={search} onChange={find} />
        <Button
          icon="undo"
          isDisabled={!change.resetAll && !change.undoReset}
          onPress={change.undoReset ?? change.resetAll}
        >
          {t(change.undoReset ? 'keys.undo_reset' : 'keys.reset_all')}
        </Button>
      </SettingsHead>
      <div className="settings">
        <Letters />
        <p className="settings-text">{t('keys.note')}</p>
        <p className="sr-only" role="status">
          {change.said}
        </p>
        {sections.map(({ title, lines }) => (
          <div key={title} className="settings-block">
            <Section title={t(title)}>
              <ul className="key-rows" aria-label={t(title)}>
                {lines.map((line) => (
                  <KeyRow key={line.keys} id={rowOf(title, line)} line={line} change={change} />
                ))}
              </ul>
            </Section>
          </div>
        ))}
        {sections.length === 0 ? (
          <EmptyState
            text={t('keys.none')}
            action={<Button onPress={() => find('')}>{t('search.clear')}</Button>}
          />
        ) : null}
      </div>
    </div>
  );
}

function Letters() {
  const t = useT();
  const [letters, setLetters] = useLetterKeys();
  return (
    <div>
      <Checkbox isSelected={letters} onChange={setLetters}>
        {t('menu.letter_keys')}
      </Checkbox>
      <p className="text-xs text-text-2">{t('keys.letters_note')}</p>
    </div>
  );
}
