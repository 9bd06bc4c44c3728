/** Chosen rows. A range grows from the row that was chosen last. */
import { useCallback, useMemo, useState } from 'react';

/** Actions on a choice run row by row, so a choice is kept to what a person can still oversee. */
export const chosenMax = 500;

export interface Selection<Row> {
  size: number;
  has(id: string): boolean;
  rows: readonly Row[];
  toggle(id: string, row: Row, index: number): void;
  /** Chooses every loaded row from the last chosen one to `index`. */
  extend(index: number, rowAt: (index: number) => Row | undefined, idOf: (row: Row) => string): void;
  replace(rows: readonly Row[], idOf: (row: Row) => string): void;
  clear(): void;
}

export function useSelection<Row>(): Selection<Row> {
  const [chosen, setChosen] = useState<ReadonlyMap<string, Row>>(new Map());
  const [anchor, setAnchor] = useState(0);

  const toggle = useCallback((id: string, row: Row, index: number) => {
    setAnchor(index);
    setChosen((before) => {
      const after = new Map(before);
      if (!after.delete(id) && after.size < chosenMax) after.set(id, row);
      return after;
    });
  }, []);

  const extend = useCallback<Selection<Row>['extend']>(
    (index, rowAt, idOf) => {
      setChosen((before) => {
        const after = new Map(before);
        for (
          let at = Math.min(anchor, index);
          at <= Math.max(anchor, index) && after.size < chosenMax;
          at += 1
        ) {
          const row = rowAt(at);
          if (row !== undefined) after.set(idOf(row), row);
        }
        return after;
      });
    },
    [anchor],
  );

  const replace = useCallback<Selection<Row>['replace']>((rows, idOf) => {
    setChosen(new Map(rows.slice(0, chosenMax).map((row) => [idOf(row), row])));
  }, []);
  const clear = useCallback(() => setChosen(new Map()), []);

  return useMemo(
    () => ({
      size: chosen.size,
      has: (id: string) => chosen.has(id),
      rows: [...chosen.values()],
      toggle,
      extend,
      replace,
      clear,
    }),
    [chosen, toggle, extend, replace, clear],
  );
}
