/** Parts of one record. */
import type { ReactNode } from 'react';
import { Tabs as AriaTabs, type Key, Tab, TabList, TabPanel } from 'react-aria-components';
import { type TabHead, TabTitle, useTabsRow } from './tabs-row';

export interface TabSpec extends TabHead {
  content?: ReactNode;
}

interface TabsProps {
  label: string;
  tabs: readonly TabSpec[];
  value: string;
  onChange: (id: string) => void;
  panelClass?: string;
}

export function Tabs({ label, tabs, value, onChange, panelClass }: TabsProps) {
  // Known out here, since the library draws what it holds twice.
  const { row, waits, more } = useTabsRow(tabs, value, onChange);
  return (
    <AriaTabs
      className="contents"
      selectedKey={value}
      onSelectionChange={(key: Key) => onChange(String(key))}
    >
      <div className="tabs">
        <div className="tabs-line">
          <TabList ref={row} aria-label={label} className="tabs-row">
            {tabs.map((tab) => (
              <Tab key={tab.id} id={tab.id} className="tab" data-waits={waits(tab.id) || undefined}>
                <TabTitle {...tab} />
              </Tab>
            ))}
          </TabList>
          {more}
        </div>
      </div>
      {tabs.map((tab) => (
        <TabPanel key={tab.id} id={tab.id} className={panelClass}>
          {tab.content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
