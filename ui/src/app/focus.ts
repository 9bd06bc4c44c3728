/** Where the focus goes when what has it goes away. */

const fields = '.field :is(input, textarea, button, [role="spinbutton"]), .fact-value';

/** What stands around an element, from near to far, within its page or dialog. */
function around({ parentElement: parent }: Element): Element[] {
  if (!parent) return [];
  return parent.matches('.page, [role="dialog"]') ? [parent] : [parent, ...around(parent)];
}

const focusIn = (place: Element): boolean =>
  [...place.querySelectorAll<HTMLElement>(fields)].some((field) => {
    field.focus();
    return document.activeElement === field;
  });

/** The ref of an element that goes away while the focus is in it: the nearest field that stays then has it. */
export const handFocusOn = (element: Element | null) => () => {
  if (!element?.contains(document.activeElement)) return;
  const places = around(element);
  requestAnimationFrame(() => {
    if (document.activeElement === document.body) places.some(focusIn);
  });
};

/** What had the focus last on the page, and what stood around it while it was there. */
interface Spot {
  element: HTMLElement;
  places: Element[];
  row: Element | null;
  list: Element | null;
  /** What the row is of, where it may go on standing elsewhere, such as in another column. */
  id: string | undefined;
  /** The place of the row in its list, and that of the element in its row. */
  at: number;
  nth: number;
}

const actives = (place: Element) => [
  ...place.querySelectorAll<HTMLElement>('a[href], button, input, textarea, [tabindex]'),
];

function spotOf(element: HTMLElement): Spot {
  const row = element.closest('li, tr');
  const list = row?.parentElement ?? null;
  return {
    element,
    places: around(element),
    row,
    list,
    id: row instanceof HTMLElement ? row.dataset.focusId : undefined,
    at: row && list ? [...list.children].indexOf(row) : -1,
    nth: row ? actives(row).indexOf(element) : -1,
  };
}

/** The same row where it is now, or the one that has taken its place, else the heading of what is left around it. */
function handOn({ element, places, row, list, id, at, nth }: Spot): void {
  const rows = row?.isConnected === false && list?.isConnected ? [...list.children] : [];
  const moved = id && document.querySelector(`[data-focus-id="${CSS.escape(id)}"]`);
  const next = moved || rows[Math.min(at, rows.length - 1)];
  const same = next && (row === element ? next : actives(next)[nth]);
  if (same instanceof HTMLElement) same.focus();
  if (same && document.activeElement === same) return;
  const near = places.filter((place) => place.isConnected && place.matches('section, .page'));
  const heading = near.map((place) => place.querySelector<HTMLElement>('h1, h2, h3')).find(Boolean);
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

/** The list of a page that has come in the place of another, else the page itself, from where Tab leads on. */
const focusPage = () =>
  (document.querySelector<HTMLElement>('main [data-pane-focus]') ?? document.getElementById('main'))?.focus();

/** Whether nothing has the focus but the page as a whole. */
export const isIdle = () => document.activeElement === null || document.activeElement.matches('body, main');

/** Keeps the focus on the page when what has it goes away; answers how that is stopped. */
export function startFocus(): () => void {
  let last: Spot | null = null;
  let over: Element | null = null;
  const note = ({ target }: FocusEvent) => {
    // What has handed the focus on at once, as the dots of a card do, never had it.
    if (!(target instanceof HTMLElement) || target !== document.activeElement) return;
    over = target.closest('[role="dialog"]');
    if (target.closest('.page')) last = spotOf(target);
  };
  const isGone = (element: Element | undefined | null) => element?.isConnected === false;
  const isLost = () =>
    document.activeElement === document.body &&
    (isGone(last?.element) || isGone(over)) &&
    !document.querySelector('[role="dialog"]');
  // Whoever takes something away may give the focus to something else, once that is drawn.
  const watch = new MutationObserver(() => {
    if (!isLost()) return;
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        if (!isLost()) return;
        if (last && isGone(last.element)) handOn(last);
        if (document.activeElement === document.body) focusPage();
      }),
    );
  });
  document.addEventListener('focusin', note);
  watch.observe(document.body, { childList: true, subtree: true });
  return () => {
    document.removeEventListener('focusin', note);
    watch.disconnect();
  };
}

/** Whether a form may lead on: nobody has gone on by themselves from the fields, or the part, that it leads on from. */
export function mayLeadOn(from: readonly string[], part?: Element | null): boolean {
  const at = document.activeElement;
  if (isIdle() || part?.contains(at)) return true;
  return at instanceof HTMLInputElement && from.includes(at.name);
}
