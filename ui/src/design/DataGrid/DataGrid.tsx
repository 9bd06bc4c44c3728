/**
 * The list of everything: virtual rows, pages from the core, one focus on the grid itself. Keys, clicks and choosing
 * are handled here once; rows only draw.
 */
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { isIdle } from '@/app/focus';
import { useOffered } from '@/app/here';
import { useFormatLocale, useT } from '@/app/i18n';
import { readPress } from '@/app/keys';
import { density, rowHeights } from '@/app/size';
import { useStore } from '@/app/store';
import type { Money as MoneyValue } from '@/host/contract';
import { Button } from '../Button';
import { Checkbox } from '../Checkbox';
import type { MenuAction } from '../Menu';
import { Money } from '../Money';
import { CellEditor } from './CellEditor';
import { CellTip } from './CellTip';
import { type GridColumn, isEditable } from './columns';
import { pickWidth, type Room, useRoom } from './fit';
import { GridEmpty } from './GridEmpty';
import { GridHead } from './GridHead';
import { GridRow } from './GridRow';
import { move, type Place } from './keyboard';
import { RowMenu, type RowMenuState } from './RowMenu';
import { resizeByKey, useResize } from './resize';
import { chosenMax, useSelection } from './selection';
import type { ListSource, Sort } from './source';
import { useCellEdit } from './useCellEdit';

const headHeight = 36;
const overscan = 8;

/** One sum in the foot: an amount for each currency under one name. Nothing is shown while there are none. */
export interface GridSum {
  label: string;
  values: readonly MoneyValue[] | undefined;
}

export interface DataGridProps<Row> {
  /** Names the list for those who cannot see its title. */
  label: string;
  columns: readonly GridColumn<Row>[];
  /** Told how much room the columns have. */
  onRoom?: (room: Room) => void;
  source: ListSource<Row>;
  rowId: (row: Row) => string;
  sort: Sort | undefined;
  onSort: (sort: Sort) => void;
  onOpen: (row: Row) => void;
  /** Space; also told when the current row moves while a peek is open. */
  onPeek?: (row: Row) => void;
  /** The row that is peeked at. */
  peeked?: string | null;
  /** Actions of one row, behind `.` and the second mouse button. */
  rowActions?: (row: Row) => MenuAction[];
  /** Actions on the chosen rows; without it rows cannot be chosen. */
  selectionActions?: (rows: readonly Row[], clear: () => void) => ReactNode;
  /** Currency of the company: its amounts are written bare and named in the header. */
  currency?: string;
  countText: (count: number) => string;
  sortText?: string;
  sums?: readonly GridSum[];
  /** Shown when the list is empty. */
  empty: ReactNode;
  /** Hands out the stepping function, for a peek beside the grid. */
  stepRef?: { current: ((by: 1 | -1) => void) | null };
}

const hasCents = (money: MoneyValue | null | undefined) => !!money && /\.\d*[1-9]/.test(money.amount);

