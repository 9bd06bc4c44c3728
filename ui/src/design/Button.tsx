/** Buttons: one primary in a window, everything else plain or ghost. */
import type { ReactNode, Ref } from 'react';
import {
  Button as AriaButton,
  type ButtonProps as AriaButtonProps,
  Tooltip,
  TooltipTrigger,
} from 'react-aria-components';
import { Icon } from './icons';
import { KeyHint, useAriaKeys } from './KeyHint';

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
  const shortcuts = useAriaKeys(keys);
  return (
    <AriaButton {...rest} className="btn" data-kind={kind} data-size={size} aria-keyshortcuts={shortcuts}>
      {icon ? <Icon name={icon} /> : null}
      {children}
      {keys ? <KeyHint keys={keys} /> : null}
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
  const shortcuts = useAriaKeys(keys);
  return (
    <Hint text={label} keys={keys}>
      <AriaButton
        {...rest}
        aria-label={label}
        className="btn"
        data-shape="icon"
        data-kind={kind}
        data-size={size}
        aria-keyshortcuts={shortcuts}
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
