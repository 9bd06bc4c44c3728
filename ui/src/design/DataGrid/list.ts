/**
 * What a list shows and how it is asked for something else. Search, order and tab live in the address, so that a view can
 * be linked to.
 */
import { useMemo } from 'react';
import { useAddress } from '@/app/router';
import type { ResponseOf } from '@/host';
import type { Tag } from '@/host/generated';
import { type GridColumn, useColumns } from './columns';
import {
  type ListName,
  type ListSource,
  type RowOf,
  type Sort,
  type SummaryName,
  useListSource,
} from './source';

interface ListSpec<Name extends ListName, Sums extends SummaryName> {
  /** Names the list where its columns are remembered. */
  grid: string;
  list: Name;
  summary: Sums;
  filter: unknown;
  /** The order it opens in. */
  sort: Sort;
  columns: readonly GridColumn<RowOf<Name>>[];
  /** Further tags that make the list stale. */
  also?: readonly Tag[];
}

export interface ListView<Row> {
  /** The filter as text: with another the list is another. */
  filter: string;
  search: string | undefined;
  sort: Sort;
  source: ListSource<Row>;
  columns: ReturnType<typeof useColumns<Row>>;
  setSearch: (search: string | undefined) => void;
  setSort: (sort: Sort) => void;
}

interface Asked {
  search?: string;
  sort?: string;
  order?: 'up' | 'down';
}

/** Text of an address parameter, or nothing. */
export const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

const readAsked = (raw: Record<string, unknown>): Asked => ({
  search: textOf(raw.search),
  sort: textOf(raw.sort),
  order: raw.order === 'up' || raw.order === 'down' ? raw.order : undefined,
});

export function useList<Name extends ListName, Sums extends SummaryName>(
  spec: ListSpec<Name, Sums>,
): ListView<RowOf<Name>> & { summary: ResponseOf<Sums> | undefined } {
  const [{ search, sort, order }, setAsked] = useAddress(readAsked);
  const column = sort ?? spec.sort.column;
  const descending = order === undefined ? sort === undefined && spec.sort.descending : order === 'down';
  const filter = JSON.stringify(spec.filter);
  const query = useMemo(
    () => ({ filter: JSON.parse(filter) as unknown, search, sort: { column, descending } }),
    [filter, search, column, descending],
  );
  const source = useListSource({ list: spec.list, summary: spec.summary, query, also: spec.also });
  return {
    filter,
    search,
    sort: query.sort,
    source,
    summary: source.summary as ResponseOf<Sums> | undefined,
    columns: useColumns(spec.grid, spec.columns),
    setSearch: (next) => setAsked({ search: next }),
    setSort: (next) => setAsked({ sort: next.column, order: next.descending ? 'down' : 'up' }),
  };
}

interface TabbedSpec<Name extends ListName, Sums extends SummaryName, Tab extends string>
  extends Omit<ListSpec<Name, Sums>, 'filter'> {
  tabs: readonly Tab[];
  /** The tab that opens first. */
  start: Tab;
  filter: (tab: Tab) => unknown;
}

/** A list whose states are tabs. */
export function useTabbedList<Name extends ListName, Sums extends SummaryName, Tab extends string>(
  spec: TabbedSpec<Name, Sums, Tab>,
) {
  const [{ tab }, setAddress] = useAddress<{ tab: Tab }>((raw) => ({
    tab: spec.tabs.find((one) => one === raw.tab) ?? spec.start,
  }));
  const list = useList({ ...spec, filter: spec.filter(tab) });
  return { ...list, tab, setTab: (next: Tab) => setAddress({ tab: next }) };
}
