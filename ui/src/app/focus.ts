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

/** Whether a form may lead on: nobody has gone on by themselves from the fields, or the part, that it leads on from. */
export function mayLeadOn(from: readonly string[], part?: Element | null): boolean {
  const at = document.activeElement;
  if (!at || at === document.body || part?.contains(at)) return true;
  return at instanceof HTMLInputElement && from.includes(at.name);
}
