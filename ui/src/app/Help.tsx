/** All keys on one sheet. */
import { KeyHint, Sheet } from '@/design';
import type { AreaCommand, AreaManifest, NavEntry } from './areas';
import { useMay } from './company';
import { type MessageId, useT } from './i18n';
import { letterKeys } from './keys';
import { useStore } from './store';

interface InAreas {
  /** Shown where one of these areas is switched on; always when absent. */
  areas?: readonly string[];
}

interface KeyLine extends InAreas {
  keys: string;
  /** Another key that does the same, or the opposite. */
  or?: string;
  text: MessageId;
}

interface KeySection extends InAreas {
  title: MessageId;
  lines: readonly KeyLine[];
}

const sections: readonly KeySection[] = [
  {
    title: 'help.everywhere',
    lines: [
      { keys: 'mod+k', text: 'help.palette' },
      { keys: 'mod+z', text: 'help.undo' },
      { keys: 'mod+enter', text: 'help.primary' },
      { keys: 'f6', text: 'help.panes' },
      { keys: 'shift+f6', text: 'help.panes_back' },
      { keys: 'escape', text: 'help.back' },
      { keys: '?', text: 'help.help' },
      { keys: 'alt', text: 'help.hints' },
    ],
  },
  {
    title: 'help.lists',
    lines: [
      { keys: '/', text: 'help.filter' },
      { keys: 'j', or: 'arrowdown', text: 'help.down' },
      { keys: 'k', or: 'arrowup', text: 'help.up' },
      { keys: 'enter', text: 'help.open' },
      { keys: 'space', text: 'help.peek' },
      { keys: 'e', or: 'f2', text: 'help.edit' },
      { keys: 'x', text: 'help.select' },
      { keys: 'shift+x', text: 'help.range' },
      { keys: 'mod+a', text: 'help.select_all' },
      { keys: '.', text: 'help.actions' },
      { keys: 'shift+arrowright', or: 'shift+arrowleft', text: 'help.width' },
    ],
  },
  {
    title: 'help.records',
    lines: [
      { keys: 'a', text: 'activity.log' },
      { keys: 'n', text: 'help.next' },
      { keys: 'q', text: 'lead.qualify', areas: ['sales'] },
      { keys: 'w', text: 'deal.win', areas: ['sales'] },
      { keys: 's', text: 'deal.choose_stage', areas: ['sales'] },
      { keys: 'o', text: 'deal.choose_owner', areas: ['sales'] },
      { keys: 'p', text: 'payment.record', areas: ['finance'] },
    ],
  },
  {
    title: 'help.lines',
    areas: ['sales', 'finance'],
    lines: [
      { keys: 'enter', text: 'help.line_next' },
      { keys: 'alt+arrowup', or: 'alt+arrowdown', text: 'help.line_move' },
      { keys: 'mod+backspace', text: 'help.line_remove' },
    ],
  },
  {
    title: 'nav.today',
    areas: ['sales'],
    lines: [
      { keys: 'enter', text: 'help.next' },
      { keys: 'o', text: 'help.open_record' },
      { keys: 's', text: 'help.tomorrow' },
    ],
  },
  {
    title: 'nav.inbox',
    lines: [
      { keys: 'e', text: 'help.done' },
      { keys: 's', text: 'help.tomorrow' },
      { keys: 'u', text: 'help.undo' },
    ],
  },
  {
    title: 'calendar.title',
    areas: ['sales'],
    lines: [
      { keys: '[', or: ']', text: 'help.span' },
      { keys: 't', text: 'calendar.today' },
      { keys: 'd', or: 'w', text: 'help.day_week' },
    ],
  },
];

export function Help({ areas, onClose }: { areas: readonly AreaManifest[]; onClose: () => void }) {
  const t = useT();
  const may = useMay();
  const letters = useStore(letterKeys);
  const here = (of: InAreas) => of.areas?.some((name) => areas.some(({ area }) => area === name)) ?? true;
  const titled = (lines: readonly KeyLine[]) => lines.map((line) => ({ ...line, text: t(line.text) }));
  const own = (places: readonly (NavEntry | AreaCommand)[]) =>
    titled(
      places.flatMap(({ keys, title, permission }) =>
        keys && may(permission) ? [{ keys, text: title }] : [],
      ),
    );
  const columns = [
    ...sections
      .filter(here)
      .map(({ title, lines }) => ({ title: t(title), lines: titled(lines.filter(here)) })),
    { title: t('help.go'), lines: own(areas.flatMap((area) => area.nav)) },
    { title: t('help.create'), lines: own(areas.flatMap((area) => area.commands)) },
  ].filter((column) => column.lines.length > 0);
  return (
    <Sheet title={t('help.title')} isOpen onClose={onClose}>
      <div className="sheet-b">
        {letters === 'off' ? <p className="mb-4 text-text-2">{t('help.letters_off')}</p> : null}
        <div className="help-columns">
          {columns.map((column) => (
            <section key={column.title}>
              <h2 className="mb-1 font-semibold">{column.title}</h2>
              <ul>
                {column.lines.map((line) => (
                  <li key={line.keys}>
                    <span>{line.text}</span>
                    <span className="row push-end">
                      <KeyHint keys={line.keys} />
                      {line.or ? <KeyHint keys={line.or} /> : null}
                    </span>
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