export function DataGrid<Row>(props: DataGridProps<Row>) {
  const { label, columns, source, rowId, sort, onSort, onOpen, onPeek, peeked, currency } = props;
  const t = useT();
  const { format, direction } = useFormatLocale();
  const gridId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<Place>({ row: 0, column: 0 });
  const [byCell, setByCell] = useState(false);
  const [menu, setMenu] = useState<RowMenuState<Row> | null>(null);
  const early = useRef<number | null>(null);
  const selection = useSelection<Row>();
  const choosable = props.selectionActions !== undefined;
  const rows = source.count ?? 0;
  const rightToLeft = direction === 'rtl';
  const tracks = (wide = -1, width = '') =>
    [
      ...(choosable ? [`${pickWidth}px`] : []),
      ...columns.map((column, at) => (at === wide ? width : column.width)),
    ].join(' ');
  const resize = useResize({ columns, tracks, rightToLeft });
  const cellOf = (row: number, column: number) =>
    document.getElementById(`${gridId}-${row === -1 ? 'h' : row}-${column}`);
  const refocus = (row: number) => {
    setPlace((at) => ({ ...at, row }));
    scroller.current?.focus();
  };
  const edit = useCellEdit({ columns, source, rowId, refocus });

  const rowHeight = rowHeights[useStore(density)];
  const virtual = useVirtualizer({
    count: rows,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    paddingStart: headHeight,
    scrollPaddingStart: headHeight,
    overscan,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows that were measured at another height are measured anew.
  useEffect(() => virtual.measure(), [rowHeight]);
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  const { show } = source;
  useEffect(() => show(first, last), [show, first, last]);

  // Another order or another search is looked at from its first row; whoever sorts from the header stays there.
  const { asked } = source;
  const before = useRef(asked);
  useEffect(() => {
    if (before.current === asked) return;
    before.current = asked;
    early.current = null;
    if (scroller.current) scroller.current.scrollTop = 0;
    setPlace((at) => ({ ...at, row: Math.min(at.row, 0) }));
  }, [asked]);

  useEffect(() => {
    // A list that has just been opened takes the keys, unless something else already has them.
    if (isIdle()) scroller.current?.focus();
  }, []);

  // Once one amount needs decimals the whole column keeps them, so that digits stay in line while scrolling.
  const exact = useRef(false);
  exact.current ||= items.some((item) => {
    const row = source.row(item.index);
    return row !== undefined && columns.some((column) => hasCents(column.money?.(row)));
  });

  useRoom(scroller, {
    columns,
    choosable,
    currency,
    exact: exact.current,
    rows: items.map(({ index }) => source.row(index)),
    tell: props.onRoom,
  });

  const go = useCallback(
    (next: Place) => {
      setPlace(next);
      if (next.row >= 0) virtual.scrollToIndex(next.row);
      const row = source.row(next.row);
      if (row !== undefined && peeked && rowId(row) !== peeked) onPeek?.(row);
    },
    [virtual, source, rowId, peeked, onPeek],
  );

  const { stepRef } = props;
  useEffect(() => {
    if (!stepRef) return;
    stepRef.current = (by) => go({ ...place, row: Math.min(rows - 1, Math.max(0, place.row + by)) });
  }, [stepRef, go, place, rows]);

  const sortBy = (column: GridColumn<Row>) => {
    if (!column.sort) return;
    onSort({ column: column.sort, descending: sort?.column === column.sort ? !sort.descending : false });
  };

  const openMenu = (row: Row | undefined, element: Element | null) => {
    const actions = row === undefined ? [] : (props.rowActions?.(row) ?? []);
    if (row !== undefined && element && actions.length > 0) setMenu({ row, element, actions });
  };

  // Whoever stands on a row may do with it from the palette what its menu offers.
  useOffered(() => {
    const row = place.row < 0 ? undefined : source.row(place.row);
    if (row === undefined || !scroller.current?.contains(document.activeElement)) return [];
    const actions = props.rowActions?.(row) ?? [];
    return actions
      .filter(({ id, disabled }) => !disabled && id !== 'open')
      .map((action) => ({ ...action, ofRow: true }));
  });

  const chooseAll = () => {
    if (selection.size > 0) selection.clear();
    else void source.head(chosenMax).then((all) => selection.replace(all, rowId));
  };

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget) return;
    const press = readPress(event);
    if (press && handleKey(press.key, press.command, press.shift)) event.preventDefault();
  };

  const handleKey = (key: string, command: boolean, shift: boolean): boolean => {
    const row = source.row(place.row);
    early.current = null;
    if (command) {
      if (key !== 'a' || !choosable) return false;
      chooseAll();
      return true;
    }
    if (place.row === -1 && (shift || key === 'Backspace')) {
      return resizeByKey(key, columns[place.column], cellOf(-1, place.column), rightToLeft);
    }
    const extent = {
      rows,
      columns: columns.length,
      page: Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - headHeight) / rowHeight)),
      rightToLeft,
    };
    const next = move(place, key, extent);
    if (next) {
      setByCell(key === 'ArrowLeft' || key === 'ArrowRight' || (byCell && next.column === place.column));
      if (shift && choosable && row !== undefined && next.row >= 0) {
        if (selection.size === 0) selection.toggle(rowId(row), row, place.row);
        selection.extend(next.row, source.row, rowId);
      }
      go(next);
      return true;
    }
    return act(key, shift, row);
  };

  const act = (key: string, shift: boolean, row: Row | undefined): boolean => {
    if (place.row === -1) {
      const column = columns[place.column];
      if ((key !== 'Enter' && key !== ' ') || !column) return false;
      sortBy(column);
      return true;
    }
    if (key === 'Escape' && selection.size > 0) {
      selection.clear();
      return true;
    }
    if (row === undefined) {
      if (key === 'Enter' && rows > 0) early.current = place.row;
      return early.current !== null;
    }
    switch (key) {
      case 'Enter':
        onOpen(row);
        return true;
      case ' ':
        onPeek?.(row);
        return true;
      case 'x':
        if (!choosable) return false;
        if (shift) selection.extend(place.row, source.row, rowId);
        else selection.toggle(rowId(row), row, place.row);
        return true;
      case 'e':
      case 'F2': {
        const at = byCell ? place.column : columns.findIndex((one) => isEditable(one, row));
        return edit.begin(place.row, at);
      }
      case '.':
        openMenu(row, document.getElementById(`${gridId}-${place.row}`));
        return true;
      default: {
        const action = props.rowActions?.(row).find((one) => one.keys === key && !one.disabled);
        action?.run();
        return action !== undefined;
      }
    }
  };

  // Enter on a row that is still being read opens it when it is here, unless somebody has gone on meanwhile.
  useEffect(() => {
    const row = early.current === null ? undefined : source.row(early.current);
    if (row === undefined) return;
    early.current = null;
    if (scroller.current === document.activeElement) onOpen(row);
  });

  const rowOf = (event: MouseEvent) => {
    const element = (event.target as Element).closest<HTMLElement>('[data-index]');
    const index = element ? Number(element.dataset.index) : -1;
    return { element, index, row: index < 0 ? undefined : source.row(index) };
  };

  const typeInto = (row: number, pen: HTMLElement) => {
    const column = Number(pen.dataset.edit);
    go({ row, column });
    edit.begin(row, column);
  };

  // A click opens the row; beside a peek, where it does not, a second one types into the cell.
  const onDoubleClick = (event: MouseEvent) => {
    const cell = (event.target as Element).closest('[role="gridcell"]');
    const pen = cell?.querySelector<HTMLElement>('[data-edit]');
    if (peeked && pen) typeInto(rowOf(event).index, pen);
  };

  const onClick = (event: MouseEvent) => {
    const { index, row } = rowOf(event);
    if (row === undefined) return;
    setByCell(false);
    const act = (event.target as Element).closest<HTMLElement>('[data-act]')?.dataset.act;
    if (act !== undefined) {
      go({ ...place, row: index });
      props
        .rowActions?.(row)
        .find((one) => one.id === act)
        ?.run();
      return;
    }
    const pen = (event.target as Element).closest<HTMLElement>('[data-edit]');
    if (pen) {
      typeInto(index, pen);
      return;
    }
    const picking = (event.target as Element).closest('[data-pick]') !== null;
    if (choosable && event.shiftKey) selection.extend(index, source.row, rowId);
    else if (choosable && (picking || event.ctrlKey || event.metaKey))
      selection.toggle(rowId(row), row, index);
    else if (!peeked) onOpen(row);
    go({ ...place, row: index });
  };

  const currentId = place.row === -1 ? `${gridId}-h` : `${gridId}-${place.row}`;
  return (
    <div className="data-grid">
      {choosable && selection.size > 0 ? (
        <div className="selection-bar">
          <Checkbox
            aria-label={t('grid.clear_selection')}
            isIndeterminate
            isSelected
            onChange={selection.clear}
          />
          <span className="font-semibold" role="status">
            {t('grid.selected', { count: selection.size })}
          </span>
          <span className="row push-end">
            {props.selectionActions?.(selection.rows, selection.clear)}
            <Button kind="ghost" size="sm" keys="escape" onPress={selection.clear}>
              {t('grid.clear')}
            </Button>
          </span>
        </div>
      ) : null}
      {/* biome-ignore lint/a11y/useSemanticElements: rows are virtual and absolutely placed, which a table forbids. */}
      <div
        ref={scroller}
        role="grid"
        className="grid-scroll"
        aria-label={label}
        aria-rowcount={rows + 1}
        aria-colcount={columns.length + (choosable ? 1 : 0)}
        aria-multiselectable={choosable || undefined}
        aria-activedescendant={
          rows > 0 || place.row === -1
            ? byCell || place.row === -1
              ? `${currentId}-${place.column}`
              : currentId
            : undefined
        }
        aria-busy={source.late || undefined}
        tabIndex={0}
        data-pane-focus
        onKeyDown={onKeyDown}
        onClick={onClick}
        onDoubleClick={onDoubleClick}
        onContextMenu={(event) => {
          const { element, row } = rowOf(event);
          event.preventDefault();
          openMenu(row, element);
        }}
      >
        <div
          className="grid-table"
          role="presentation"
          style={{ blockSize: virtual.getTotalSize(), '--cols': tracks() }}
        >
          <GridHead
            id={`${gridId}-h`}
            columns={columns}
            sort={sort}
            onSort={sortBy}
            currency={currency}
            choosable={choosable}
            currentColumn={place.row === -1 ? place.column : null}
            onChooseAll={chooseAll}
            resize={resize}
          />
          {items.map((item) => {
            const row = edit.rowAt(item.index);
            return (
              <GridRow
                key={item.key}
                id={`${gridId}-${item.index}`}
                index={item.index}
                start={item.start}
                row={row}
                columns={columns}
                current={item.index === place.row}
                currentColumn={byCell ? place.column : null}
                chosen={row !== undefined && selection.has(rowId(row))}
                choosable={choosable}
                bones={source.late}
                locale={format}
                currency={currency}
                decimals={exact.current ? 'always' : 'auto'}
                typed={edit.typedIn(row)}
              />
            );
          })}
          {byCell && place.row >= 0 && !edit.editor ? (
            <CellTip of={`${gridId}-${place.row}-${place.column}`} rightToLeft={rightToLeft} />
          ) : null}
          {edit.editor ? (
            <CellEditor
              key={edit.key}
              {...edit.editor}
              start={headHeight + edit.place.row * rowHeight}
              head={cellOf(-1, edit.place.column)}
              rightToLeft={rightToLeft}
            />
          ) : null}
        </div>
        {source.count === 0 ? (
          <GridEmpty columns={columns.length + (choosable ? 1 : 0)}>{props.empty}</GridEmpty>
        ) : null}
      </div>
      <footer className="foot">
        <span role="status">{source.count === undefined ? '' : props.countText(source.count)}</span>
        {props.sortText && rows > 0 ? <span className="text-xs text-text-3">{props.sortText}</span> : null}
        <span className="row push-end gap-5">
          {props.sums?.flatMap(({ label: name, values = [] }) =>
            values.map((value, index) => (
              <span key={`${name} ${value.currency}`}>
                {index === 0 ? name : null}
                <b>
                  <Money value={value} />
                </b>
              </span>
            )),
          )}
        </span>
      </footer>
      {menu ? <RowMenu state={menu} label={label} onClose={() => setMenu(null)} /> : null}
    </div>
  );
}
