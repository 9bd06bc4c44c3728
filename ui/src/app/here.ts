/**
 * What can be done with what one stands on: the head of a record's page and the row of a list say it, and the palette offers it
 * before everything else.
 */
import { useEffect, useRef } from 'react';

export interface HereAction {
  id: string;
  title: string;
  icon?: string;
  keys?: string;
  danger?: boolean;
  /** It is done with the row of a list. */
  ofRow?: boolean;
  run: () => void;
}

type Ask = () => readonly HereAction[];

const asked = new Set<Ask>();

/** All that is offered now. What lies under a dialog is out of reach. */
export const actionsHere = (): readonly HereAction[] =>
  document.querySelector('[role="dialog"]') ? [] : [...asked].flatMap((ask) => ask());

/** Offers actions as long as whoever asks for it is shown; they are asked for when they are looked at. */
export function useOffered(actions: Ask): void {
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => {
    const ask: Ask = () => latest.current();
    asked.add(ask);
    return () => void asked.delete(ask);
  }, []);
}
