/** The records that were open last, remembered on this computer for each company and each of its users. */
import { useMatch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { readStoredJson, writeStored } from '@/host/stored';
import { useCompany } from './company';
import { useGo } from './router';

export interface Visited {
  to: string;
  title: string;
}

/** More than are shown: some are of an area that is off, and the place where one is needs no way to it. */
const keptMax = 12;

const keyOf = (company: string, user: string) => `throughline.recent.${company}.${user}`;

const isVisited = (one: Partial<Visited> | null): one is Visited =>
  typeof one?.to === 'string' && typeof one.title === 'string';

function read(key: string): readonly Visited[] {
  const places = readStoredJson(key);
  return Array.isArray(places) ? places.filter(isVisited) : [];
}

const write = (key: string, places: readonly Visited[]): void =>
  writeStored(key, JSON.stringify(places.slice(0, keptMax)));

const without = (key: string, place: string) => read(key).filter(({ to }) => to !== place);

/** Puts a place before the others. */
function remember(key: string, place: Visited): void {
  write(key, [place, ...without(key, place.to)]);
}

function useHere() {
  const { company, user } = useCompany();
  const to = useMatch({ strict: false, select: ({ pathname }) => pathname });
  return { key: keyOf(company.id, user.id), to };
}

/** The newest first. */
export const recentPlaces = (company: string, user: string): readonly Visited[] => read(keyOf(company, user));

/** Says that the record of this page is open under this title. */
export function useVisited(title: string): void {
  const { key, to } = useHere();
  useEffect(() => {
    // A form for a new one is no record yet.
    if (!to.endsWith('/new')) remember(key, { to, title });
  }, [key, to, title]);
}

/** Forgets this place once nothing is there any more. */
export function useForgotten(isGone: boolean): void {
  const { key, to } = useHere();
  useEffect(() => {
    if (isGone) write(key, without(key, to));
  }, [key, to, isGone]);
}

/** Leaves the page of a record that was deleted: no way leads back to it. */
export function useLeaveDeleted(): (to: string) => void {
  const { key, to: here } = useHere();
  const go = useGo();
  return (to) => {
    write(key, without(key, here));
    go(to);
  };
}
