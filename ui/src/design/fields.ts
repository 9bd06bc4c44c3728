/** Fields by the path under which the core speaks of them. */

type Root = ParentNode | null;

const named = (root: Root, path: string) =>
  root?.querySelector<HTMLElement>(`[name="${CSS.escape(path)}"]`) ?? null;

/** The first field of what is named, such as `customer.name` for `customer`. */
const inside = (root: Root, path: string) =>
  root?.querySelector<HTMLElement>(
    `[name^="${CSS.escape(path)}."], [name^="${CSS.escape(path)}${CSS.escape('[')}"]`,
  ) ?? null;

/** The path of what a field is part of; none where that is the whole request. */
const above = (path: string) => path.replace(/(\.[^.[]*|\[\d*\])$/, '');

/** The field of a path, else the one that is nearest to it. */
function nearest(root: Root, path: string): HTMLElement | null {
  const found = named(root, path) ?? inside(root, path);
  const up = above(path);
  return found || up === path || up === 'set' ? found : nearest(root, up);
}

/** The part of a field that can have the focus: what carries the name of a choice or a day stands out of sight. */
function focusable(field: HTMLElement): HTMLElement | null {
  if (!field.closest('[aria-hidden="true"], [hidden]') && field.getAttribute('type') !== 'hidden')
    return field;
  const parts = field
    .closest('.field')
    ?.querySelectorAll<HTMLElement>('input, textarea, button, [role="spinbutton"]');
  return [...(parts ?? [])].find((part) => !part.closest('[aria-hidden="true"]') && part !== field) ?? null;
}

/** Gives the field of a path the focus, also one that is folded away. */
export function focusField(root: Root, path: string): void {
  const field = nearest(root, path);
  const part = field && focusable(field);
  if (!part) return;
  for (let fold = part.closest('details'); fold; fold = fold.parentElement?.closest('details') ?? null)
    fold.open = true;
  part.focus();
}

/** Gives the focus to the first thing that is doubted: to its field, else to the words themselves. */
export function focusDoubted(root: Root): void {
  const words = root?.querySelector<HTMLElement>('.field-warning, .doubted');
  const control = words?.closest('.field')?.querySelector<HTMLElement>('input, textarea, [name]');
  const part = control ? focusable(control) : words;
  part?.focus();
}

/** The words of a field's label, without the note that it is optional. */
export const labelOf = (root: Root, path: string): string =>
  named(root, path)?.closest('.field')?.querySelector('.field-label, label')?.firstChild?.textContent ?? '';
