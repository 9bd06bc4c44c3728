/** What an empty grid says. A grid holds rows and nothing else, so it stands in a row of its own. */
import type { ReactNode } from 'react';

export function GridEmpty({ columns, children }: { columns: number; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: as the grid itself, which cannot be a table.
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus and there is no cell to move to.
    <div role="row" aria-rowindex={2}>
      {/* biome-ignore lint/a11y/useSemanticElements: as its row. */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: as its row. */}
      <div role="gridcell" aria-colspan={columns}>
        {children}
      </div>
    </div>
  );
}
