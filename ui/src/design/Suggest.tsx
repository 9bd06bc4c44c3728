/**
 * A field that proposes while one types. The first proposal is marked at once, so that Enter takes it; what was typed
 * may also stand as it is, or become a new record.
 */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useCallback, useEffect, useId, useRef, useState } from 'react';
import { TextField as AriaTextField, Group, Input, Popover } from 'react-aria-components';
import { FieldFrame, type FieldNotes } from './Field';
import { type Held, useHold } from './Form';
import { Icon } from './icons';
import type { Option } from './Select';

/** The last entry of the list: makes something of the typed words themselves. */
export interface Maker {
  text: (typed: string) => string;
  run: (typed: string) => void;
}

export interface SuggestProps<Found extends Option> extends FieldNotes {
  name?: string;
  /** What stands in the field while nobody types. */
  value: string;
  /** Words that are proposed for at once, as if they had just been typed. */
  begin?: string;
  /** Told of each key; absent where only a proposal counts. */
  onChange?: (text: string) => void;
  onPick: (found: Found) => void;
  /** Names what is searched: the tag under which its answers go stale. */
  source: string;
  /** Further tags under which they do. */
  also?: readonly string[];
  /** What `find` depends on besides the words: with another, other answers are right. */
  scope?: string;
  find: (text: string, signal: AbortSignal) => Promise<Found[]>;
  make?: Maker;
  icon?: string;
  end?: React.ReactNode;
  placeholder?: string;
  autoFocus?: boolean;
  /** Without the frame of a field, for cells. */
  bare?: boolean;
  isInvalid?: boolean;
  inputRef?: React.Ref<HTMLInputElement>;
  /** Enter while nothing is proposed. */
  onEnter?: (typed: string) => void;
}

interface Row<Found> {
  id: string;
  text: string;
  note?: string;
  found: Found | null;
}

export function Suggest<Found extends Option>(props: SuggestProps<Found>) {
  const { value, onChange, onPick, source, find, make, bare } = props;
  const listId = useId();
  const group = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState<string | null>(props.begin ?? null);
  const [open, setOpen] = useState(props.begin !== undefined);
  const [at, setAt] = useState(0);
  const asked = typed ?? '';
  const hits = useQuery<Found[]>({
    queryKey: ['suggest', source, props.label, props.scope, asked],
    queryFn: ({ signal }) => find(asked, signal),
    enabled: open,
    placeholderData: keepPreviousData,
    meta: { tags: new Set([source, ...(props.also ?? [])]) },
  });
  const rows: Row<Found>[] = (hits.data ?? []).map((found) => ({ ...found, found }));
  if (make && asked.trim() !== '') rows.push({ id: 'make', text: make.text(asked.trim()), found: null });
  const shown = open && rows.length > 0;
  const current = Math.min(at, rows.length - 1);

  /** The words for which Enter was pressed before their proposals were here; the form waits for them. */
  const hasty = useRef<{ words: string; held: Held | undefined } | null>(null);
  const hold = useHold();
  const forget = useCallback(() => {
    hasty.current?.held?.drop();
    hasty.current = null;
  }, []);
  useEffect(() => forget, [forget]);

  const close = () => {
    forget();
    setOpen(false);
    setTyped(null);
    setAt(0);
  };
  const take = (row: Row<Found>) => {
    const words = asked.trim();
    close();
    if (row.found) onPick(row.found);
    else make?.run(words);
  };
  const enter = (row: Row<Found> | undefined) => {
    if (row) return take(row);
    close();
    props.onEnter?.(asked.trim());
  };
  useEffect(() => {
    // Whoever types fast means the first proposal, which may come a moment after the key.
    if (hasty.current?.words !== asked || hits.isFetching) return;
    const { held } = hasty.current;
    hasty.current = null;
    enter(rows[current]);
    held?.land();
  });
  const type = (text: string) => {
    forget();
    setTyped(text);
    setAt(0);
    setOpen(true);
    onChange?.(text);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      if (!shown) setOpen(true);
      else setAt((current + step + rows.length) % rows.length);
      return;
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      // Proposals for other words than these are not what was meant.
      if (hits.isFetching) hasty.current ??= { words: asked, held: hold?.() };
      else enter(shown ? rows[current] : undefined);
    } else if (event.key === 'Escape' && shown) {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  };
  const body = (
    <Group className={bare ? 'cell-box' : 'input'} ref={group}>
      {props.icon ? <Icon name={props.icon} /> : null}
      <Input
        ref={props.inputRef}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={shown}
        aria-controls={shown ? listId : undefined}
        aria-activedescendant={shown ? `${listId}-${current}` : undefined}
        placeholder={props.placeholder}
        dir="auto"
        onKeyDown={onKeyDown}
      />
      {props.end}
    </Group>
  );
  return (
    <>
      <AriaTextField
        className={bare ? 'cell-field' : 'field'}
        name={props.name}
        value={typed ?? value}
        onChange={type}
        onBlur={close}
        autoComplete="off"
        autoFocus={props.autoFocus}
        isInvalid={props.isInvalid}
        aria-label={bare ? props.label : undefined}
      >
        {bare ? (
          body
        ) : (
          <FieldFrame
            label={props.label}
            optional={props.optional}
            note={props.note}
            warning={props.warning}
            quiet={props.quiet}
          >
            {body}
          </FieldFrame>
        )}
      </AriaTextField>
      <Popover
        className="pop"
        isNonModal
        triggerRef={group}
        isOpen={shown}
        offset={4}
        placement="bottom start"
      >
        <div role="listbox" id={listId} aria-label={props.label} className="listbox" tabIndex={-1}>
          {rows.map((row, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys belong to the field, which keeps the focus.
            <div
              key={row.id}
              role="option"
              id={`${listId}-${index}`}
              aria-selected={index === current}
              tabIndex={-1}
              className="option"
              data-focused={index === current || undefined}
              onPointerDown={(event) => event.preventDefault()}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(row)}
            >
              {row.found === null ? <Icon name="plus" /> : null}
              <span dir="auto">{row.text}</span>
              {row.note ? <span className="option-note push-end">{row.note}</span> : null}
            </div>
          ))}
        </div>
      </Popover>
    </>
  );
}
