/** Fields that are right as they are proposed: folded away behind what they say. */
import type { ReactNode } from 'react';

interface MoreProps {
  /** What stands in the fields. */
  says: readonly string[];
  /** Something in them may be wrong. */
  open: boolean;
  children: ReactNode;
}

export function More({ says, open, children }: MoreProps) {
  return (
    <details className="hand-more" open={open || undefined}>
      <summary>{says.filter(Boolean).join(' · ')}</summary>
      <div>{children}</div>
    </details>
  );
}
