/** States of a list or parts of an area as tabs over it: each is an address of its own, so they are links in spirit. */
import { useEffect, useRef } from 'react';
import { useFormatLocale, useT } from '@/app/i18n';
import { formatCount } from './format';

export interface StateTab<Id extends string> {
  id: Id;
  title: string;
  count?: number;
}

interface StateTabsProps<Id extends string> {
  label?: string;
  tabs: readonly StateTab<Id>[];
  value: Id;
  onChange: (id: Id) => void;
}

export function StateTabs<Id extends string>({ label, tabs, value, onChange }: StateTabsProps<Id>) {
  const t = useT();
  const { format } = useFormatLocale();
  const nav = useRef<HTMLElement>(null);
  // On a narrow window the chosen tab may lie beyond the edge.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another tab is another place to scroll to.
  useEffect(() => {
    nav.current?.querySelector('[data-selected]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [value]);
  return (
    <nav ref={nav} className="tabs" aria-label={label ?? t('document.states')}>
      {tabs.map((tab) => (
        <button
          key={tab.id}
          type="button"
          className="tab"
          data-selected={tab.id === value || undefined}
          aria-current={tab.id === value ? 'true' : undefined}
          onClick={() => onChange(tab.id)}
        >
          {tab.title}
          {tab.count === undefined ? null : <span className="n">{formatCount(tab.count, format)}</span>}
        </button>
      ))}
    </nav>
  );
}
