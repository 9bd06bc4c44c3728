/**
 * Where a key leads on a board. Its stops are the buttons that add to a column and the cards beneath them; one of them is in the
 * tab order, as in any other list.
 */
interface Stops {
  /** The ids of each column's stops, from its head down. */
  columns: readonly (readonly string[])[];
  /** How many of a column's stops stand in its head: its button, or none. */
  heads: 0 | 1;
  /** Reading direction: the arrow keys follow the eye. */
  rightToLeft: boolean;
}

/** The stop that a key leads to; `null` when the key does not move, or there is nothing further that way. */
export function walk({ columns, heads, rightToLeft }: Stops, from: string, key: string): string | null {
  const at = columns.findIndex((column) => column.includes(from));
  const own = columns[at] ?? [];
  const row = own.indexOf(from);
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return own[row + 1] ?? null;
    case 'ArrowUp':
    case 'k':
      return own[row - 1] ?? null;
    case 'Home':
      return own[heads] ?? null;
    case 'End':
      return own.at(-1) ?? null;
    case 'ArrowLeft':
    case 'ArrowRight': {
      const isForward = (key === 'ArrowRight') !== rightToLeft;
      const others = isForward ? columns.slice(at + 1) : columns.slice(0, at).toReversed();
      const next = others.find(({ length }) => length > 0) ?? [];
      // Whoever has crossed an empty column goes on among the cards.
      const to = own.length === heads ? heads : row;
      return next[Math.min(to, next.length - 1)] ?? null;
    }
    default:
      return null;
  }
}
