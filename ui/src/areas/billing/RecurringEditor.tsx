/**
 * A recurring invoice as it is typed: its days above the form of an invoice. Unlike a draft it does not save itself, for what is saved
 * makes invoices.
 */
import { useRef, useState } from 'react';
import { useT } from '@/app/i18n';
import { Restored, useDraftKey } from '@/app/kept';
import { useKeys } from '@/app/keys';
import { Button, Form, IconButton, RecordHead, Select } from '@/design';
import { ApiError, call } from '@/host';
import { useDraft } from '@/host/drafts';
import { useWrite } from '@/host/queries';
import { useFirst } from './DocumentRows';
import { type DocumentForm, inputOf } from './editor/document-form';
import { LiveTotal, Readiness, useDocumentForm } from './editor/useDocumentForm';
import { DraftPages, useShowsPage } from './PagePreview';
import { RhythmFields } from './RhythmFields';
import { type RhythmDraft, rhythmOf } from './rhythm';
import { useMakeDue } from './useMakeDue';

export interface RecurringForm {
  form: DocumentForm;
  rhythm: RhythmDraft;
  contractId: string;
  /** The version that it was typed over; absent for a new one. */
  version?: number;
}

interface RecurringEditorProps {
  /** What is saved, or what a new one begins with. */
  initial: RecurringForm;
  /** The one that is changed; a new one when absent. */
  id?: string;
  /** The invoice that it is like: the first day follows that. */
  fromInvoice?: string;
  /** The crash copy's name. */
  name: string;
  title: string;
  onClose: () => void;
  onSaved: (id: string) => void;
}

/** No contract is chosen. */
const none = 'none';

export function RecurringEditor(props: RecurringEditorProps) {
  const { initial, id, fromInvoice, name, title, onClose, onSaved } = props;
  const t = useT();
  const said = (one: RecurringForm) =>
    JSON.stringify([inputOf(one.form, 'invoice'), one.rhythm, one.contractId]);
  const { draft, change, restored, settle } = useDraft<RecurringForm>(useDraftKey(name), initial, {
    worth: (now) => (said(now) === said(initial) ? undefined : now),
  });
  const create = useWrite('recurring_invoice.create', { silent: true });
  const update = useWrite('recurring_invoice.update');
  const makeDue = useMakeDue();
  const [refusal, setRefusal] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const [showsPage, togglePage] = useShowsPage();
  const proposed = useRef(initial.rhythm.first);
  const set = (part: Partial<RecurringForm>) => {
    setRefusal(null);
    change((before) => ({ ...before, ...part }));
  };
  const setRhythm = (part: Partial<RhythmDraft>) => {
    const rhythm = { ...draft.rhythm, ...part };
    set({ rhythm });
    const isProposed = rhythm.first === proposed.current && !('first' in part);
    if (!fromInvoice || !isProposed) return;
    // The first day is the period after the invoice's own, as long as nobody typed another.
    const { every, unit } = rhythmOf(rhythm);
    void call('recurring_invoice.of_invoice', { invoice_id: fromInvoice, every, unit })
      .then(({ first }) => {
        proposed.current = first;
        change((before) => ({ ...before, rhythm: { ...before.rhythm, first } }));
      })
      .catch(() => undefined);
  };
  const input = { ...inputOf(draft.form, 'invoice'), date: draft.rhythm.first };
  const fields = useDocumentForm({
    kind: 'invoice',
    name,
    form: draft.form,
    setForm: (next) => {
      setRefusal(null);
      change((before) => ({ ...before, form: next(before.form) }));
    },
    refusal,
    recurs: { day: draft.rhythm.first },
    above: (
      <>
        <RhythmFields
          value={draft.rhythm}
          onChange={setRhythm}
          id={id}
          branchId={draft.form.draft.branch_id}
        />
        <ContractField draft={draft} onChange={(contractId) => set({ contractId })} />
      </>
    ),
    page: showsPage ? <DraftPages kind="invoice" input={input} /> : null,
  });
  const write = async () => {
    const request = {
      draft: inputOf(draft.form, 'invoice'),
      rhythm: rhythmOf(draft.rhythm),
      contract_id: draft.contractId || undefined,
    };
    const { result } = id
      ? await update.mutateAsync({ id, version: draft.version ?? 0, ...request })
      : await create.mutateAsync(request);
    // It is saved, whatever becomes of the drafts of days that have come: saved again it would be a second one.
    settle(initial);
    makeDue(result);
    onSaved(result.id);
  };
  const press = async () => {
    if (busy) return;
    if (fields.missing) {
      setRefusal(fields.lead(fields.missing));
      return;
    }
    setBusy(true);
    try {
      await fields.settled();
      await write();
    } catch (cause) {
      setRefusal(ApiError.from(cause));
    } finally {
      setBusy(false);
    }
  };
  const close = () => {
    settle(initial);
    onClose();
  };
  useKeys([
    { keys: 'escape', run: close },
    { keys: 'mod+enter', run: () => void press(), inFields: true },
  ]);
  return (
    <div className="page">
      <RecordHead
        above={{ to: '/recurring-invoices', title: t('nav.recurring_invoices') }}
        title={title}
        badge={restored ? <Restored onAfresh={() => settle(initial)} /> : null}
      >
        <IconButton
          icon="panel-right"
          kind="plain"
          label={showsPage ? t('preview.hide') : t('preview.show')}
          aria-pressed={showsPage}
          onPress={togglePage}
        />
      </RecordHead>
      <Form
        label={title}
        error={refusal}
        // Somebody else has changed it: theirs stands.
        onNewest={() => {
          setRefusal(null);
          settle(initial);
        }}
        onSubmit={() => void press()}
        bodyClass="editor"
        footer={
          <footer className="foot" data-tall>
            <Readiness standing={fields.standing} ready={t('recurring.ready')} />
            <span className="row push-end gap-5">
              <LiveTotal price={fields.price} />
              <span className="row">
                <Button onPress={close}>{t('action.cancel')}</Button>
                <Button kind="primary" keys="mod+enter" onPress={() => void press()}>
                  {t(id ? 'action.save' : 'recurring.create')}
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

/** The contract that it belongs to, of those of the customer; nothing where there is none. */
function ContractField({ draft, onChange }: { draft: RecurringForm; onChange: (id: string) => void }) {
  const t = useT();
  const customerId = draft.form.draft.customer_id;
  const contracts = useFirst('contract.list', { filter: { customer_id: customerId } }).data?.rows ?? [];
  const options = contracts
    .filter((one) => one.state !== 'ended' || one.id === draft.contractId)
    .map((one) => ({ id: one.id, text: one.name, note: one.code }));
  if (!customerId || options.length === 0) return null;
  return (
    <div className="form-2">
      <Select
        name="contract_id"
        label={t('kind.contract')}
        optional
        options={[{ id: none, text: t('recurring.no_contract') }, ...options]}
        value={draft.contractId || none}
        onChange={(id) => onChange(id === none ? '' : id)}
      />
    </div>
  );
}
