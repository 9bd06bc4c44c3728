export { dayColumn, textColumn } from './cells';
export { type GridColumn, useColumns } from './columns';
export { DataGrid, type DataGridProps, type GridSum } from './DataGrid';
export { ListPage, textOf, useList } from './ListPage';
export { type ListQuery, type ListSource, type Sort, useListSource } from './source';
