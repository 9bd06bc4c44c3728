/** The legal seller as papers print it: letterhead, tax numbers, bank, terms. */
import { useState } from 'react';
import { useMay } from '@/app/company';
import { type MessageId, useT } from '@/app/i18n';
import { useKeptEdits } from '@/app/kept';
import { Button, Select, TextField } from '@/design';
import { useWarned } from '@/design/Form';
import type { Branch, TaxStanding } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { indianStates } from '../billing/editor/places';
import { HistorySheet } from '../crm/History';
import { AddBranch } from './AddBranch';
import { BranchChoice } from './BranchChoice';
import { BranchPictures } from './BranchPictures';
import { SellerRules } from './SellerRules';
import { SettingsForm } from './SettingsForm';
import { SettingsHead } from './SettingsHead';

/** Fields of a branch that are free text, in the order of the form. */
const groups = [
  {
    id: 'letterhead',
    fields: ['name', 'legal_name', 'street', 'city', 'postal_code', 'region', 'phone', 'email', 'website'],
  },
  { id: 'numbers', fields: ['tax_number', 'legal_id', 'legal_note'] },
  {
    id: 'bank',
    fields: ['bank_account_name', 'bank_account', 'bank_name', 'bank_code', 'upi_id'],
  },
  { id: 'terms', fields: ['estimate_terms', 'invoice_terms'] },
] as const satisfies readonly { id: string; fields: readonly (keyof Branch)[] }[];

type FieldName = (typeof groups)[number]['fields'][number];
/** Choices are held as text beside the text fields, so that one form knows what was changed. */
type Draft = Record<FieldName, string> & { tax_standing: TaxStanding };

const standings: readonly TaxStanding[] = ['registered', 'composition', 'unregistered'];

const manyLines = new Set<FieldName>(['street', 'estimate_terms', 'invoice_terms']);
const needed = new Set<FieldName>(['name', 'legal_name']);
const machine = new Set<FieldName>([
  'postal_code',
  'phone',
  'email',
  'website',
  'tax_number',
  'legal_id',
  'bank_account',
  'bank_code',
  'upi_id',
]);

/** What a country calls a field; the rest is called the same everywhere. */
const ownNames: Record<string, Partial<Record<FieldName, MessageId>>> = {
  IN: {
    region: 'branch.state',
    tax_number: 'tax_id.gstin',
    bank_account: 'branch.account_number',
    bank_code: 'branch.ifsc',
  },
  AE: {
    region: 'branch.emirate',
    tax_number: 'tax_id.trn',
    legal_id: 'branch.licence',
    bank_account: 'branch.iban',
    bank_code: 'branch.bic',
  },
  FR: {
    tax_number: 'tax_id.vat',
    legal_id: 'tax_id.siret',
    bank_account: 'branch.iban',
    bank_code: 'branch.bic',
  },
  GB: {
    region: 'branch.county',
    tax_number: 'tax_id.vat',
    bank_account: 'branch.account_number',
    bank_code: 'branch.sort_code',
  },
  US: {
    region: 'branch.state',
    bank_account: 'branch.account_number',
    bank_code: 'branch.routing_number',
  },
};

/** A seller sits in a state; abroad is a place of supply only. */
const sellerStates = indianStates.filter((code) => code !== '96');

/** A branch is the company's, and its first paper, payment or sale settles what it sells under. */
const also = ['company', 'document', 'payment', 'billing_plan'] as const;

const names = groups.flatMap((group): readonly FieldName[] => group.fields);

