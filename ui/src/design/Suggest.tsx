/**
 * A field that proposes while one types. The first proposal is marked at once, so that Enter takes it; what was typed
 * may also stand as it is, or become a new record.
 */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { TextField as AriaTextField, Group, Input, Popover } from 'react-aria-components';
import { FieldFrame, type FieldNotes } from './Field';
import { Icon } from './icons';
import type { Option } from './Select';
import { useHasty } from './useHasty';

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
  /** Told when what stood there was taken out; without it, it stands again. */
  onClear?: () => void;
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
  /** Each pick adds something: the field is empty after it, and takes the next words while an Enter still waits. */
  adds?: boolean;
}

interface Row<Found> {
  id: string;
  text: string;
  note?: string;
  found: Found | null;
}

export function Suggest<Found extends Option>(props: SuggestProps<Found>) {
  const { value, onChange, onPick, source, find, make, bare, adds } = props;
  const listId = useId();
  const group = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState<string | null>(props.begin ?? null);
  const [open, setOpen] = useState(props.begin !== undefined);
  const [at, setAt] = useState(0);
  const asked = typed ?? '';
  const asking = (words: string) => ({
    queryKey: ['suggest', source, props.label, props.scope, words],
    queryFn: ({ signal }: { signal: AbortSignal }) => find(words, signal),
    meta: { tags: new Set([source, ...(props.also ?? [])]) },
  });
  const rowsOf = (words: string, all: readonly Found[]): Row<Found>[] => {
    const rows: Row<Found>[] = all.map((found) => ({ ...found, found }));
    if (make && words.trim() !== '') rows.push({ id: 'make', text: make.text(words.trim()), found: null });
    return rows;
  };
  const close = () => {
    setOpen(false);
    setTyped(null);
    setAt(0);
  };
  const use = (row: Row<Found> | undefined, words: string) => {
    if (row?.found) onPick(row.found);
    else if (row) make?.run(words.trim());
    else props.onEnter?.(words.trim());
  };
  // Before the question below, so that the answer which is on its way stays asked for.
  const hasty = useHasty(asking, (words, found) => {
    if (!adds) close();
    use(rowsOf(words, found)[0], words);
  });
  const hits = useQuery<Found[]>({ ...asking(asked), enabled: open, placeholderData: keepPreviousData });
  const rows = rowsOf(asked, hits.data ?? []);
  const shown = open && rows.length > 0;
  const current = Math.min(at, rows.length - 1);

  /** The words in the field have been used. */
  const spend = () => {
    close();
    if (adds) onChange?.('');
  };
  const take = (row: Row<Found> | undefined) => {
    if (!adds) hasty.drop();
    spend();
    use(row, asked);
  };
  const enter = () => {
    // Proposals for other words than these are not what was meant; what was entered before comes before.
    if (!hits.isFetching && (hasty.words === undefined || asked === ''))
      take(shown ? rows[current] : undefined);
    else if (adds || hasty.words === undefined) {
      hasty.wait(asked);
      if (adds) spend();
    }
  };
  const takeBack = () => {
    const dropped = adds && asked === '' ? hasty.words : undefined;
    hasty.drop();
    close();
    if (dropped === undefined) return;
    setTyped(dropped);
    onChange?.(dropped);
  };
  const type = (text: string) => {
    if (!adds) hasty.drop();
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
      enter();
    } else if (event.key === 'Escape' && (shown || hasty.words !== undefined)) {
      event.preventDefault();
      event.stopPropagation();
      takeBack();
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
        placeholder={(adds ? hasty.words : undefined) ?? props.placeholder}
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
        value={typed ?? (adds ? value : (hasty.words ?? value))}
        onChange={type}
        onBlur={() => {
          if (typed?.trim() === '' && value !== '') props.onClear?.();
          close();
        }}
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
