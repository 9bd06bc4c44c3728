/** All keys on one sheet. */
import { KeyHint, Sheet } from '@/design';
import type { AreaManifest } from './areas';
import { type MessageId, useT } from './i18n';
import { letterKeys } from './keys';
import { useStore } from './store';

interface KeyLine {
  keys: string;
  text: MessageId;
}

const sections: { title: MessageId; lines: KeyLine[] }[] = [
  {
    title: 'help.everywhere',
    lines: [
      { keys: 'mod+k', text: 'help.palette' },
      { keys: 'mod+z', text: 'help.undo' },
      { keys: 'mod+enter', text: 'help.primary' },
      { keys: 'f6', text: 'help.panes' },
      { keys: 'escape', text: 'help.back' },
      { keys: '?', text: 'help.help' },
      { keys: 'alt', text: 'help.hints' },
    ],
  },
  {
    title: 'help.lists',
    lines: [
      { keys: '/', text: 'help.filter' },
      { keys: 'j', text: 'help.down' },
      { keys: 'k', text: 'help.up' },
      { keys: 'enter', text: 'help.open' },
      { keys: 'space', text: 'help.peek' },
      { keys: 'x', text: 'help.select' },
      { keys: 'shift+x', text: 'help.range' },
      { keys: 'mod+a', text: 'help.select_all' },
      { keys: '.', text: 'help.actions' },
    ],
  },
  {
    title: 'help.records',
    lines: [
      { keys: 'a', text: 'activity.log' },
      { keys: 'n', text: 'help.next' },
      { keys: 'q', text: 'lead.qualify' },
      { keys: 'w', text: 'deal.win' },
      { keys: 'p', text: 'payment.record' },
    ],
  },
];

export function Help({ areas, onClose }: { areas: readonly AreaManifest[]; onClose: () => void }) {
  const t = useT();
  const letters = useStore(letterKeys);
  const goes = areas.flatMap((area) => area.nav).filter((entry) => entry.keys);
  const creates = areas.flatMap((area) => area.commands).filter((command) => command.keys);
  const columns = [
    ...sections.map((section) => ({
      id: section.title,
      title: t(section.title),
      lines: section.lines.map((line) => ({ keys: line.keys, text: t(line.text) })),
    })),
    {
      id: 'go',
      title: t('help.go'),
      lines: goes.map((entry) => ({ keys: entry.keys ?? '', text: t(entry.title) })),
    },
    {
      id: 'create',
      title: t('help.create'),
      lines: creates.map((entry) => ({ keys: entry.keys ?? '', text: t(entry.title) })),
    },
  ].filter((column) => column.lines.length > 0);
  return (
    <Sheet title={t('help.title')} isOpen onClose={onClose}>
      <div className="sheet-b">
        {letters === 'off' ? <p className="mb-4 text-text-2">{t('help.letters_off')}</p> : null}
        <div className="help-columns">
          {columns.map((column) => (
            <section key={column.id}>
              <h2 className="mb-1 font-semibold">{column.title}</h2>
              <ul>
                {column.lines.map((line) => (
                  <li key={line.keys}>
                    <span>{line.text}</span>
                    <KeyHint keys={line.keys} />
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
      </div>
    </Sheet>
  );
}
