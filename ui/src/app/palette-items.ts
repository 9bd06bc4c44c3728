/** What the palette offers: commands and screens from the manifests, records from the core and those that were open last. */
import type { Badge } from '@/host/contract';
import type { Money } from '@/host/generated';
import { type AreaManifest, type FoundRecord, permissionOf, type SearchType, type Suggestion } from './areas';
import type { HereAction } from './here';
import type { Translate } from './i18n';
import type { Visited } from './recent';

export interface PaletteItem {
  id: string;
  kind: 'do' | 'find' | 'go' | 'help';
  title: string;
  note?: string;
  icon: string;
  keys?: string;
  badge?: Badge | null;
  amount?: Money | null;
  to?: string;
  search?: Record<string, unknown>;
  /** Does something where one is, instead of going somewhere. */
  run?: () => void;
}

export const prefixes = ['>', '@', '#', '/', '?'] as const;
export type Prefix = (typeof prefixes)[number];

export interface Question {
  prefix: Prefix | null;
  text: string;
}

/** Splits `>new` into its prefix and its words. */
export function questionOf(typed: string): Question {
  const prefix = prefixes.find((sign) => typed.startsWith(sign)) ?? null;
  return { prefix, text: typed.slice(prefix ? 1 : 0).trim() };
}

const fold = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** 3 starts with the words, 2 a word starts with them, 1 contains them, 0 does not match. */
export function rank(title: string, text: string): number {
  if (text === '') return 1;
  const hay = fold(title);
  const needle = fold(text);
  if (hay.startsWith(needle)) return 3;
  if (hay.split(/\s+/).some((word) => word.startsWith(needle))) return 2;
  return hay.includes(needle) ? 1 : 0;
}

type May = (permission: string | undefined) => boolean;

function commandItems(areas: readonly AreaManifest[], t: Translate, may: May): PaletteItem[] {
  return (
    areas
      .flatMap((area) => area.commands)
      .filter((command) => may(command.permission))
      // What has a key of its own is done most; the rest keeps its order behind.
      .toSorted((one, other) => Number(!one.keys) - Number(!other.keys))
      .map((command) => ({
        id: `do:${command.id}`,
        kind: 'do',
        title: t(command.title),
        icon: command.icon,
        keys: command.keys,
        to: command.to,
        search: command.search,
      }))
  );
}

/** Actions that are done where one stands, or everywhere. */
export const actionItems = (
  where: 'here' | 'row' | 'everywhere',
  actions: readonly HereAction[],
  note?: string,
): PaletteItem[] =>
  actions.map(({ id, title, icon = 'circle-dot', keys, run }, index) => ({
    id: `${where}:${index}:${id}`,
    kind: 'do',
    title,
    note,
    icon,
    keys,
    run,
  }));

/** The message that titles a part of an area: `settings.users` for `/settings/users`. */
const titleIdOf = (path: string) => path.slice(1).replaceAll('/', '.').replaceAll('-', '_');

/** Parts of the areas that the sidebar does not name, such as the users among the settings. */
function partItems(areas: readonly AreaManifest[], t: Translate, may: May): PaletteItem[] {
  const entries = areas.flatMap((area) => area.nav);
  return areas
    .flatMap((area) => area.routes)
    .flatMap(({ path }): PaletteItem[] => {
      const entry = entries.find(({ to }) => path.startsWith(`${to}/`));
      const id = titleIdOf(path);
      if (!entry || !t.has(id) || !may(permissionOf(areas, path))) return [];
      return [
        {
          id: `go:${path}`,
          kind: 'go',
          title: t.by(id),
          note: t(entry.title),
          icon: 'arrow-right',
          to: path,
        },
      ];
    });
}

function screenItems(areas: readonly AreaManifest[], t: Translate, may: May): PaletteItem[] {
  const named = areas
    .flatMap((area) => area.nav)
    .filter((entry) => may(entry.permission))
    .map(
      (entry): PaletteItem => ({
        id: `go:${entry.to}`,
        kind: 'go',
        title: t(entry.title),
        note: t('palette.screen'),
        icon: 'arrow-right',
        keys: entry.keys,
        to: entry.to,
      }),
    );
  return [...named, ...partItems(areas, t, may)];
}

const recentMax = 5;

