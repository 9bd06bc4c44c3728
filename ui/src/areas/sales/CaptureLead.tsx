/** An enquiry in one line or as pasted text: what was read out of it stands beneath and can be put right. */
import { useCompany } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKept } from '@/app/kept';
import { FormSheet, Select, TextField } from '@/design';
import type { LeadGuess } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { useRested } from '@/host/typing';
import { useOwners } from '../crm/owners';

const guessed = ['name', 'company', 'phone', 'email', 'place', 'interest', 'amount', 'currency'] as const;
type Guessed = (typeof guessed)[number];
const machine: ReadonlySet<Guessed> = new Set(['phone', 'email', 'currency']);

/** The text, and what was typed beside it. */
interface Draft {
  text: string;
  own: Partial<Record<Guessed | 'source' | 'campaign' | 'owner_id', string>>;
}

export function CaptureLead({ onClose }: { onClose: () => void }) {
  const t = useT();
  const { company } = useCompany();
  const capture = useWrite('lead.capture');
  const { draft, set, done, note } = useKept<Draft>('lead.new', { text: '', own: {} });
  const { text, own } = draft;
  const setOwn = (part: Draft['own']) => set({ own: { ...own, ...part } });
  const asked = useRested(text.trim());
  const owners = useOwners();
  const close = () => {
    done();
    onClose();
  };
  const read = useRead('lead.parse', { text: asked }, { enabled: asked !== '', keep: true }).data;
  const guess: Partial<LeadGuess> = asked === '' ? {} : (read ?? {});
  const submit = () => {
    capture.mutate({ ...own, text: text || undefined }, { onSuccess: close });
  };
  return (
    <FormSheet
      title={t('lead.new')}
      error={capture.error}
      action={t('lead.capture')}
      aside={note}
      onSubmit={submit}
      onClose={close}
    >
      <TextField
        autoFocus
        name="text"
        label={t('lead.text')}
        placeholder={t('lead.hint')}
        lines={4}
        value={text}
        onChange={(text) => set({ text })}
      />
      <p className="text-text-2">{t('lead.guessed')}</p>
      <div className="form-2">
        {guessed.map((field) => (
          <TextField
            key={field}
            name={field}
            label={t(field === 'currency' ? 'customer.currency' : `lead.${field}`)}
            optional
            placeholder={field === 'currency' ? company.home_currency : undefined}
            machine={machine.has(field)}
            value={own[field] ?? guess[field] ?? ''}
            onChange={(value) => setOwn({ [field]: value })}
          />
        ))}
        {(['source', 'campaign'] as const).map((field) => (
          <TextField
            key={field}
            name={field}
            label={t(`lead.${field}`)}
            optional
            value={own[field] ?? (field === 'source' ? guess.source : '') ?? ''}
            onChange={(value) => setOwn({ [field]: value })}
          />
        ))}
        <Select
          name="owner_id"
          label={t('deal.owner')}
          options={[{ id: '', text: t('lead.owner_by_rule') }, ...owners]}
          value={own.owner_id ?? ''}
          onChange={(owner_id) => setOwn({ owner_id: owner_id || undefined })}
        />
      </div>
    </FormSheet>
  );
}
