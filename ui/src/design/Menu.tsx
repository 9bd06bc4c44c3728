/** Actions behind one button. Entries come from what the core allows. */
import { type ReactElement, useContext } from 'react';
import {
  Menu as AriaMenu,
  Header,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  type PopoverProps,
  Separator,
  Text,
} from 'react-aria-components';
import { useOffered } from '@/app/here';
import { type Translate, useT } from '@/app/i18n';
import { IconButton, InHead } from './Button';
import { Icon } from './icons';
import { KeyHint } from './KeyHint';

export interface MenuAction {
  id: string;
  title: string;
  icon?: string;
  keys?: string;
  danger?: boolean;
  disabled?: boolean;
  /** What it does, quieter. */
  note?: string;
  /** Marks the current one of several. */
  checked?: boolean;
  run: () => void;
}

export interface MenuGroup {
  id: string;
  title?: string;
  actions: readonly MenuAction[];
}

/** One action in a menu. */
export function MenuEntry({ action }: { action: MenuAction }) {
  return (
    <MenuItem
      id={action.id}
      className="menu-item"
      textValue={action.title}
      isDisabled={action.disabled}
      data-danger={action.danger || undefined}
      onAction={action.run}
    >
      {action.icon ? <Icon name={action.icon} /> : null}
      <Text slot="label">{action.title}</Text>
      {action.note ? (
        <Text slot="description" className="option-note push-end">
          {action.note}
        </Text>
      ) : null}
      {action.checked ? <Icon name="check" className="push-end" /> : null}
      {action.keys ? <KeyHint keys={action.keys} /> : null}
    </MenuItem>
  );
}

interface MenuProps {
  label: string;
  groups: readonly MenuGroup[];
  /** The button that opens it. */
  children: ReactElement;
  placement?: PopoverProps['placement'];
}

export function Menu({ label, groups, children, placement = 'bottom end' }: MenuProps) {
  const filled = groups.filter((group) => group.actions.length > 0);
  return (
    <MenuTrigger>
      {children}
      <Popover className="pop" placement={placement} offset={4}>
        <AriaMenu aria-label={label} className="menu">
          {filled.map((group, index) => (
            <MenuSection key={group.id} aria-label={group.title ?? label}>
              {group.title ? <Header className="menu-head">{group.title}</Header> : null}
              {!group.title && index > 0 ? <Separator className="menu-rule" /> : null}
              {group.actions.map((action) => (
                <MenuEntry key={action.id} action={action} />
              ))}
            </MenuSection>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

interface MoreMenuProps {
  groups: readonly MenuGroup[];
  /** Names whose actions they are, where a page has several such menus. */
  label?: string;
  size?: 'md' | 'sm';
}

/** What the palette offers of a group: alone, a choice says what is chosen. */
const offeredOf = ({ id: group, title: of, actions }: MenuGroup, t: Translate) =>
  actions
    .filter(({ disabled }) => !disabled)
    .map(({ id, title, icon, keys, danger, run }) => ({
      id: `${group}.${id}`,
      title: of ? t('palette.of_group', { group: of, action: title }) : title,
      icon,
      keys,
      danger,
      run,
    }));

/** What is done more rarely, behind the dots; nothing where there is nothing to do. */
export function MoreMenu({ groups, label, size }: MoreMenuProps) {
  const t = useT();
  const name = label ?? t('action.more');
  const isInHead = useContext(InHead);
  useOffered(() => (isInHead ? groups.flatMap((group) => offeredOf(group, t)) : []));
  if (groups.every(({ actions }) => actions.length === 0)) return null;
  return (
    <Menu label={name} groups={groups}>
      <IconButton icon="ellipsis" size={size} label={name} />
    </Menu>
  );
}
