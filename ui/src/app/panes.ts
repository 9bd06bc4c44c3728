/** How many second panes are open. Beside one, a window under 1440 px folds its sidebar to a rail. */
import { createStore } from './store';

export const openPanes = createStore(0);

/** Counts a pane in; answers the function that counts it out. */
export function paneOpened(): () => void {
  openPanes.set(openPanes.get() + 1);
  return () => openPanes.set(openPanes.get() - 1);
}

/** Moves the focus to the next pane of the window: sidebar, page, peek. Toasts are reached the same way. */
export function cyclePanes(back: boolean): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')];
  if (panes.length === 0) return;
  const at = panes.findIndex((pane) => pane.contains(document.activeElement));
  const next = panes[(at + (back ? -1 : 1) + panes.length) % panes.length];
  const target = next?.querySelector<HTMLElement>('[data-pane-focus]') ?? next;
  target?.focus();
}
