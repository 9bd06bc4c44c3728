/** A link to another place of the window. */
import { Link as RouterLink } from '@tanstack/react-router';
import type { ReactNode } from 'react';

interface LinkProps {
  to: string;
  search?: Record<string, unknown>;
  className?: string;
  /** Names it where only a sign is shown. */
  label?: string;
  children: ReactNode;
}

export function Link({ to, search, className = 'link', label, children }: LinkProps) {
  return (
    <RouterLink {...({ to, search: search ?? {} } as { to: '/' })} className={className} aria-label={label}>
      {children}
    </RouterLink>
  );
}
