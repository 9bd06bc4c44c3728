/**
 * How large text and rows are, remembered on this computer. The window itself draws the page larger, so that layout, menus and
 * focus follow; a browser has its own keys for that and is left to them.
 */
import { canScale, scale } from '@/host';
import { createRemembered } from './store';

/** In per cent of the usual size, as the design has it. */
const textSizes = ['90', '100', '110', '125', '150'] as const;
const usual = '100';

export const textSize = createRemembered<(typeof textSizes)[number]>('throughline.text', usual, textSizes);

export const densities = ['compact', 'comfortable', 'touch'] as const;
export type Density = (typeof densities)[number];

export const density = createRemembered<Density>('throughline.rows', 'comfortable', densities);

/** The height of a row of a list, in pixels; `tokens.css` has the same. */
export const rowHeights: Record<Density, number> = { compact: 32, comfortable: 36, touch: 44 };

/** One step larger or smaller; `false` when there is none, or when it is not ours to do. */
export function stepText(by: 1 | -1): boolean {
  const next = textSizes[textSizes.indexOf(textSize.get()) + by];
  if (!canScale() || !next) return false;
  textSize.set(next);
  return true;
}

/** Back to the usual size. */
export function resetText(): boolean {
  if (canScale()) textSize.set(usual);
  return canScale();
}

export function startSize(): void {
  const root = document.documentElement;
  const applyText = () => scale(Number(textSize.get()));
  const applyRows = () => {
    root.dataset.rows = density.get();
  };
  applyText();
  applyRows();
  textSize.subscribe(applyText);
  density.subscribe(applyRows);
}
