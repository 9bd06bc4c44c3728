/** The menu of one row, anchored at the row. */
import { useRef } from 'react';
import { Menu, Popover } from 'react-aria-components';
import { type MenuAction, MenuEntry } from '../Menu';

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
      <Menu aria-label={label} className="menu" autoFocus="first" onClose={onClose}>
        {state.actions.map((action) => (
          <MenuEntry key={action.id} action={action} />
        ))}
      </Menu>
    </Popover>
  );
}
