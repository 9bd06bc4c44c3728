/**
 * The editor of estimates and invoices: facts, lines and figures on the start side, the page itself on the end side.
 * It saves itself; the primary button never turns grey, it leads to the first thing that is missing.
 */
import { type ReactNode, useCallback, useRef, useState } from 'react';
import { useFormatLocale, useT } from '@/app/i18n';
import { Restored, useDraftKey } from '@/app/kept';
import { useKeys } from '@/app/keys';
import { Badge, Button, Form, IconButton, RecordHead } from '@/design';
import { formatInstant } from '@/design/format';
import { ApiError, call } from '@/host';
import { useDraft } from '@/host/drafts';
import type { DraftKind } from '@/host/generated';
import { useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
import { DraftPages, useShowsPage } from '../PagePreview';
import { ThreadCrumb } from '../ThreadLinks';
import { formOf, inputOf, isUntouched, type Kept, over } from './document-form';
import { type Saved, useAutosave } from './useAutosave';
import { LiveTotal, Readiness, useDocumentForm } from './useDocumentForm';

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

export function DocumentEditor(props: EditorProps) {
  const { kind, initial, name, onClose } = props;
  const t = useT();
  const key = useDraftKey(name);
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
  const autosave = useAutosave({ kind, kept, read: initial, draftKey: key, settle });
  const { mutateAsync: remove } = useWrite(`${kind}.delete`);
  const [refusal, setRefusal] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const [showsPage, togglePage] = useShowsPage();

  const setForm = useCallback(
    (next: (before: Kept['form']) => Kept['form']) => {
      setRefusal(null);
      change((before) => ({ ...before, form: next(before.form) }));
    },
    [change],
  );
  const fields = useDocumentForm({
    kind,
    name,
    form,
    setForm,
    refusal,
    below: props.below,
    page: showsPage ? (
      <DraftPages kind={kind} input={input} sentId={isAsSent ? props.sentId : undefined} />
    ) : null,
  });
  const { price, missing } = fields;
  // Prices that are on their way belong to what is saved.
  const save = async () => {
    await fields.settled();
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
      setRefusal(fields.lead(missing));
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
    await fields.settled();
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
        <IconButton
          icon="panel-right"
          kind="plain"
          label={showsPage ? t('preview.hide') : t('preview.show')}
          aria-pressed={showsPage}
          onPress={togglePage}
        />
        {props.actions?.({ save, inFile: autosave.inFile, stop })}
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
            <Readiness standing={fields.standing} ready={props.ready} />
            <span className="row push-end gap-5">
              <LiveTotal price={price} />
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
        {fields.columns}
      </Form>
    </div>
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
