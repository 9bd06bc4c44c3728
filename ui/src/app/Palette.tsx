/** Ctrl+K: do, find and go from one line. It stands still while typing and drops answers that come too late. */
import { useLocation } from '@tanstack/react-router';
import {
  type KeyboardEvent,
  type RefObject,
  useDeferredValue,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { Badge, Icon, KeyHint, Money, useReadable } from '@/design';
import { call } from '@/host';
import { notifyError, undoNewest } from '@/host/undo';
import type { AreaManifest, FoundRecord, Suggestion } from './areas';
import { useCompany, useMay } from './company';
import { actionsHere, type HereAction } from './here';
import { useT } from './i18n';
import { readPress } from './keys';
import {
  actionItems,
  offer,
  type PaletteItem,
  questionOf,
  recentItems,
  recordItems,
  suggestedItems,
} from './palette-items';
import { afterPaint, mark } from './perf';
import { recentPlaces } from './recent';
import { useGo } from './router';
import { useStore } from './store';
import { themeChoice, themeIcons, themes } from './theme';

const hitLimit = 30;
const shownMax = 40;

/** What was found, and the words it was found for. */
interface Answer {
  text: string;
  hits: readonly FoundRecord[];
}

const unasked: Answer = { text: '', hits: [] };

/** Hits of the newest question; `seq` lets an answer that was overtaken be recognised. */
function useHits(text: string, ask: boolean): Answer {
  const [answer, setAnswer] = useState(unasked);
  const seq = useRef(0);
  useEffect(() => {
    seq.current += 1;
    const mine = seq.current;
    if (!ask || text === '') {
      setAnswer(unasked);
      return;
    }
    mark('search:key');
    const abort = new AbortController();
    call('search.find', { q: text, limit: hitLimit, seq: mine }, abort.signal)
      .then((found) => {
        if (found.seq !== seq.current) return;
        setAnswer({ text, hits: found.hits });
        afterPaint(() => mark('search:painted'));
      })
      .catch((cause: unknown) => {
        if (abort.signal.aborted) return;
        setAnswer({ text, hits: [] });
        notifyError(cause);
      });
    return () => abort.abort();
  }, [text, ask]);
  return answer;
}

/** What the areas propose to do next, asked once when the palette opens; too late once `isAway` from the first line. */
function useSuggestions(areas: readonly AreaManifest[], isAway: RefObject<boolean>): readonly Suggestion[] {
  const may = useMay();
  const [asked] = useState(() =>
    areas.flatMap(({ suggest }) => (suggest && may(suggest.permission) ? [suggest.ask] : [])),
  );
  const [found, setFound] = useState<readonly Suggestion[]>([]);
  useEffect(() => {
    const abort = new AbortController();
    Promise.all(asked.map((ask) => ask(abort.signal)))
      .then((all) => isAway.current || setFound(all.flat()))
      .catch((cause: unknown) => {
        if (!abort.signal.aborted) notifyError(cause);
      });
    return () => abort.abort();
  }, [asked, isAway]);
  return found;
}

/** Undo and the looks of the window, which belong to no area. */
function useEverywhere(): readonly PaletteItem[] {
  const t = useT();
  const theme = useStore(themeChoice);
  return useMemo(() => {
    const undo: HereAction = {
      id: 'undo',
      title: t('help.undo'),
      icon: 'undo',
      keys: 'mod+z',
      run: () => void undoNewest(),
    };
    const looks = themes
      .filter((choice) => choice !== theme)
      .map((choice) => ({
        id: `theme-${choice}`,
        title: t('palette.of_group', { group: t('menu.theme'), action: t(`menu.theme.${choice}`) }),
        icon: themeIcons[choice],
        run: () => themeChoice.set(choice),
      }));
    return actionItems('everywhere', [undo, ...looks]);
  }, [t, theme]);
}

/** The digit of a key, 0 for none. Where digits are typed with Shift, the place of the key says it. */
const digitOf = ({ key, code }: KeyboardEvent) =>
  Number(/^[1-9]$/.exec(key)?.[0] ?? /^Digit([1-9])$/.exec(code)?.[1] ?? 0);

interface PaletteProps {
  areas: readonly AreaManifest[];
  onClose: () => void;
  onHelp: () => void;
}

export function Palette({ areas, onClose, onHelp }: PaletteProps) {
  const t = useT();
  const go = useGo();
  const may = useMay();
  const id = useId();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const question = useMemo(() => questionOf(typed), [typed]);
  const asks = question.prefix === null || question.prefix === '@' || question.prefix === '#';
  const { text: answered, hits } = useHits(useDeferredValue(question.text), asks);
  const { pathname } = useLocation();
  const { company, user } = useCompany();
  // Asked while the focus is still where it was when the palette was called.
  // What has a key is done most; what takes away stands last, out of the way of a quick Enter.
  const [stands] = useState(() =>
    actionsHere().toSorted(
      (one, other) =>
        Number(!!one.danger) - Number(!!other.danger) || Number(!one.keys) - Number(!other.keys),
    ),
  );
  const everywhere = useEverywhere();
  const isAway = useRef(false);
  isAway.current = at > 0;
  const suggestions = useSuggestions(areas, isAway);
  const readable = useReadable();
  const items = useMemo(() => {
    const here = actionItems(
      'here',
      stands.filter(({ ofRow }) => !ofRow),
    );
    const row = actionItems(
      'row',
      stands.filter(({ ofRow }) => ofRow),
      t('palette.row'),
    );
    const types = areas.flatMap((area) => area.searchTypes);
    const first = [
      ...recentItems(recentPlaces(company.id, user.id), types, t, pathname),
      ...suggestedItems(suggestions, types, (key, params) => t.by(key, readable(params))),
    ];
    const wanted =
      question.prefix === '@' || question.prefix === '#'
        ? types.filter((type) => type.prefix === question.prefix)
        : types;
    const records = recordItems(hits, wanted, t);
    return offer({ question, areas, records, here, row, everywhere, first, t, may }).slice(0, shownMax);
  }, [
    question,
    areas,
    hits,
    stands,
    everywhere,
    suggestions,
    t,
    readable,
    may,
    company.id,
    user.id,
    pathname,
  ]);
  const current = Math.min(at, Math.max(0, items.length - 1));

  const pick = (item: PaletteItem | undefined) => {
    if (!item) return;
    onClose();
    if (item.run) afterPaint(item.run);
    else if (item.kind === 'help') onHelp();
    else if (item.to) go(item.to, item.search);
  };

  // Enter pressed before the answer has come means the best of that answer, not what still stands there.
  const isLate = asks && question.text !== answered && items[current]?.kind !== 'do';
  const [isEntered, setEntered] = useState(false);
  useEffect(() => {
    if (isEntered && !isLate) pick(items[0]);
  });
  const enter = () => {
    if (isLate && current === 0) setEntered(true);
    else pick(items[current]);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    // What is being composed is written with the same keys.
    if (event.nativeEvent.isComposing) return;
    const command = event.ctrlKey || event.metaKey;
    // A sign is typed here, even one that opens the palette elsewhere.
    const press = command || event.key.length > 1 ? readPress(event) : null;
    const digit = command ? digitOf(event) : 0;
    if (event.key === 'ArrowDown') setAt(Math.min(items.length - 1, current + 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(0, current - 1));
    else if (event.key === 'Home' && command) setAt(0);
    else if (event.key === 'Enter') enter();
    else if (digit > 0) pick(items[digit - 1]);
    else if (press?.command && press.key === 'k') onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  // Not `autoFocus`: what lies below, such as a dialog, holds the focus until its scope has given way to this one.
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  useEffect(() => {
    document.getElementById(`${id}-${current}`)?.scrollIntoView?.({ block: 'nearest' });
  }, [id, current]);

  return (
    <ModalOverlay
      className="scrim"
      data-still
      isOpen
      isDismissable
      onOpenChange={(open) => !open && onClose()}
    >
      <Modal>
        <Dialog className="palette" aria-label={t('palette.title')}>
          <div className="palette-input">
            <Icon name="search" />
            <input
              ref={input}
              type="text"
              role="combobox"
              aria-label={t('palette.title')}
              aria-expanded={items.length > 0}
              aria-controls={`${id}-list`}
              aria-activedescendant={items.length > 0 ? `${id}-${current}` : undefined}
              aria-autocomplete="list"
              placeholder={t('palette.placeholder')}
              value={typed}
              dir="auto"
              spellCheck={false}
              onChange={(event) => {
                setTyped(event.target.value);
                setAt(0);
                setEntered(false);
              }}
              onKeyDown={onKeyDown}
            />
            <span className="text-xs text-text-3" role="status">
              {typed === '' ? '' : t('palette.results', { count: items.length })}
            </span>
          </div>
          <div className="palette-list" role="listbox" id={`${id}-list`} aria-label={t('palette.title')}>
            {items.map((item, index) => (
              <PaletteRow
                key={item.id}
                id={`${id}-${index}`}
                item={item}
                text={question.text}
                pickKey={index < 9 ? index + 1 : null}
                selected={index === current}
                onPick={() => pick(item)}
              />
            ))}
            {items.length === 0 ? <p className="px-2.5 py-2 text-text-3">{t('palette.nothing')}</p> : null}
          </div>
          <PaletteFoot />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** The part of a title that was typed, set off. */
function Marked({ title, text }: { title: string; text: string }) {
  const from = text === '' ? -1 : title.toLowerCase().indexOf(text.toLowerCase());
  if (from < 0) return title;
  return (
    <>
      {title.slice(0, from)}
      <mark>{title.slice(from, from + text.length)}</mark>
      {title.slice(from + text.length)}
    </>
  );
}

interface PaletteRowProps {
  id: string;
  item: PaletteItem;
  text: string;
  pickKey: number | null;
  selected: boolean;
  onPick: () => void;
}

function PaletteRow({ id, item, text, pickKey, selected, onPick }: PaletteRowProps) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the input keeps the focus and points here.
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter in the input does the same.
    <div role="option" id={id} className="palette-item" aria-selected={selected} onClick={onPick}>
      <Icon name={item.icon} />
      <span className="cut font-medium">
        <Marked title={item.title} text={text} />
      </span>
      {item.note ? <span className="cut t3 text-text-3">{item.note}</span> : null}
      <span className="row push-end gap-3">
        {item.amount ? <Money value={item.amount} /> : null}
        {item.badge ? <Badge value={item.badge} /> : null}
        {item.keys ? <KeyHint keys={item.keys} /> : null}
        <span className="palette-pick">{pickKey === null ? null : <KeyHint keys={`mod+${pickKey}`} />}</span>
      </span>
    </div>
  );
}

function PaletteFoot() {
  const t = useT();
  return (
    <footer className="palette-foot">
      <span>
        <KeyHint keys="enter" /> {t('palette.open')}
      </span>
      <span>
        <KeyHint keys="arrowup arrowdown" /> {t('palette.move')}
      </span>
      <span>
        <KeyHint keys=">" literal /> {t('palette.do')}
      </span>
      <span>
        <KeyHint keys="@" literal /> {t('palette.people')}
      </span>
      <span>
        <KeyHint keys="#" literal /> {t('palette.numbers')}
      </span>
      <span>
        <KeyHint keys="/" literal /> {t('palette.screens')}
      </span>
      <span className="push-end">
        <KeyHint keys="?" literal /> {t('palette.help')}
      </span>
    </footer>
  );
}
