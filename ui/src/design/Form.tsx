/** A form whose rules live in the core: it shows the core's answer at the fields and as a summary with links. */
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { Form as AriaForm, FormContext } from 'react-aria-components';
import { useT, type Values } from '@/app/i18n';
import { ApiError } from '@/host/contract';
import type { FieldError } from '@/host/generated';
import { useReadable, useReason } from './Badge';
import { Button } from './Button';
import { focusField, labelOf } from './fields';
import { Icon } from './icons';
import { Unbroken } from './Unbroken';

/** The messages of an error by the path of their field. */
export function useFieldErrors(error: ApiError | null | undefined): Record<string, string> {
  const t = useT();
  const readable = useReadable();
  const texts: Record<string, string> = {};
  for (const field of error?.fields ?? []) {
    const text = t.by(field.message_id, readable(field.params as Values | null));
    texts[field.path] = texts[field.path] ? `${texts[field.path]} ${text}` : text;
  }
  return texts;
}

/** What the core doubts about something acceptable, by field; it is never a wall. */
export function useWarned(warnings: readonly FieldError[]): Record<string, string> {
  return useFieldErrors(
    warnings.length === 0
      ? null
      : new ApiError({ code: 'invalid', message_id: 'error.invalid', fields: [...warnings] }),
  );
}

/** What an error says, whoever says it again: only another leads anybody away from what they are typing. */
const saidBy = (error: ApiError | null | undefined): string =>
  error ? JSON.stringify([error.code, error.messageId, error.fields.map(({ path }) => path)]) : '';

interface ErrorSummaryProps {
  error: ApiError | null | undefined;
  /** The form whose fields the summary links to. */
  form: React.RefObject<HTMLFormElement | null>;
  /** Goes on from the newest version of a record that was changed meanwhile, with what was typed over it. */
  onNewest?: () => void;
}

/** What is wrong, once, above the form; each entry leads to its field. */
export function ErrorSummary({ error, form, onNewest }: ErrorSummaryProps) {
  const t = useT();
  const reason = useReason();
  const texts = useFieldErrors(error);
  const paths = Object.keys(texts);
  const [labels, setLabels] = useState<Record<string, string>>({});
  const box = useRef<HTMLDivElement>(null);
  const said = saidBy(error);
  // biome-ignore lint/correctness/useExhaustiveDependencies: an error is known by what it says.
  useEffect(() => {
    if (!error) return;
    setLabels(Object.fromEntries(paths.map((path) => [path, labelOf(form.current, path)])));
    box.current?.scrollIntoView?.({ block: 'nearest' });
  }, [said, form]);
  if (!error) return null;
  const title = paths.length > 0 ? t('form.problems', { count: paths.length }) : reason(error);
  return (
    <div className="error-summary" role="alert" ref={box}>
      <Icon name="alert-circle" />
      <div>
        <p className="font-medium">
          <Unbroken text={title} />
        </p>
        <ul>
          {paths.map((path) => (
            <li key={path}>
              <button type="button" onClick={() => focusField(form.current, path)}>
                <Unbroken
                  text={
                    labels[path]
                      ? t('form.problem', { field: labels[path], text: texts[path] })
                      : (texts[path] ?? '')
                  }
                />
              </button>
            </li>
          ))}
        </ul>
        {error.code === 'conflict' && onNewest ? (
          <Button size="sm" onPress={onNewest}>
            {t('form.newest')}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

/** What a field keeps its form waiting for. */
export interface Held {
  /** It is here: what was to be sent meanwhile is sent now. */
  land: () => void;
  /** It does not come any more: nothing is sent by itself. */
  drop: () => void;
}

const HoldContext = createContext<(() => Held) | null>(null);

/** Lets a field keep the form that it stands in waiting until what was typed has its meaning; null outside of a form. */
export const useHold = () => useContext(HoldContext);

/** Sends a form, once nothing keeps it waiting. */
function useSend(onSubmit: () => void) {
  const submit = useRef(onSubmit);
  useEffect(() => {
    submit.current = onSubmit;
  });
  const waits = useRef({ open: 0, isAsked: false });
  const [landed, setLanded] = useState(0);
  const send = useCallback(() => {
    if (waits.current.open > 0) waits.current.isAsked = true;
    else submit.current();
  }, []);
  const hold = useCallback((): Held => {
    waits.current.open += 1;
    const end = (isHere: boolean) => {
      waits.current.open -= 1;
      waits.current.isAsked &&= isHere;
      setLanded((before) => before + 1);
    };
    return { land: () => end(true), drop: () => end(false) };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what has landed stands in the form only once it is drawn.
  useEffect(() => {
    if (waits.current.open > 0 || !waits.current.isAsked) return;
    waits.current.isAsked = false;
    submit.current();
  }, [landed]);
  return { send, hold };
}

interface FormProps {
  error: ApiError | null | undefined;
  onNewest?: ErrorSummaryProps['onNewest'];
  onSubmit: () => void;
  /** The scrolling part. */
  children: ReactNode;
  /** The buttons under it. */
  footer?: ReactNode;
  bodyClass?: string;
  label: string;
}

/** A form. One that stands in another, such as in a dialog of one of its fields, is sent by itself alone. */
export function Form({ error, onNewest, onSubmit, children, footer, bodyClass, label }: FormProps) {
  const form = useRef<HTMLFormElement>(null);
  const texts = useFieldErrors(error);
  const signature = JSON.stringify(texts);
  // React Aria shows the errors of one answer until their field is edited, so the object must change with the answer.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new answer with equal words must be shown again.
  const errors = useMemo(() => JSON.parse(signature) as Record<string, string>, [signature, error]);
  const said = saidBy(error);
  // biome-ignore lint/correctness/useExhaustiveDependencies: an error is known by what it says.
  useEffect(() => {
    const first = error?.fields[0];
    if (first) focusField(form.current, first.path);
  }, [said]);
  const { send, hold } = useSend(onSubmit);
  useEffect(() => {
    // A dialog over the page answers for its own form only, also while the dialog itself has the focus.
    const dialog = form.current?.closest('[role="dialog"]');
    const element: EventTarget | null = dialog ?? form.current;
    const isOurs = ({ target }: Event) => target === dialog || form.current?.contains(target as Node);
    const press = (event: Event) => {
      if (!(event instanceof KeyboardEvent) || event.key !== 'Enter' || !isOurs(event)) return;
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      event.stopPropagation();
      // A key that is held down says it once.
      if (!event.repeat) send();
    };
    element?.addEventListener('keydown', press);
    return () => element?.removeEventListener('keydown', press);
  }, [send]);
  return (
    // Without this, React Aria hands the props of an outer form on to the one inside it.
    <FormContext value={null}>
      <AriaForm
        ref={form}
        aria-label={label}
        validationBehavior="aria"
        validationErrors={errors}
        onSubmit={(event) => {
          event.preventDefault();
          // A dialog over the page is still inside the outer form to React.
          event.stopPropagation();
          send();
        }}
      >
        <div className={bodyClass}>
          <ErrorSummary error={error} form={form} onNewest={onNewest} />
          <HoldContext value={hold}>{children}</HoldContext>
        </div>
        {footer}
      </AriaForm>
    </FormContext>
  );
}
