/** One binding: what it does, its keys, and the way to give it others. */
import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import { useT } from '@/app/i18n';
import type { KeyLine } from '@/app/keymap';
import { isFree } from '@/app/keys';
import { Button, Callout, IconButton, KeysOf } from '@/design';
import { record } from './key-changes';
import type { KeyChange, Step } from './useKeyChange';

interface KeyRowProps {
  /** Tells apart the rows that have the same keys. */
  id: string;
  line: KeyLine;
  change: KeyChange;
}

export function KeyRow({ id, line, change }: KeyRowProps) {
  const t = useT();
  const step = change.stepOf(id);
  const also = change.namesOf(line.keys, line.text);
  const clash = step?.at === 'clash' || !isFree(line.keys) ? '' : change.clashOf(line.keys);
  return (
    <li>
      <div className="key-row">
        <div className="grow">
          {t(line.text)}
          {also ? <p className="text-xs text-text-3">{t('keys.also', { names: also })}</p> : null}
        </div>
        {step?.at === 'record' ? (
          <Recorder id={id} line={line} change={change} step={step} />
        ) : (
          <Keys id={id} line={line} change={change} isDone={step?.at === 'done'} />
        )}
      </div>
      {step?.at === 'clash' ? <Clash id={id} line={line} change={change} step={step} /> : null}
      {clash ? <Callout tone="warn">{clash}</Callout> : null}
    </li>
  );
}

function Keys({ id, line, change, isDone }: KeyRowProps & { isDone: boolean }) {
  const t = useT();
  const { keys, text } = line;
  const button = useRef<HTMLButtonElement>(null);
  // Who has changed a key goes on from there.
  useEffect(() => {
    if (isDone) button.current?.focus();
  }, [isDone]);
  const name = t(text);
  const reset = () => {
    change.propose(id, keys, keys);
    button.current?.focus();
  };
  return (
    <>
      <span className="row">
        <KeysOf line={line} />
      </span>
      <span className="key-acts">
        {isFree(keys) ? (
          <>
            {Object.hasOwn(change.own, keys) ? (
              <IconButton icon="undo" size="sm" label={t('keys.reset_of', { name })} onPress={reset} />
            ) : null}
            <Button
              ref={button}
              size="sm"
              aria-label={t('keys.change_of', { name })}
              onPress={() => change.begin(id)}
            >
              {t('keys.change')}
            </Button>
          </>
        ) : (
          <span className="text-xs text-text-3">{t('keys.fixed')}</span>
        )}
      </span>
    </>
  );
}

type RecordStep = Extract<Step, { at: 'record' }>;

/** Takes every key while it has the focus; Tab and Escape leave. */
function Recorder({ id, line, change, step }: KeyRowProps & { step: RecordStep }) {
  const t = useT();
  const noteId = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    // Whoever goes on to the next control has changed their mind.
    if (event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    const recorded = record(line.keys, step.first, event.nativeEvent);
    if (recorded) change.recorded(id, line.keys, recorded);
  };
  return (
    <div className="key-recorder">
      <div className="input">
        <input
          ref={input}
          type="text"
          readOnly
          dir="ltr"
          value={step.first ? change.sayKeys(step.first) : ''}
          placeholder={t('keys.press')}
          aria-label={t('keys.new_of', { name: t(line.text) })}
          aria-describedby={noteId}
          onKeyDown={onKeyDown}
          // Another window takes the focus for a while only.
          onBlur={() => document.hasFocus() && change.leave()}
        />
      </div>
      <p id={noteId} className="text-xs text-text-2">
        {step.note}
      </p>
    </div>
  );
}

type ClashStep = Extract<Step, { at: 'clash' }>;

/** Why the keys were refused, and what can be done instead. */
function Clash({ id, line, change, step }: KeyRowProps & { step: ClashStep }) {
  const t = useT();
  return (
    <Callout
      tone="warn"
      action={
        <span className="row flex-wrap">
          {step.swap ? (
            <Button size="sm" autoFocus onPress={() => change.swap(id, line.keys, step)}>
              {t('keys.swap')}
            </Button>
          ) : null}
          <Button size="sm" autoFocus={!step.swap} onPress={() => change.begin(id)}>
            {t('keys.again')}
          </Button>
          <Button size="sm" kind="ghost" onPress={() => change.cancel(id)}>
            {t('action.cancel')}
          </Button>
        </span>
      }
    >
      {step.note}
    </Callout>
  );
}