export default function BranchSettings() {
  const t = useT();
  const branches = useRead('branch.list', {}, { also }).data?.rows ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const branch = branches.find((one) => one.id === chosen) ?? branches[0];
  const mayWrite = useMay()('settings.write');
  const [adding, setAdding] = useState(false);
  const [told, setTold] = useState(false);
  return (
    <div className="page">
      <SettingsHead part="branch">
        <BranchChoice branches={branches} chosen={branch} onChange={setChosen} />
        {branch ? (
          <Button kind="ghost" icon="history" onPress={() => setTold(true)}>
            {t('history.title')}
          </Button>
        ) : null}
        {mayWrite ? (
          <Button icon="plus" onPress={() => setAdding(true)}>
            {t('branch.add')}
          </Button>
        ) : null}
      </SettingsHead>
      {branch ? (
        <div key={branch.id} className="settings">
          <BranchPictures branch={branch} />
          <BranchForm branch={branch} />
          <SellerRules branch={branch} isFirst={branch === branches[0]} />
        </div>
      ) : null}
      {branch && told ? (
        <HistorySheet kind="branch" id={branch.id} name={branch.name} onClose={() => setTold(false)} />
      ) : null}
      {adding ? (
        <AddBranch
          onAdded={(id) => {
            setChosen(id);
            setAdding(false);
          }}
          onClose={() => setAdding(false)}
        />
      ) : null}
    </div>
  );
}

function BranchForm({ branch }: { branch: Branch }) {
  const t = useT();
  const mayWrite = useMay()('settings.write');
  const update = useWrite('branch.update');
  const live = {
    ...Object.fromEntries(names.map((name) => [name, branch[name]])),
    tax_standing: branch.tax_standing,
  } as Draft;
  const { draft, set, changed, saved, note } = useKeptEdits(`branch.${branch.id}`, live, {
    fixed: !mayWrite,
  });
  const save = () => {
    const { tax_standing, ...fields } = changed;
    update.mutate(
      {
        id: branch.id,
        version: branch.version,
        set: fields,
        tax_standing,
      },
      { onSuccess: saved },
    );
  };
  /** A doubt is about what is kept; it goes while another number is typed. */
  const doubts = useWarned(branch.doubts);
  const india = branch.tax_scheme === 'gst_in';
  const label = (name: FieldName): MessageId => ownNames[branch.country]?.[name] ?? `branch.${name}`;
  return (
    <SettingsForm
      label={t('settings.branch')}
      error={update.error}
      onSubmit={save}
      mayWrite={mayWrite}
      note={note}
    >
      {groups.map((group) => (
        <fieldset key={group.id}>
          <legend>{t(`branch.group.${group.id}`)}</legend>
          <div className="form-2">
            {group.fields
              .filter((name) => name !== 'upi_id' || branch.country === 'IN')
              .map((name) => (
                <div key={name} className={manyLines.has(name) ? 'wide' : undefined}>
                  {name === 'region' && india ? (
                    <Select
                      name="set.region"
                      label={t(label(name))}
                      optional
                      options={sellerStates.map((code) => ({
                        id: code,
                        text: t(`place.${code}`),
                        note: code,
                      }))}
                      value={draft.region || null}
                      onChange={(region) => set({ region })}
                      isDisabled={!mayWrite}
                    />
                  ) : (
                    <TextField
                      name={`set.${name}`}
                      label={t(label(name))}
                      optional={!needed.has(name)}
                      lines={manyLines.has(name) ? 2 : undefined}
                      machine={machine.has(name)}
                      warning={draft[name] === branch[name] ? doubts[`set.${name}`] : undefined}
                      value={draft[name]}
                      onChange={(value) => set({ [name]: value })}
                      isReadOnly={!mayWrite}
                    />
                  )}
                </div>
              ))}
            {group.id === 'numbers' ? (
              <div className="wide">
                <Select
                  name="tax_standing"
                  label={t('branch.tax_standing')}
                  options={standings
                    .filter((standing) => india || standing !== 'composition')
                    .map((id) => ({ id, text: t(`branch.tax_standing.${id}`) }))}
                  value={draft.tax_standing}
                  onChange={(standing) => set({ tax_standing: standing as TaxStanding })}
                  isDisabled={!mayWrite}
                />
              </div>
            ) : null}
          </div>
        </fieldset>
      ))}
    </SettingsForm>
  );
}
