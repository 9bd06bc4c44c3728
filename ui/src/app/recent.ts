/** The records that were open last, remembered on this computer for each company and each of its users. */
import { useMatch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useCompany } from './company';

export interface Visited {
  to: string;
  title: string;
}

/** More than are shown: some are of an area that is off, and the place where one is needs no way to it. */
const keptMax = 12;

const keyOf = (company: string, user: string) => `throughline.recent.${company}.${user}`;

function read(key: string): readonly Visited[] {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '[]') as Visited[];
  } catch {
    return [];
  }
}

/** Puts a place before the others. */
function remember(company: string, user: string, place: Visited): void {
  const key = keyOf(company, user);
  const others = read(key).filter(({ to }) => to !== place.to);
  try {
    localStorage.setItem(key, JSON.stringify([place, ...others].slice(0, keptMax)));
  } catch {
    // A full store costs the way back, nothing else.
  }
}

/** The newest first. */
export const recentPlaces = (company: string, user: string): readonly Visited[] => read(keyOf(company, user));

/** Says that the record of this page is open under this title. */
export function useVisited(title: string): void {
  const { company, user } = useCompany();
  const to = useMatch({ strict: false, select: ({ pathname }) => pathname });
  useEffect(() => {
    // A form for a new one is no record yet.
    if (!to.endsWith('/new')) remember(company.id, user.id, { to, title });
  }, [company.id, user.id, to, title]);
}
