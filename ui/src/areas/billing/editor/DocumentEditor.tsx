/**
 * The editor of estimates and invoices: facts, lines and figures on the start side, the page itself on the end side.
 * It saves itself; the primary button never turns grey, it leads to the first thing that is missing.
 */
import { type ReactNode, useCallback, useRef, useState } from 'react';
import { useCompany } from '@/app/company';
import { useFormatLocale, useT } from '@/app/i18n';
import { Restored, useDraftKey } from '@/app/kept';
import { useKeys } from '@/app/keys';
import { Badge, Button, Form, Icon, IconButton, Money, RecordHead } from '@/design';
import { useFieldErrors } from '@/design/Form';
import { formatInstant } from '@/design/format';
import { ApiError, call } from '@/host';
import { useDraft } from '@/host/drafts';
import type { DraftInput, DraftKind, FieldError, Totals } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
import { DraftPages, useShowsPage } from '../PagePreview';
import { ThreadCrumb } from '../ThreadLinks';
import { DocumentFields, MoreFields, noRate } from './DocumentFields';
import { formOf, inputOf, isUntaxed, isUntouched, type Kept, type LineForm, over } from './document-form';
import { LinesGrid } from './LinesGrid';
import { type Place, usePricing } from './lines';
import { TotalsBlock } from './Totals';
import { type Saved, useAutosave } from './useAutosave';
import { usePrice } from './usePrice';

/** What buttons may do with the draft in the editor. */
export interface OpenDraft {
  /** Writes what is not written yet; answers the saved draft, or throws the core's refusal. */
  save: () => Promise<Saved>;
  /** What is in the file; null while nothing is. */
  inFile: () => Promise<Saved | null>;
  /** Nothing is written any more. */
  stop: () => void;
}

export interface EditorProps {
  kind: DraftKind;
  /** What is saved, or an empty form. */
  initial: Kept;
  /** The crash copy's name: `invoice.new` or the record's id. */
  name: string;
  title: string;
  /** The title is a number. */
  machine?: boolean;
  badge?: ReactNode;
  /** Further buttons. */
  actions?: (draft: OpenDraft) => ReactNode;
  /** The record, when its form is as it went out. */
  sentId?: string;
  /** Below the lines and figures, such as the files of an estimate. */
  below?: ReactNode;
  primary: string;
  /** Runs the primary action on what is saved; a refusal, thrown or handed to `refuse` later, is shown at its fields. */
  onPrimary: (saved: Saved, stop: () => void, refuse: (cause: unknown) => void) => Promise<void>;
  onClose: () => void;
  /** Said while nothing is missing. */
  ready: string;
  /** Under the head: what to do next about it. */
  strip?: ReactNode;
}

/** Live answers about fields that are not filled yet are no mistakes: they count once the primary was pressed. */
const quiet = new Set(['error.required', 'error.no_lines']);

function firstMissing(form: Kept['form'], totals: Totals | null): 'customer_id' | 'add-line' | null {
  if (!form.draft.customer_id) return 'customer_id';
  if (form.lines.length === 0) return 'add-line';
  return totals || form.lines.length > 0 ? null : 'add-line';
}

/** What a draft has from its customer while nothing else was typed. */
const ofCustomer = {
  payment_term: undefined,
  currency: undefined,
  ...noRate,
  language: undefined,
  place_of_supply: undefined,
  reverse_charge: undefined,
  contact_id: undefined,
  deal_id: undefined,
} satisfies Partial<DraftInput>;

/** What the draft itself says about the prices of its items; the core adds what follows from customer and seller. */
function placeOf(draft: Kept['form']['draft']): Place {
  // A code that is still being typed names no currency yet.
  const typed = draft.currency?.trim().toUpperCase() ?? '';
  return {
    customerId: draft.customer_id,
    branchId: draft.branch_id,
    currency: /^[A-Z]{3}$/.test(typed) ? typed : undefined,
    date: draft.date || undefined,
    withTax: draft.prices_include_tax ?? false,
    reverseCharge: draft.reverse_charge,
  };
}

