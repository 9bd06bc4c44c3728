/** The head of a page: what it is, and what can be begun there. */
import type { ReactNode } from 'react';
import { useOpens } from '@/app/areas';
import { useGo } from '@/app/router';
import { StateTabs } from './StateTabs';

interface PageHeadProps {
  title: string;
  /** After the title, such as the state of a draft. */
  beside?: ReactNode;
  /** At the end: search and buttons. */
  children?: ReactNode;
}

export function PageHead({ title, beside, children }: PageHeadProps) {
  return (
    <header className="head">
      <h1 className="title-xl">{title}</h1>
      {beside}
      <div className="acts">{children}</div>
    </header>
  );
}

interface AreaHeadProps<Part extends string> {
  title: string;
  /** Names the parts where the title does not. */
  label?: string;
  /** Each has a page of its own; those that the user may not open are left out. */
  parts: readonly { id: Part; title: string; to: string }[];
  part: Part;
  children?: ReactNode;
}

/** The head that the pages of an area share, with its parts as tabs. */
export function AreaHead<Part extends string>(props: AreaHeadProps<Part>) {
  const { title, label = title, parts, part, children } = props;
  const go = useGo();
  const opens = useOpens();
  return (
    <>
      <PageHead title={title}>{children}</PageHead>
      <StateTabs
        label={label}
        tabs={parts.filter(({ to }) => opens(to))}
        value={part}
        onChange={(id) => go(parts.find((one) => one.id === id)?.to ?? '')}
      />
    </>
  );
}
