/** States of a list or parts of an area as tabs over it: each is an address of its own, so they are links in spirit. */
import { useT } from '@/app/i18n';
import { type TabHead, TabTitle, useTabsRow } from './tabs-row';

interface StateTabsProps<Id extends string> {
  label?: string;
  tabs: readonly TabHead<Id>[];
  value: Id;
  onChange: (id: Id) => void;
}

export function StateTabs<Id extends string>({ label, tabs, value, onChange }: StateTabsProps<Id>) {
  const t = useT();
  const { row, waits, more } = useTabsRow(tabs, value, onChange);
  return (
    <nav className="tabs" aria-label={label ?? t('document.states')}>
      <div className="tabs-line">
        <div ref={row} className="tabs-row">
          {tabs.map((tab) => (
            <button
              key={tab.id}
              type="button"
              className="tab"
              data-waits={waits(tab.id) || undefined}
              data-selected={tab.id === value || undefined}
              aria-current={tab.id === value ? 'true' : undefined}
              onClick={() => onChange(tab.id)}
            >
              <TabTitle {...tab} />
            </button>
          ))}
        </div>
        {more}
      </div>
    </nav>
  );
}