export function DocumentEditor(props: EditorProps) {
  const { kind, initial, name, onClose } = props;
  const t = useT();
  const { company } = useCompany();
  const key = useDraftKey(name);
  const body = useRef<HTMLDivElement>(null);
  const [first, setFirst] = useState(initial);
  const said = (one: Kept['form']) => JSON.stringify(inputOf(one, kind));
  const {
    draft: kept,
    change,
    restored,
    settle,
  } = useDraft<Kept>(key, first, {
    // What is in the file needs no copy.
    worth: (now) => (said(now.form) === said(now.base ?? first.form) ? undefined : now),
  });
  const { form } = kept;
  const input = inputOf(form, kind);
  const isAsSent = said(form) === said(initial.form);
  const price = usePrice(kind, form);
  const autosave = useAutosave({ kind, kept, read: initial, draftKey: key, settle });
  const { mutateAsync: remove } = useWrite(`${kind}.delete`);
  const where = placeOf(form.draft);
  const [refusal, setRefusal] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const [showsPage, togglePage] = useShowsPage();
  const customer = useRead(
    'customer.get',
    { id: form.draft.customer_id ?? '' },
    { enabled: Boolean(form.draft.customer_id), keep: true },
  ).data;
  const branches = useRead('branch.list', {}, { also: ['company'] }).data?.rows ?? [];
  const branch = branches.find((one) => one.id === form.draft.branch_id) ?? branches[0];
  const classes = useRead('tax_class.list', {}, { also: ['company'] }).data?.rows ?? [];
  const taxClasses = classes.filter((one) => !branch || one.scheme === branch.tax_scheme);
  const doubts = useDoubts(price.error, refusal);
  const warned = useWarnings(price.error ? [] : (price.totals?.warnings ?? []));
  const missing = firstMissing(form, price.totals);

  const setForm = useCallback(
    (next: (before: Kept['form']) => Kept['form']) => {
      setRefusal(null);
      change((before) => ({ ...before, form: next(before.form) }));
    },
    [change],
  );
  const setLines = (next: (before: LineForm[]) => LineForm[]) =>
    setForm((before) => ({ ...before, lines: next(before.lines) }));
  const pricing = usePricing(
    where,
    form.lines,
    (key, part) =>
      setLines((before) => before.map((line) => (line.key === key ? { ...line, ...part } : line))),
    isUntaxed,
  );
  const set = (part: Partial<Kept['form']['draft']>) =>
    setForm((before) => ({ ...before, draft: { ...before.draft, ...part } }));
  const focus = (field: string) =>
    body.current?.querySelector<HTMLElement>(`[name="${CSS.escape(field)}"]`)?.focus();
  const setCustomer = (id: string, customerName: string) => {
    if (id === form.draft.customer_id) return;
    setForm((before) => ({
      ...before,
      customer: customerName,
      // These belong to the customer before; the new one brings its own.
      draft: {
        ...before.draft,
        ...ofCustomer,
        customer_id: id,
      },
    }));
    // On to the lines, unless the person has already gone elsewhere.
    const at = document.activeElement;
    const stays = at instanceof HTMLInputElement && !['customer_id', 'reach'].includes(at.name);
    if (form.lines.length === 0 && !stays) requestAnimationFrame(() => focus('add-line'));
  };
  // Prices that are on their way belong to what is saved.
  const save = async () => {
    await pricing.settled();
    return autosave.flush();
  };
  // Neither the file nor the copy on this computer gets what was typed last.
  const stop = () => {
    autosave.stop();
    settle((now) => now);
  };
  const refuse = (cause: unknown) => setRefusal(ApiError.from(cause));
  const startAfresh = () => {
    setFirst(initial);
    setRefusal(null);
    void autosave.restart(() => initial);
  };
  // Somebody else has changed it: theirs stands, but for what was typed here.
  const goOn = async () => {
    const saved = await autosave.inFile();
    if (!saved) return;
    setRefusal(null);
    try {
      const { version, draft, customer } = await call(`${kind}.get`, { id: saved.id });
      const stands = draft && formOf(draft, customer);
      await autosave.restart(({ form, base }) => {
        const now = stands ?? form;
        return { id: saved.id, version, form: over(now, base ?? now, form), base: now };
      });
      await autosave.flush();
    } catch (cause) {
      refuse(cause);
    }
  };
  const press = async () => {
    if (busy) return;
    if (missing) {
      focus(missing);
      setRefusal(
        new ApiError({
          code: 'invalid',
          message_id: 'error.invalid',
          fields: [
            missing === 'customer_id'
              ? { path: 'customer_id', message_id: 'error.required' }
              : { path: 'lines', message_id: 'error.no_lines' },
          ],
        }),
      );
      return;
    }
    setBusy(true);
    try {
      await props.onPrimary(await save(), stop, refuse);
    } catch (cause) {
      refuse(cause);
    } finally {
      setBusy(false);
    }
  };
  const closing = useRef(false);
  const close = async () => {
    if (closing.current) return;
    closing.current = true;
    await pricing.settled();
    // A new paper with nothing in it is not worth a draft.
    if (first.id === undefined && isUntouched(form, first.form)) {
      stop();
      const saved = await autosave.inFile();
      if (saved) await remove(saved).catch(notifyError);
    }
    onClose();
  };
  // Newer than that of the head: what is being priced is waited for.
  useKeys([
    { keys: 'escape', run: () => void close() },
    { keys: 'mod+enter', run: () => void press(), inFields: true },
  ]);
  const fields = {
    kind,
    name,
    form,
    set,
    setCustomer,
    customer,
    branches,
    totals: price.totals,
    doubts: refusal ? {} : { ...warned, ...doubts },
  };
  // What the core has reckoned in, else what it would.
  const currency =
    (price.current ? price.totals?.currency : undefined) ??
    where.currency ??
    customer?.currency ??
    price.totals?.currency ??
    branch?.currency ??
    company.home_currency;
  return (
    <div className="page">
      <RecordHead
        above={{ to: `/${kind}s`, title: t(`nav.${kind}s`) }}
        crumb={
          form.draft.customer_id ? (
            <ThreadCrumb customerId={form.draft.customer_id} customer={form.customer} id={kept.id} />
          ) : null
        }
        title={props.title}
        machine={props.machine}
        badge={
          <>
            {props.badge ?? <Badge value={{ tone: 'neutral', icon: 'pencil', key: 'badge.draft' }} />}
            <SavedNote
              autosave={autosave}
              restored={restored}
              numbered={kind === 'estimate'}
              onAfresh={startAfresh}
            />
          </>
        }
      >
        {props.actions?.({ save, inFile: autosave.inFile, stop })}
        <IconButton
          icon="panel-right"
          kind="plain"
          label={showsPage ? t('preview.hide') : t('preview.show')}
          aria-pressed={showsPage}
          onPress={togglePage}
        />
      </RecordHead>
      {props.strip}
      <Form
        label={props.title}
        error={refusal ?? (autosave.error?.code === 'conflict' ? autosave.error : null)}
        onNewest={() => void goOn()}
        onSubmit={() => void press()}
        bodyClass="editor"
        footer={
          <footer className="foot" data-tall>
            <Readiness missing={missing} doubts={doubts} ready={props.ready} />
            <span className="row push-end gap-5">
              {price.totals ? (
                <span aria-live="polite" data-late={!price.current || undefined}>
                  {t('totals.total')}
                  <b>
                    <Money
                      value={{ amount: price.totals.total, currency: price.totals.currency }}
                      decimals="always"
                    />
                  </b>
                </span>
              ) : null}
              <span className="row">
                <Button onPress={() => void close()}>{t('action.close')}</Button>
                <Button kind="primary" keys="mod+enter" onPress={() => void press()}>
                  {props.primary}
                </Button>
              </span>
            </span>
          </footer>
        }
      >
        <div className="editor-columns" ref={body}>
          <div className="editor-main">
            <DocumentFields {...fields} />
            <LinesGrid
              kind={kind}
              lines={form.lines}
              onChange={setLines}
              price={price}
              currency={currency}
              where={where}
              taxClasses={taxClasses}
              errors={doubts}
            />
            <div className="editor-end">
              <MoreFields {...fields} india={branch?.tax_scheme === 'gst_in'} />
              {price.totals?.currency === currency && form.lines.length > 0 ? (
                <TotalsBlock totals={price.totals} late={!price.current} />
              ) : null}
            </div>
            {props.below}
          </div>
          {showsPage ? (
            <DraftPages kind={kind} input={input} sentId={isAsSent ? props.sentId : undefined} />
          ) : null}
        </div>
      </Form>
    </div>
  );
}

