/**
 * The facts of a record beside its tabs. A value is edited where it stands: press it or Enter, Escape reverts, Enter
 * or leaving the field keeps. The core parses and answers; an error stays at the value.
 */
import { createContext, type ReactNode, useContext, useRef, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { handFocusOn } from '@/app/focus';
import { useT } from '@/app/i18n';
import { useKeptText, useOneSave } from '@/app/kept';
import type { ApiError } from '@/host/contract';
import { useReason } from './Badge';
import { useFieldErrors } from './Form';
import { type Option, Select } from './Select';
import { TextField } from './TextField';

/** Whose facts they are, under which what is typed into them is kept. */
const OfContext = createContext<string | null>(null);

interface FactsRailProps {
  label: string;
  /** The id of the record whose facts are edited here. */
  of?: string;
  children: ReactNode;
}

export function FactsRail({ label, of, children }: FactsRailProps) {
  return (
    <aside className="facts" aria-label={label}>
      {/* Another record's facts are others: what is typed stays with its own. */}
      <OfContext key={of} value={of ?? null}>
        {children}
      </OfContext>
    </aside>
  );
}

/** What stands beside the facts. It scrolls by itself, so the keys must be able to reach it. */
export function RecordBody({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="record-main">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: without it nobody could scroll here by keys. */}
      <section className="record-body" aria-label={label} tabIndex={0}>
        {children}
      </section>
    </div>
  );
}

export function FactsSection({
  title,
  action,
  children,
}: {
  title: string;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section>
      <div className="facts-h">
        <h2>{title}</h2>
        {action}
      </div>
      {children}
    </section>
  );
}

/** A fact that is only read. */
export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="fact">
      <span className="fact-label">{label}</span>
      <span className="fact-value cut">{children}</span>
    </div>
  );
}

interface EditableProps {
  label: string;
  /** Path of the field in the update, to which errors belong. */
  path: string;
  /** The value as the core stores it. */
  value: string;
  /** The value as people read it, when that is something else. */
  shown?: ReactNode;
  save: (value: string) => Promise<unknown>;
  disabled?: boolean;
}

interface EditableTextProps extends EditableProps {
  lines?: number;
  machine?: boolean;
  inputMode?: 'text' | 'tel' | 'email' | 'decimal' | 'url';
}

function FactButton({
  label,
  shown,
  empty,
  disabled,
  onPress,
  buttonRef,
}: {
  label: string;
  shown: ReactNode;
  empty: boolean;
  disabled?: boolean;
  onPress: () => void;
  buttonRef?: React.Ref<HTMLButtonElement>;
}) {
  const t = useT();

  const textual = typeof shown === 'string' ? 'auto' : undefined;
  if (disabled)
    return (
      <span className="fact-value cut" dir={textual}>
        {empty ? '–' : shown}
      </span>
    );
  return (
    <AriaButton
      ref={buttonRef}
      className="fact-value cut"
      dir={textual}
      aria-label={empty ? t('fact.add', { label }) : undefined}
      aria-description={t('fact.edit', { label })}
      onPress={onPress}
    >
      {empty ? <span className="fact-empty">{t('fact.empty')}</span> : shown}
    </AriaButton>
  );
}

function useFactError(error: ApiError | null, path: string): string | undefined {
  const reason = useReason();
  const texts = useFieldErrors(error);
  if (!error) return undefined;
  return texts[path] ?? Object.values(texts)[0] ?? reason(error);
}

export function EditableFact(props: EditableTextProps) {
  const { label, path, value, shown = value, save, disabled, lines, machine, inputMode } = props;
  const of = useContext(OfContext);
  const { text, stands, set, keep, onBlur, error, note } = useKeptText({
    name: of === null ? null : `fact.${of}.${path}`,
    standing: value,
    save,
    isFixed: disabled,
  });
  const problem = useFactError(error, path);
  return (
    <div className="fact">
      <span className="fact-label">{label}</span>
      {text === null ? (
        <FactButton
          label={label}
          shown={stands === value ? shown : stands}
          empty={stands === ''}
          disabled={disabled}
          onPress={() => set(stands)}
        />
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: Escape and Enter of the field inside are caught here.
        <div
          ref={handFocusOn}
          onKeyDown={(event) => {
            if (event.key === 'Escape') {
              event.stopPropagation();
              set(null);
            } else if (event.key === 'Enter' && !lines && !event.nativeEvent.isComposing) {
              event.preventDefault();
              event.stopPropagation();
              void keep(text);
            }
          }}
        >
          <TextField
            label={label}
            quiet
            name={path}
            value={text}
            onChange={set}
            onBlur={onBlur}
            // What comes back from an earlier session waits until somebody goes there.
            autoFocus={note === null}
            lines={lines}
            machine={machine}
            inputMode={inputMode}
            isInvalid={problem !== undefined}
          />
          {note}
          {problem ? (
            <p className="field-error" role="alert">
              {problem}
            </p>
          ) : null}
        </div>
      )}
    </div>
  );
}

interface ChoiceFactProps extends EditableProps {
  options: readonly Option[];
}

/** A fact that is one of few. */
export function ChoiceFact(props: ChoiceFactProps) {
  const { label, path, value, options, save, disabled } = props;
  const [draft, setDraft] = useState<string | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const { error, forget, run } = useOneSave(save);
  const close = () => {
    setDraft(null);
    requestAnimationFrame(() => button.current?.focus());
  };
  // The select is closed by the time the core answers: a refusal stands beside what is still so.
  const commit = (next: string) => {
    forget();
    if (next !== value) void run(next);
  };
  const problem = useFactError(error, path);
  const chosen = options.find((option) => option.id === value);
  return (
    <div className="fact">
      <span className="fact-label">{label}</span>
      <div className="flex flex-col">
        {draft === null ? (
          <FactButton
            label={label}
            shown={props.shown ?? chosen?.text ?? value}
            empty={value === ''}
            disabled={disabled}
            buttonRef={button}
            onPress={() => setDraft(value)}
          />
        ) : (
          <Select
            label={label}
            quiet
            name={path}
            options={options}
            value={draft}
            defaultOpen
            onOpenChange={(open) => !open && close()}
            onChange={commit}
            isInvalid={problem !== undefined}
          />
        )}
        {problem ? (
          <p className="field-error" role="alert">
            {problem}
          </p>
        ) : null}
      </div>
    </div>
  );
}
