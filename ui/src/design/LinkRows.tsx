/** Short rows under a section: what it is, what is known of it, its state, its amount; each may open its record. */
import type { ReactNode } from 'react';
import { Link } from '@/app/Link';
import { Icon } from './icons';

export function LinkRows({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul className="link-rows" aria-label={label}>
      {children}
    </ul>
  );
}

interface LinkRowProps {
  icon?: string;
  title: string;
  /** A number or code, which keeps its direction in any language. */
  code?: string;
  note?: ReactNode;
  badge?: ReactNode;
  end?: ReactNode;
  to?: string;
}

export function LinkRow({ icon, title, code, note, badge, end, to }: LinkRowProps) {
  const name = (
    <>
      {code ? <bdi className="id">{code}</bdi> : null}
      <span className="cut" dir="auto" title={title}>
        {title}
      </span>
    </>
  );
  return (
    <li>
      {icon ? <Icon name={icon} /> : null}
      <span className="link-row-name">{to ? <Link to={to}>{name}</Link> : name}</span>
      {note ? <span className="link-row-note text-xs text-text-3">{note}</span> : null}
      {badge}
      {end ? <span className="link-row-end num">{end}</span> : null}
    </li>
  );
}
