/** A link to another place of the window. */
import { Link as RouterLink } from '@tanstack/react-router';
import type { ReactNode } from 'react';

interface LinkProps {
  to: string;
  search?: Record<string, unknown>;
  className?: string;
  /** Names it where only a sign is shown. */
  label?: string;
  /** Where it is cut: as what stands in it runs, so that its end goes and not its beginning. */
  dir?: 'auto';
  /** It is the current page there alone, not at the places under it. */
  exact?: boolean;
  children: ReactNode;
}

export function Link({ to, search, className = 'link', label, dir, exact, children }: LinkProps) {
  return (
    <RouterLink
      {...({ to, search: search ?? {} } as { to: '/' })}
      className={className}
      aria-label={label}
      dir={dir}
      activeOptions={exact ? { exact } : undefined}
    >
      {children}
    </RouterLink>
  );
}
