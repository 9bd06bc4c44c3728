/**
 * The keys of the program, as the help sheet and the settings list them. Call sites write the same keys; what somebody presses
 * instead is kept in `keys.ts`. One key may mean different things on different screens: it is changed for all of them at once.
 */
import type { AreaManifest } from './areas';
import type { MessageId } from './i18n';

/** Where keys are changed. */
export const keyboardPath = '/settings/keyboard';

interface InAreas {
  /** Shown where one of these areas is switched on; always when absent. */
  areas?: readonly string[];
}

/** A binding, named by the keys it has until somebody changes them. */
export interface KeyLine extends InAreas {
  keys: string;
  /** A fixed key that does the same, or the opposite. */
  or?: string;
  text: MessageId;
}

/** Keys that belong together. */
export interface KeySection extends InAreas {
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
      { keys: 'mod+=', or: 'mod++', text: 'menu.text.larger' },
      { keys: 'mod+-', text: 'menu.text.smaller' },
      { keys: 'mod+0', text: 'menu.text.usual' },
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
      { keys: 'd', text: 'activity.done', areas: ['sales', 'delivery'] },
      { keys: 'p', text: 'payment.record', areas: ['finance'] },
      { keys: 'm', text: 'task.move', areas: ['delivery'] },
    ],
  },
  {
    title: 'help.boards',
    areas: ['sales', 'delivery'],
    lines: [
      { keys: 'arrowup', or: 'arrowdown', text: 'help.card' },
      { keys: 'arrowleft', or: 'arrowright', text: 'help.column' },
      { keys: 'home', or: 'end', text: 'help.card_ends' },
      { keys: 'space', text: 'help.card_carry' },
      { keys: 'alt+arrowup', or: 'alt+arrowdown', text: 'help.card_place', areas: ['delivery'] },
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
    title: 'kind.ticket',
    areas: ['support'],
    lines: [
      { keys: 'r', text: 'ticket.send.reply' },
      { keys: 'i', text: 'ticket.send.note' },
      { keys: 's', text: 'ticket.resolve' },
      { keys: 'w', text: 'ticket.wait' },
      { keys: 'o', text: 'ticket.assign' },
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
      { keys: '[', text: 'calendar.back' },
      { keys: ']', text: 'calendar.on' },
      { keys: 't', text: 'calendar.today' },
      { keys: 'd', text: 'calendar.day' },
      { keys: 'w', text: 'calendar.week' },
    ],
  },
];

/** Every key of the table above. */
export const tableKeys: ReadonlySet<string> = new Set(
  sections.flatMap(({ lines }) => lines.map(({ keys }) => keys)),
);

/** All keys of these areas, those of their places and commands included, as far as one may use them. */
export function keySections(
  areas: readonly AreaManifest[],
  may: (permission: string | undefined) => boolean,
): KeySection[] {
  const here = (of: InAreas) => of.areas?.some((name) => areas.some(({ area }) => area === name)) ?? true;
  const own = (places: readonly { keys?: string; title: MessageId; permission?: string }[]) =>
    places.flatMap(({ keys, title, permission }) => (keys && may(permission) ? [{ keys, text: title }] : []));
  const all: KeySection[] = [
    ...sections.filter(here).map(({ title, lines }) => ({ title, lines: lines.filter(here) })),
    { title: 'help.go', lines: own(areas.flatMap((area) => area.nav)) },
    { title: 'help.create', lines: own(areas.flatMap((area) => area.commands)) },
  ];
  return all.filter(({ lines }) => lines.length > 0);
}
