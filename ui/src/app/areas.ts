/**
 * What an area of the product gives the shell. The shell knows areas only by this shape: switching one on or off,
 * or adding one, changes nothing here.
 */
import { type ComponentType, createContext, useContext } from 'react';
import type { Badge } from '@/host/contract';
import type { Money as MoneyValue } from '@/host/generated';
import { useMay } from './company';
import type { MessageId } from './i18n';

/** Groups of the sidebar, in their fixed order. A group without a title is set off by a gap. */
export const navGroups = [
  { id: 'start', title: null },
  { id: 'sell', title: 'nav.group.sell' },
  { id: 'paid', title: 'nav.group.paid' },
  { id: 'deliver', title: 'nav.group.deliver' },
  { id: 'support', title: 'nav.group.support' },
  { id: 'records', title: null },
  { id: 'people', title: 'nav.group.people' },
  { id: 'teamspaces', title: 'nav.group.teamspaces' },
] as const satisfies readonly { id: string; title: MessageId | null }[];

/** What is in the foot stands there as an icon, in sight however much there is above. */
export type NavGroup = (typeof navGroups)[number]['id'] | 'foot';

export interface NavEntry {
  group: NavGroup;
  title: MessageId;
  icon: string;
  /** Where it leads, such as `/customers`. */
  to: string;
  /** Other places that belong to it, such as `/calendar` to what is due today. */
  also?: readonly string[];
  /** Key sequence, such as `g c`. */
  keys?: string;
  /** Shown only to users who hold it. */
  permission?: string;
  /** How much waits there. */
  Count?: ComponentType;
}

export interface AreaRoute {
  /** Path with parameters, such as `/customers/$id`. */
  path: string;
  /** What one needs to open it, where that is something else than `permissionOf` finds. */
  permission?: string;
  load: () => Promise<{ default: ComponentType }>;
}

/** Something the palette can do. */
export interface AreaCommand {
  id: string;
  title: MessageId;
  icon: string;
  keys?: string;
  permission?: string;
  /** Opens a screen; a command is nothing but a place where it is done. */
  to: string;
  search?: Record<string, unknown>;
}

/** A record that search found. */
export interface FoundRecord {
  kind: string;
  id: string;
  title: string;
  /** The customer it belongs to, when it is not one itself. */
  customer?: string | null;
  customer_id?: string | null;
  badge?: Badge | null;
  amount?: MoneyValue | null;
}

/** Something that should be done next, and the record it is about. */
export interface Suggestion {
  icon: string;
  /** Message id of what to do, and the values of its placeholders. */
  key: string;
  params: Record<string, unknown>;
  about: FoundRecord;
}

/** How a kind of record looks in search, and where it opens. */
export interface SearchType {
  kind: string;
  title: MessageId;
  icon: string;
  to: (found: FoundRecord) => string;
  /** What the screen is asked for, where it shows more than this one. */
  search?: (found: FoundRecord) => Record<string, unknown>;
  /** Palette prefix under which it is found: `@` people and customers, `#` numbers. */
  prefix?: '@' | '#';
}

export interface AreaManifest {
  /** Area whose switch decides; `always` for what every company has. */
  area: string;
  nav: readonly NavEntry[];
  routes: readonly AreaRoute[];
  commands: readonly AreaCommand[];
  searchTypes: readonly SearchType[];
  /** What goes on wherever one is: it stands at the foot of the sidebar. */
  Foot?: ComponentType<{ rail: boolean }>;
  /** What the palette proposes before anything is typed, the most pressing first. */
  suggest?: { permission: string; ask: (signal: AbortSignal) => Promise<readonly Suggestion[]> };
}

export interface AreaState {
  area: string;
  state: string;
}

/** The manifests that are switched on. */
export function switchedOn(manifests: readonly AreaManifest[], states: readonly AreaState[]): AreaManifest[] {
  const on = new Set(states.filter(({ state }) => state !== 'off').map(({ area }) => area));
  return manifests.filter(({ area }) => area === 'always' || on.has(area));
}

/** Whether a place is another one or lies under it. */
export const isIn = (place: string, other: string) => place === other || place.startsWith(`${other}/`);

/** What one needs to open a screen: what its route asks for, the command that opens it, or the sidebar's entry it lies under. */
export function permissionOf(areas: readonly AreaManifest[], path: string): string | undefined {
  const route = areas.flatMap(({ routes }) => routes).find((one) => one.path === path);
  const command = areas
    .flatMap(({ commands }) => commands)
    .find((one) => one.to === path && one.search === undefined);
  const entry = areas.flatMap(({ nav }) => nav).find(({ to }) => isIn(path, to));
  return route?.permission ?? command?.permission ?? entry?.permission;
}

/** The areas that are switched on. */
export const AreasContext = createContext<readonly AreaManifest[]>([]);

/** Whether a screen is there and the user may open it. */
export function useOpens(): (path: string) => boolean {
  const areas = useContext(AreasContext);
  const may = useMay();
  return (path) =>
    areas.some(({ routes }) => routes.some((route) => route.path === path)) && may(permissionOf(areas, path));
}
