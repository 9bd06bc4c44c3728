/** The page of a list: title, search, states as tabs, the grid. Lists with a head of their own take its pieces. */
import { type ReactNode, useRef } from 'react';
import { useCompany } from '@/app/company';
import { type MessageId, useT } from '@/app/i18n';
import { useKeys } from '@/app/keys';
import { EmptyState } from '../Blocks';
import { Button } from '../Button';
import { type MenuGroup, MoreMenu } from '../Menu';
import { PageHead } from '../PageHead';
import { StateTabs } from '../StateTabs';
import { SearchField } from '../TextField';
import type { TabHead } from '../tabs-row';
import { DataGrid, type DataGridProps } from './DataGrid';
import type { Filters } from './filters';
import type { ListView } from './list';

interface ListSearchProps {
  label: string;
  value: string | undefined;
  onChange: (search: string) => void;
}

/** The search of a page; `/` goes there. */
export function ListSearch({ value = '', ...field }: ListSearchProps) {
  const input = useRef<HTMLInputElement>(null);
  useKeys([{ keys: '/', run: () => input.current?.focus() }]);
  return <SearchField {...field} inputRef={input} value={value} />;
}

/** What narrows a list, under its head. */
export function ListChips({ filters }: { filters: Filters | undefined }) {
  return filters?.chips ? <div className="toolbar list-chips">{filters.chips}</div> : null;
}

interface ListGridProps<Row>
  extends Omit<
    DataGridProps<Row>,
    'columns' | 'onRoom' | 'source' | 'sort' | 'onSort' | 'currency' | 'sortText' | 'empty'
  > {
  list: ListView<Row>;
  /** Makes a new one, offered where there is none; absent for those who may not. */
  create?: { title: string; run: () => void };
  /** Takes away search and filters; absent where nothing but the search narrows the list. */
  clear?: () => void;
  /** Says that nothing matches, and that there is nothing. */
  none: { match: MessageId; here: MessageId };
}

/** The grid of a list. */
export function ListGrid<Row>({ list, create, clear, none, ...grid }: ListGridProps<Row>) {
  const t = useT();
  const { company } = useCompany();
  const column = list.columns.visible.find(({ sort }) => sort === list.sort.column)?.title;
  const narrowed = clear !== undefined || list.search !== undefined;
  return (
    <DataGrid
      {...grid}
      key={list.filter}
      columns={list.columns.visible}
      onRoom={list.columns.tell}
      source={list.source}
      currency={company.home_currency}
      sort={list.sort}
      onSort={list.setSort}
      sortText={column && t(list.sort.descending ? 'grid.sorted_down' : 'grid.sorted', { column })}
      empty={
        <EmptyState
          text={t(narrowed ? none.match : none.here)}
          action={
            narrowed ? (
              <Button onPress={clear ?? (() => list.setSearch(undefined))}>
                {t(clear ? 'filter.clear_all' : 'search.clear')}
              </Button>
            ) : create ? (
              <Button icon="plus" onPress={create.run}>
                {create.title}
              </Button>
            ) : null
          }
        />
      }
    />
  );
}

interface ListPageProps<Row, Tab extends string> extends Omit<ListGridProps<Row>, 'label' | 'clear'> {
  list: ListView<Row> & { tab: Tab; setTab: (tab: Tab) => void };
  title: string;
  /** Label of the search field. */
  searchLabel: string;
  tabs: readonly TabHead<Tab>[];
  /** Its keys work here without leaving the tab. */
  create?: { title: string; keys: string; run: () => void };
  filters?: Filters;
  /** What is rarer, last in the head. */
  more?: readonly MenuGroup[];
  /** Between the tabs and the grid. */
  above?: ReactNode;
  /** Other ways to look at the same: their choice, and what stands there instead of the grid. */
  views?: ReactNode;
  instead?: ReactNode;
}

export function ListPage<Row, Tab extends string>(props: ListPageProps<Row, Tab>) {
  const { title, searchLabel, tabs, filters, more, above, views, instead, ...grid } = props;
  const { list, create } = grid;
  useKeys(create ? [create] : []);
  return (
    <div className="page">
      <PageHead title={title}>
        <ListSearch label={searchLabel} value={list.search} onChange={list.setSearch} />
        {filters?.button}
        {instead ? null : list.columns.chooser}
        {views}
        {create ? (
          <Button kind="primary" keys={create.keys} onPress={create.run}>
            {create.title}
          </Button>
        ) : null}
        {more ? <MoreMenu groups={more} /> : null}
      </PageHead>
      <StateTabs tabs={tabs} value={list.tab} onChange={list.setTab} />
      {above}
      <ListChips filters={filters} />
      {instead ?? <ListGrid {...grid} clear={filters?.clear} label={title} />}
    </div>
  );
}
