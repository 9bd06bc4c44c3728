export { type GridColumn, useColumns } from './columns';
export { DataGrid, type DataGridProps, type GridSum } from './DataGrid';
export { type ListQuery, type ListSource, type Sort, useListSource } from './source';
