/** What the customer said to an estimate: who said it, how, and when declining, why. */
import { useState } from 'react';
import { useCompany } from '@/app/company';
import { useFormatLocale, useT } from '@/app/i18n';
import { useKept } from '@/app/kept';
import { Callout, Checkbox, DateField, FormDialog, Money, Select, SignaturePad, TextField } from '@/design';
import { formatMoney } from '@/design/format';
import type { AnswerHow, Estimate, EstimateVersion } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { answerOptions } from './words';

interface AnswerDialogProps {
  estimate: Estimate;
  answer: 'accept' | 'decline';
  onClose: () => void;
}

export function AnswerDialog({ estimate, answer, onClose }: AnswerDialogProps) {
  const t = useT();
  const { today } = useCompany();
  const { format } = useFormatLocale();
  const accept = useWrite('estimate.accept');
  const decline = useWrite('estimate.decline');
  const write = answer === 'accept' ? accept : decline;
  const newest = estimate.versions.findLast(({ how }) => how !== 'options');
  // What was typed to one version says nothing about the next.
  const { draft, set, done, note } = useKept(`estimate.${answer}.${estimate.id}.${newest?.id}`, {
    said_by: '',
    how: 'email' as AnswerHow,
    note: '',
    date: today,
    version_id: newest?.id ?? '',
    options: [] as readonly string[],
  });
  const version = estimate.versions.find((one) => one.id === draft.version_id);
  const [signature, setSignature] = useState<string | null>(null);
  const asksSignature = answer === 'accept' && draft.how === 'signature';
  const signed = asksSignature && signature ? { signature } : {};
  const close = () => {
    done();
    onClose();
  };
  const title = answer === 'accept' ? t('estimate.accept') : t('estimate.decline');
  return (
    <FormDialog
      title={title}
      error={write.error}
      action={title}
      button={{ isDisabled: asksSignature && !signature }}
      onSubmit={() => {
        const said = { id: estimate.id, ...draft, ...signed, options: undefined };
        if (answer === 'accept')
          accept.mutate({ ...said, options: [...draft.options] }, { onSuccess: close });
        else decline.mutate(said, { onSuccess: close });
      }}
      onClose={close}
      aside={note}
    >
      {version && (!estimate.as_sent || version.id !== newest?.id) ? (
        <div className="mb-3">
          <Callout tone="warn">
            {t('estimate.answer_differs', { no: version.no, total: formatMoney(version.total, format) })}
          </Callout>
        </div>
      ) : null}
      <div className="form-2">
        <TextField
          autoFocus
          name="said_by"
          label={t('estimate.said_by')}
          value={draft.said_by}
          onChange={(said_by) => set({ said_by })}
        />
        <Select
          name="how"
          label={t('estimate.how')}
          options={answerOptions(t)}
          value={draft.how}
          onChange={(how) => set({ how: how as AnswerHow })}
        />
        <DateField
          name="date"
          label={t('document.date')}
          today={today}
          past
          value={draft.date}
          onChange={(date) => set({ date })}
        />
        <Select
          name="version_id"
          label={t('estimate.to_version')}
          options={estimate.versions.map((one) => ({
            id: one.id,
            text: t('estimate.version', { no: one.no }),
          }))}
          value={draft.version_id}
          onChange={(version_id) => set({ version_id, options: [] })}
        />
        {answer === 'accept' && version && version.options.length > 0 ? (
          <Options
            estimate={estimate}
            version={version}
            taken={draft.options}
            onChange={(options) => set({ options })}
          />
        ) : null}
        {asksSignature ? (
          <div className="wide">
            <SignaturePad label={t('signature.title')} onChange={setSignature} />
          </div>
        ) : null}
        <div className="wide">
          <TextField
            name="note"
            label={answer === 'accept' ? t('document.note') : t('reason')}
            optional={answer === 'accept'}
            lines={2}
            value={draft.note}
            onChange={(note) => set({ note })}
          />
        </div>
      </div>
    </FormDialog>
  );
}

interface OptionsProps {
  estimate: Estimate;
  version: EstimateVersion;
  /** Ids of the lines that are taken. */
  taken: readonly string[];
  onChange: (taken: readonly string[]) => void;
}

/** What was offered beside the total, to be taken with it; the core says what it comes to then. */
function Options({ estimate, version, taken, onChange }: OptionsProps) {
  const t = useT();
  const asked = { id: estimate.id, version_id: version.id, options: [...taken] };
  const priced = useRead('estimate.with_options', asked, { also: ['document'], keep: true });
  return (
    <fieldset className="wide">
      <legend className="field-label">{t('estimate.options_taken')}</legend>
      {version.options.map(({ id, description, total }) => (
        <div key={id} className="row justify-between">
          <Checkbox
            isSelected={taken.includes(id)}
            onChange={(on) => onChange(on ? [...taken, id] : taken.filter((one) => one !== id))}
          >
            <span dir="auto">{description}</span>
          </Checkbox>
          <Money value={total} decimals="always" />
        </div>
      ))}
      <div className="row mt-1 justify-between font-semibold">
        <span>{t('totals.total')}</span>
        <Money value={priced.data?.total ?? version.total} decimals="always" />
      </div>
    </fieldset>
  );
}
