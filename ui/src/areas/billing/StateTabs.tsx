/** The states of a list as tabs over it. They filter; the list stays the same list. */
import { useFormatLocale, useT } from '@/app/i18n';
import { formatCount } from '@/design/format';

export interface StateTab<Id extends string> {
  id: Id;
  title: string;
  count?: number;
}

interface StateTabsProps<Id extends string> {
  tabs: readonly StateTab<Id>[];
  value: Id;
  onChange: (id: Id) => void;
}

export function StateTabs<Id extends string>({ tabs, value, onChange }: StateTabsProps<Id>) {
  const t = useT();
  const { format } = useFormatLocale();
  return (
    <nav className="tabs" aria-label={t('document.states')}>
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
