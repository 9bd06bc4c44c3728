/** The menu of one row, anchored at the row. */
import { useMemo, useRef } from 'react';
import { Menu, MenuItem, Popover } from 'react-aria-components';
import { Icon } from '../icons';
import { KeyHint } from '../KeyHint';
import type { MenuAction } from '../Menu';

export interface RowMenuState<Row> {
  row: Row;
  element: Element;
  actions: readonly MenuAction[];
}

interface RowMenuProps<Row> {
  state: RowMenuState<Row>;
  label: string;
  onClose: () => void;
}

export function RowMenu<Row>({ state, label, onClose }: RowMenuProps<Row>) {
  const anchor = useRef(state.element);
  const actions = useMemo(() => new Map(state.actions.map((action) => [action.id, action])), [state.actions]);
  return (
    <Popover
      className="pop"
      aria-label={label}
      triggerRef={anchor}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      placement="bottom start"
      crossOffset={48}
    >
      <Menu
        aria-label={label}
        className="menu"
        autoFocus="first"
        onAction={(id) => actions.get(String(id))?.run()}
        onClose={onClose}
      >
        {state.actions.map((action) => (
          <MenuItem
            key={action.id}
            id={action.id}
            className="menu-item"
            textValue={action.title}
            isDisabled={action.disabled}
            data-danger={action.danger || undefined}
          >
            {action.icon ? <Icon name={action.icon} /> : null}
            <span>{action.title}</span>
            {action.keys ? <KeyHint keys={action.keys} /> : null}
          </MenuItem>
        ))}
      </Menu>
    </Popover>
  );
}
