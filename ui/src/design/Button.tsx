/** Buttons: one primary in a window, everything else plain or ghost. */
import { createContext, type ReactNode, type Ref, useContext, useRef } from 'react';
import {
  Button as AriaButton,
  type ButtonProps as AriaButtonProps,
  Tooltip,
  TooltipTrigger,
} from 'react-aria-components';
import { useOffered } from '@/app/here';
import { Icon } from './icons';
import { KeyHint, useAriaKeys } from './KeyHint';

/**
 * Draws the element of a React Aria button with the keys that do the same, for assistive technology: the library would drop an
 * attribute that it does not know.
 */
export function useKeyedRender(keys: string | undefined): AriaButtonProps['render'] {
  const shortcuts = useAriaKeys(keys);
  return shortcuts ? (props) => <button type="button" {...props} aria-keyshortcuts={shortcuts} /> : undefined;
}

/** Whether a button stands in the head of a record's page, whose actions the palette offers as well. */
export const InHead = createContext(false);

/** Presses the button it stands in from the palette. */
function Offered({ title, icon, keys }: { title: string; icon?: string; keys?: string }) {
  const spot = useRef<HTMLSpanElement>(null);
  useOffered(() => {
    const button = spot.current?.closest('button');
    return button && !button.disabled ? [{ id: title, title, icon, keys, run: () => button.click() }] : [];
  });
  return <span ref={spot} hidden />;
}

interface Looks {
  kind?: 'plain' | 'primary' | 'ghost' | 'danger';
  size?: 'md' | 'sm';
}

export interface ButtonProps extends Omit<AriaButtonProps, 'children' | 'className' | 'style'>, Looks {
  icon?: string;
  /** The keys that do the same, shown as caps. */
  keys?: string;
  ref?: Ref<HTMLButtonElement>;
  children: ReactNode;
}

export function Button({ kind = 'plain', size = 'md', icon, keys, children, ...rest }: ButtonProps) {
  const render = useKeyedRender(keys);
  const isInHead = useContext(InHead);
  return (
    <AriaButton {...rest} className="btn" data-kind={kind} data-size={size} render={render}>
      {icon ? <Icon name={icon} /> : null}
      {children}
      {keys ? <KeyHint keys={keys} /> : null}
      {isInHead && typeof children === 'string' ? <Offered title={children} icon={icon} keys={keys} /> : null}
    </AriaButton>
  );
}

export interface IconButtonProps
  extends Omit<AriaButtonProps, 'children' | 'className' | 'style' | 'aria-label'>,
    Looks {
  icon: string;
  /** Says what it does; also its tooltip. */
  label: string;
  keys?: string;
}

export function IconButton({ icon, label, keys, kind = 'ghost', size = 'md', ...rest }: IconButtonProps) {
  const render = useKeyedRender(keys);
  return (
    <Hint text={label} keys={keys}>
      <AriaButton
        {...rest}
        aria-label={label}
        className="btn"
        data-shape="icon"
        data-kind={kind}
        data-size={size}
        render={render}
      >
        <Icon name={icon} />
      </AriaButton>
    </Hint>
  );
}

interface HintProps {
  text: string;
  keys?: string;
  children: ReactNode;
}

/** A tooltip, on pointer and on focus. */
export function Hint({ text, keys, children }: HintProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      {children}
      <Tooltip className="tooltip" offset={6}>
        <span>{text}</span>
        {keys ? <KeyHint keys={keys} /> : null}
      </Tooltip>
    </TooltipTrigger>
  );
}
