export { dayColumn, textColumn } from './cells';
export { type GridColumn, useColumns } from './columns';
export { DataGrid, type DataGridProps, type GridSum } from './DataGrid';
export { DayFilter } from './DayFilter';
export { type FilterField, type Filters, useFilters } from './filters';
export { ListChips, ListGrid, ListPage, ListSearch } from './ListPage';
export { textOf, useList, useTabbedList } from './list';
export { type PeekPane, usePeek, usePeeked } from './peek';
export { type ListQuery, type ListSource, type Sort, useListSource } from './source';
