/**
 * The page of a list: title, search, states as tabs, the grid. What is shown lives in the address, so that a view can be
 * linked to; `useList` reads it there and asks the core for the rows.
 */
import { type ReactNode, useMemo, useRef } from 'react';
import { useCompany } from '@/app/company';
import { type MessageId, useT } from '@/app/i18n';
import { useKeys } from '@/app/keys';
import { useAddress } from '@/app/router';
import type { ResponseOf } from '@/host';
import { EmptyState } from '../Blocks';
import { Button } from '../Button';
import { type StateTab, StateTabs } from '../StateTabs';
import { SearchField } from '../TextField';
import { type GridColumn, useColumns } from './columns';
import { DataGrid, type DataGridProps } from './DataGrid';
import {
  type ListName,
  type ListSource,
  type RowOf,
  type Sort,
  type SummaryName,
  useListSource,
} from './source';

interface View<Tab extends string> {
  tab: Tab;
  search?: string;
  sort?: string;
  order?: 'up' | 'down';
}

interface ListSpec<Name extends ListName, Sums extends SummaryName, Tab extends string> {
  /** Names the list where its columns are remembered. */
  grid: string;
  list: Name;
  summary: Sums;
  tabs: readonly Tab[];
  /** The tab that opens first. */
  start: Tab;
  filter: (tab: Tab) => unknown;
  /** The order it opens in. */
  sort: Sort;
  columns: readonly GridColumn<RowOf<Name>>[];
  /** Further tags that make the list stale. */
  also?: readonly string[];
}

/** What a list shows and how it is asked for something else. */
interface ListView<Row, Tab extends string> {
  tab: Tab;
  search: string | undefined;
  sort: Sort;
  source: ListSource<Row>;
  columns: { visible: readonly GridColumn<Row>[]; chooser: ReactNode };
  setTab: (tab: Tab) => void;
  setSearch: (search: string | undefined) => void;
  setSort: (sort: Sort) => void;
}

export const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

export function useList<Name extends ListName, Sums extends SummaryName, Tab extends string>(
  spec: ListSpec<Name, Sums, Tab>,
): ListView<RowOf<Name>, Tab> & { summary: ResponseOf<Sums> | undefined } {
  const { tabs, start, sort: first } = spec;
  const [view, setView] = useAddress<View<Tab>>((raw) => ({
    tab: tabs.find((tab) => tab === raw.tab) ?? start,
    search: textOf(raw.search),
    sort: textOf(raw.sort),
    order: raw.order === 'up' || raw.order === 'down' ? raw.order : undefined,
  }));
  const { column, descending } = {
    column: view.sort ?? first.column,
    descending:
      view.order === undefined ? view.sort === undefined && first.descending : view.order === 'down',
  };
  const filter = JSON.stringify(spec.filter(view.tab));
  const query = useMemo(
    () => ({ filter: JSON.parse(filter) as unknown, search: view.search, sort: { column, descending } }),
    [filter, view.search, column, descending],
  );
  const source = useListSource({ list: spec.list, summary: spec.summary, query, also: spec.also });
  const columns = useColumns(spec.grid, spec.columns);
  return {
    tab: view.tab,
    search: view.search,
    sort: query.sort,
    source,
    summary: source.summary as ResponseOf<Sums> | undefined,
    columns,
    setTab: (tab: Tab) => setView({ tab }),
    setSearch: (search: string | undefined) => setView({ search }),
    setSort: (next: Sort) => setView({ sort: next.column, order: next.descending ? 'down' : 'up' }),
  };
}

interface ListPageProps<Row, Tab extends string>
  extends Omit<
    DataGridProps<Row>,
    'label' | 'columns' | 'source' | 'sort' | 'onSort' | 'currency' | 'sortText' | 'empty'
  > {
  list: ListView<Row, Tab>;
  title: string;
  /** Label of the search field. */
  searchLabel: string;
  tabs: readonly StateTab<Tab>[];
  /** Makes a new one; absent for those who may not. */
  create?: { title: string; keys: string; run: () => void };
  /** Says that nothing matches the search, and that there is nothing. */
  none: { match: MessageId; here: MessageId };
  /** Between the tabs and the grid. */
  above?: ReactNode;
}

export function ListPage<Row, Tab extends string>(props: ListPageProps<Row, Tab>) {
  const { list, title, searchLabel, tabs, create, none, above, ...grid } = props;
  const t = useT();
  const { company } = useCompany();
  const field = useRef<HTMLInputElement>(null);
  useKeys([{ keys: '/', run: () => field.current?.focus() }]);
  const sortTitle = list.columns.visible.find((column) => column.sort === list.sort.column)?.title ?? '';
  const searching = list.search !== undefined;
  return (
    <div className="page">
      <header className="head">
        <h1 className="title-xl">{title}</h1>
        <div className="acts">
          <SearchField
            label={searchLabel}
            inputRef={field}
            value={list.search ?? ''}
            onChange={list.setSearch}
          />
          {list.columns.chooser}
          {create ? (
            <Button kind="primary" keys={create.keys} onPress={create.run}>
              {create.title}
            </Button>
          ) : null}
        </div>
      </header>
      <StateTabs tabs={tabs} value={list.tab} onChange={list.setTab} />
      {above}
      <DataGrid
        {...grid}
        key={list.tab}
        label={title}
        columns={list.columns.visible}
        source={list.source}
        currency={company.home_currency}
        sort={list.sort}
        onSort={list.setSort}
        sortText={t(list.sort.descending ? 'grid.sorted_down' : 'grid.sorted', { column: sortTitle })}
        empty={
          <EmptyState
            text={t(searching ? none.match : none.here)}
            action={
              searching ? (
                <Button onPress={() => list.setSearch(undefined)}>{t('search.clear')}</Button>
              ) : create ? (
                <Button icon="plus" onPress={create.run}>
                  {create.title}
                </Button>
              ) : null
            }
          />
        }
      />
    </div>
  );
}
