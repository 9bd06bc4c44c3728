/** Plans in which parts a sale is invoiced. What is invoiced already stays as it is. */

import { useCompany } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKept } from '@/app/kept';
import { Button, DateField, FormDialog, IconButton, NumberField, Reorder, Select, TextField } from '@/design';
import type {
  BillingMilestoneListResponse,
  BillingPlanRequest,
  BillingReachable,
  BillingWhen,
} from '@/host/generated';
import { useWrite } from '@/host/queries';
import { EqualParts } from './EqualParts';

export interface PartDraft {
  key: string;
  id?: string;
  name: string;
  percent: string;
  /** `by_hand`, `date`, or the id of what is waited for. */
  when: string;
  date: string;
}

export const newPart = (name = '', percent = ''): PartDraft => ({
  key: crypto.randomUUID(),
  name,
  percent,
  when: 'by_hand',
  date: '',
});

/** When a part falls due, as the core takes it. */
export function whenOf({ when, date }: PartDraft): BillingWhen {
  if (when === 'by_hand') return { kind: 'by_hand' };
  return when === 'date' ? { kind: 'date', date } : { kind: 'reached', project_milestone_id: when };
}

const draftsOf = (rows: BillingMilestoneListResponse['rows']): PartDraft[] =>
  rows
    .filter(({ invoices }) => invoices.length === 0)
    .map(({ id, name, percent, when }) => ({
      key: id,
      id,
      name,
      percent,
      when: when.kind === 'reached' ? when.project_milestone_id : when.kind,
      date: when.kind === 'date' ? when.date : '',
    }));

interface BillingPartsFormProps {
  of: BillingPlanRequest;
  parts: BillingMilestoneListResponse;
  onClose: () => void;
}

export function BillingPartsForm({ of, parts, onClose }: BillingPartsFormProps) {
  const t = useT();
  const save = useWrite('billing_milestone.save');
  const stands = draftsOf(parts.rows);
  const isNew = parts.rows.length === 0;
  const proposed = isNew ? [newPart(t('parts.deposit'), '50'), newPart(t('parts.rest'), '50')] : stands;
  const { draft, set, done, note } = useKept(`parts.${of.deal_id ?? of.estimate_id}`, {
    rows: proposed,
    seen: parts.seen,
  });
  const takeNewest = () => {
    set({ rows: proposed, seen: parts.seen });
    save.reset();
  };
  const close = () => {
    done();
    onClose();
  };
  return (
    <FormDialog
      title={t('parts.title')}
      error={save.error}
      onNewest={draft.seen === parts.seen ? undefined : takeNewest}
      action={t('action.save')}
      aside={note}
      onClose={close}
      onSubmit={() =>
        save.mutate(
          {
            ...of,
            seen: draft.seen,
            milestones: draft.rows.map((row) => ({
              id: row.id,
              name: row.name,
              percent: row.percent,
              when: whenOf(row),
            })),
          },
          { onSuccess: close },
        )
      }
    >
      <p className="text-text-2">{t('parts.help')}</p>
      <EqualParts of={of} onFill={(rows) => set({ rows })} />
      <PartRows rows={draft.rows} reachable={parts.reachable} onChange={(rows) => set({ rows })} />
    </FormDialog>
  );
}

interface PartRowsProps {
  rows: readonly PartDraft[];
  /** What a part can wait for. */
  reachable: readonly BillingReachable[];
  onChange: (rows: PartDraft[]) => void;
  /** Where the core finds the rows. */
  path?: string;
  /** A part can be invoiced at once. */
  now?: boolean;
  /** How the core calls what a part waits for. */
  waitsFor?: 'project_milestone_id' | 'template_milestone_id';
}

/** The parts as they are typed, in an order that can be changed. */
export function PartRows({
  rows,
  reachable,
  onChange,
  path = 'milestones',
  now = false,
  waitsFor = 'project_milestone_id',
}: PartRowsProps) {
  const t = useT();
  const { today } = useCompany();
  const whens = [
    ...(now ? [{ id: 'now', text: t('parts.now') }] : []),
    { id: 'by_hand', text: t('parts.by_hand') },
    { id: 'date', text: t('parts.on_date') },
    ...reachable.map(({ id, name, project }) => ({
      id,
      text: t('parts.when_reached', { name }),
      note: project,
    })),
  ];
  const setRow = (key: string, part: Partial<PartDraft>) =>
    onChange(rows.map((row) => (row.key === key ? { ...row, ...part } : row)));
  return (
    <>
      <Reorder
        label={t('parts.title')}
        items={rows}
        keyOf={({ key }) => key}
        nameOf={({ name }) => name || t('parts.new')}
        onChange={onChange}
      >
        {(row, index) => (
          <div className="part-line">
            <NumberField
              name={`${path}[${index}].percent`}
              label={t('parts.share')}
              value={row.percent}
              onChange={(percent) => setRow(row.key, { percent })}
            />
            <TextField
              name={`${path}[${index}].name`}
              label={t('parts.name')}
              value={row.name}
              onChange={(name) => setRow(row.key, { name })}
            />
            <Select
              name={`${path}[${index}].when.${waitsFor}`}
              label={t('parts.when')}
              options={whens}
              value={row.when}
              onChange={(when) => setRow(row.key, { when })}
            />
            {row.when === 'date' ? (
              <DateField
                name={`${path}[${index}].when.date`}
                label={t('parts.date')}
                today={today}
                value={row.date}
                onChange={(date) => setRow(row.key, { date })}
              />
            ) : (
              <span />
            )}
            <IconButton
              icon="x"
              label={t('parts.remove', { name: row.name || t('parts.new') })}
              onPress={() => onChange(rows.filter(({ key }) => key !== row.key))}
            />
          </div>
        )}
      </Reorder>
      <Button kind="ghost" icon="plus" onPress={() => onChange([...rows, newPart()])}>
        {t('parts.add')}
      </Button>
    </>
  );
}