/** What the core says about single fields now, by path. */
function useDoubts(live: ApiError | null, refusal: ApiError | null): Record<string, string> {
  const spoken = live?.fields.filter((field) => field.path !== 'customer_id' && !quiet.has(field.message_id));
  const fields = [...(refusal?.fields ?? []), ...(refusal ? [] : (spoken ?? []))];
  const required = refusal ? [] : (live?.fields.filter((field) => field.path.startsWith('lines[')) ?? []);
  const all = fields.concat(required.filter((field) => !fields.includes(field)));
  return useFieldErrors(
    all.length === 0 ? null : new ApiError({ code: 'invalid', message_id: 'error.invalid', fields: all }),
  );
}

/** What the core doubts about an acceptable draft, by field; it is never a wall. */
function useWarnings(warnings: readonly FieldError[]): Record<string, string> {
  return useFieldErrors(
    warnings.length === 0
      ? null
      : new ApiError({ code: 'invalid', message_id: 'error.invalid', fields: [...warnings] }),
  );
}

interface SavedNoteProps {
  autosave: { savedAt: number | null; error: ApiError | null; saving: boolean };
  restored: boolean;
  /** Drafts of estimates have their number already. */
  numbered: boolean;
  onAfresh: () => void;
}

function SavedNote({ autosave, restored, numbered, onAfresh }: SavedNoteProps) {
  const t = useT();
  const { format } = useFormatLocale();
  if (restored) return <Restored onAfresh={onAfresh} />;
  const said = [
    autosave.savedAt === null
      ? null
      : t('document.saved', { time: formatInstant(autosave.savedAt, format, false) }),
    numbered ? null : t('invoice.number_later'),
  ].filter(Boolean);
  return (
    <span className="text-xs text-text-3" role="status">
      {autosave.error ? t('document.not_saved') : said.join(' · ')}
    </span>
  );
}

function Readiness({
  missing,
  doubts,
  ready,
}: {
  missing: string | null;
  doubts: Record<string, string>;
  ready: string;
}) {
  const t = useT();
  const count = Object.keys(doubts).length;
  const text =
    missing === 'customer_id'
      ? t('document.needs_customer')
      : missing
        ? t('document.needs_lines')
        : count > 0
          ? t('form.problems', { count })
          : ready;
  return (
    <span className="row" role="status">
      <Icon name={missing || count > 0 ? 'circle-dashed' : 'check-circle'} size={14} />
      {text}
    </span>
  );
}
