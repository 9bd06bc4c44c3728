/** Parts of one record, or states of one list. */
import type { ReactNode } from 'react';
import { Tabs as AriaTabs, type Key, Tab, TabList, TabPanel } from 'react-aria-components';
import { useFormatLocale } from '@/app/i18n';
import { formatCount } from './format';

export interface TabSpec {
  id: string;
  title: string;
  count?: number;
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
  const { format } = useFormatLocale();
  return (
    <AriaTabs
      className="contents"
      selectedKey={value}
      onSelectionChange={(key: Key) => onChange(String(key))}
    >
      <TabList aria-label={label} className="tabs">
        {tabs.map((tab) => (
          <Tab key={tab.id} id={tab.id} className="tab">
            {tab.title}
            {tab.count === undefined ? null : <span className="n">{formatCount(tab.count, format)}</span>}
          </Tab>
        ))}
      </TabList>
      {tabs.map((tab) => (
        <TabPanel key={tab.id} id={tab.id} className={panelClass}>
          {tab.content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
