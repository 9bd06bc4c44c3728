/** What is still missing, said once above the blocks before anybody tried to confirm; each leads to its field. */
import { useEffect, useMemo, useRef, useState } from 'react';
import { useT } from '@/app/i18n';
import { Icon } from '@/design';
import { useFieldErrors } from '@/design/Form';
import { focusField, labelOf } from '@/design/fields';
import { ApiError } from '@/host';
import type { FieldError } from '@/host/contract';
import { blocks } from './draft';

const blockOf = (path: string) => blocks.findIndex((block) => path === block || path.startsWith(`${block}.`));
const isWhole = (path: string) => blocks.some((block) => block === path);

/**
 * What is wrong, each once and block by block. A block as a whole has nothing to add to what its fields lack; that the customer comes
 * first is an echo in all others where the customer is wrong, and else said of the customer, who stays out then.
 */
export function saidOnce(fields: readonly FieldError[]): FieldError[] {
  const own = fields.filter(({ path }) => !isWhole(path));
  const whole = fields
    .filter(({ path }) => isWhole(path))
    .map((one) => (one.message_id === 'error.handover_customer' ? { ...one, path: 'customer' } : one))
    .filter(({ path }) => !own.some((one) => blockOf(one.path) === blockOf(path)));
  const first = new Map([...whole, ...own].reverse().map((one) => [one.path, one]));
  return [...first.values()].sort((one, other) => blockOf(one.path) - blockOf(other.path));
}

/** The same, of the answer to a try, with what was known to be missing then. */
export function useSaidOnce(error: ApiError | null, missing: readonly FieldError[]): ApiError | null {
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is mended after the try leads nobody away from what they are typing.
  return useMemo(() => {
    if (!error) return null;
    const { code, messageId: message_id, params, fields } = error;
    const all = fields.length > 0 ? saidOnce([...fields, ...missing]) : [];
    return new ApiError({ code, message_id, params, fields: all });
  }, [error]);
}

const formOf = (element: Element | null) => element?.closest('form') ?? null;

export function Needs({ fields }: { fields: FieldError[] }) {
  const t = useT();
  const box = useRef<HTMLDivElement>(null);
  const texts = useFieldErrors(new ApiError({ code: 'invalid', message_id: 'error.invalid', fields }));
  const paths = Object.keys(texts);
  const shown = JSON.stringify(paths);
  const [labels, setLabels] = useState<Record<string, string>>({});
  useEffect(() => {
    const names = JSON.parse(shown) as string[];
    setLabels(Object.fromEntries(names.map((path) => [path, labelOf(formOf(box.current), path)])));
  }, [shown]);
  if (paths.length === 0) return null;
  return (
    <div className="hand-needs" role="status" ref={box}>
      <Icon name="info" />
      <div>
        <p className="font-medium">{t('handover.needed', { count: paths.length })}</p>
        <ul>
          {paths.map((path) => (
            <li key={path}>
              <button type="button" className="link" onClick={() => focusField(formOf(box.current), path)}>
                {labels[path] ? t('form.problem', { field: labels[path], text: texts[path] }) : texts[path]}
              </button>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