/** The records that were open last, but the one `at` which the window stands. */
export function recentItems(
  visited: readonly Visited[],
  types: readonly SearchType[],
  t: Translate,
  at: string,
): PaletteItem[] {
  const items = visited.flatMap(({ to, title }): PaletteItem[] => {
    const id = to.slice(to.lastIndexOf('/') + 1);
    const fitting = types.filter((type) => type.to({ kind: type.kind, id, title }) === to);
    const [type] = fitting;
    if (!type || to === at) return [];
    // Two kinds may share their pages, as an invoice and a credit note do.
    const note = fitting.length === 1 ? t(type.title) : undefined;
    return [{ id: `recent:${to}`, kind: 'find', title, note, icon: type.icon, to }];
  });
  return items.slice(0, recentMax);
}

export function recordItems(
  hits: readonly FoundRecord[],
  types: readonly SearchType[],
  t: Translate,
): PaletteItem[] {
  return hits.flatMap((hit): PaletteItem[] => {
    const type = types.find(({ kind }) => kind === hit.kind);
    if (!type) return [];
    const note = [t(type.title), hit.customer].filter(Boolean).join(' · ');
    return [
      {
        id: `find:${hit.kind}:${hit.id}`,
        kind: 'find',
        title: hit.title,
        note,
        icon: type.icon,
        to: type.to(hit),
        search: type.search?.(hit),
        badge: hit.badge,
        amount: hit.amount,
      },
    ];
  });
}

const suggestedMax = 3;

/** What should be done next, once for each record; `say` writes a message with its values. */
export function suggestedItems(
  suggestions: readonly Suggestion[],
  types: readonly SearchType[],
  say: (key: string, params: Record<string, unknown>) => string,
): PaletteItem[] {
  const items = suggestions.flatMap(({ icon, key, params, about }): PaletteItem[] => {
    const to = types.find(({ kind }) => kind === about.kind)?.to(about);
    if (!to) return [];
    // Most of what is to be done names whom it is about.
    const title = say(key, params);
    const note = [about.customer, about.title].find((text) => text && !title.includes(text));
    return [
      {
        id: `suggested:${to}`,
        kind: 'find',
        title,
        note: note ?? undefined,
        icon,
        to,
        amount: about.amount,
      },
    ];
  });
  const isFirst = ({ id }: PaletteItem, at: number) => items.findIndex((item) => item.id === id) === at;
  return items.filter(isFirst).slice(0, suggestedMax);
}

interface Offer {
  question: Question;
  areas: readonly AreaManifest[];
  records: readonly PaletteItem[];
  /** What can be done with the record whose page this is, and with the row on which one stands. */
  here: readonly PaletteItem[];
  row: readonly PaletteItem[];
  /** What can be done everywhere, offered once it is asked for. */
  everywhere: readonly PaletteItem[];
  /** Offered while nothing is asked: what was open last and what is to be done next. */
  first: readonly PaletteItem[];
  t: Translate;
  may: May;
}

/** The items for a question, best first: what can be done, then what was found, then where one can go. */
export function offer({
  question,
  areas,
  records,
  here,
  row,
  everywhere,
  first,
  t,
  may,
}: Offer): PaletteItem[] {
  const { prefix, text } = question;
  const matching = (items: PaletteItem[]) =>
    items
      .map((item) => ({ item, rank: rank(item.title, text) }))
      .filter((entry) => entry.rank > 0)
      .toSorted((a, b) => b.rank - a.rank)
      .map((entry) => entry.item);
  const help: PaletteItem = {
    id: 'help',
    kind: 'help',
    title: t('help.title'),
    icon: 'circle-help',
    keys: '?',
  };
  if (prefix === '>') return matching([...here, ...row, ...commandItems(areas, t, may), ...everywhere, help]);
  if (prefix === '/') return matching(screenItems(areas, t, may));
  if (prefix === '?') return matching([help]);
  if (prefix) return [...records];
  const done = matching(
    text === ''
      ? [...commandItems(areas, t, may), ...row]
      : [...here, ...row, ...commandItems(areas, t, may), ...everywhere],
  );
  // A screen that a command opens is not offered twice.
  const opened = new Set(done.filter(({ search }) => search === undefined).map(({ to }) => to));
  const screens = matching(screenItems(areas, t, may)).filter(({ to }) => !opened.has(to));
  return [...(text === '' ? [...here, ...first] : []), ...done, ...records, ...screens];
}
