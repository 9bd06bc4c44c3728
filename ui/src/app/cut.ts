/** What is cut off on the page is said whole under the pointer. For the keys a grid has a tip of its own. */

/** The nearest line that ends in dots where it has no room. */
function lineOf(element: Element | null): HTMLElement | null {
  if (!(element instanceof HTMLElement)) return null;
  const isLine = getComputedStyle(element).textOverflow === 'ellipsis';
  return isLine ? element : lineOf(element.parentElement);
}

/** Answers how that is stopped. */
export function startCutTitles(): () => void {
  const ours = new WeakSet<HTMLElement>();
  const say = ({ target }: PointerEvent) => {
    const line = lineOf(target as Element | null);
    if (!line || (!ours.has(line) && line.closest('[title]'))) return;
    ours.add(line);
    if (line.scrollWidth > line.clientWidth) line.title = line.textContent.trim();
    else line.removeAttribute('title');
  };
  document.addEventListener('pointerover', say);
  return () => document.removeEventListener('pointerover', say);
}
