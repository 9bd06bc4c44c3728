/** What a deal would sell: lines from the catalogue or by hand, written by keyboard alone, priced by the core. */
import { useState } from 'react';
import { useMay } from '@/app/company';
import { useFormatLocale, useT } from '@/app/i18n';
import { useKept } from '@/app/kept';
import { linesOver } from '@/app/over';
import {
  Button,
  FormSheet,
  IconButton,
  Money,
  NumberField,
  Section,
  Suggest,
  Table,
  TextField,
} from '@/design';
import { formatDecimal } from '@/design/format';
import { call } from '@/host';
import type { Money as Amount, Deal } from '@/host/generated';
import { useWrite } from '@/host/queries';
import { useAsked } from '@/host/typing';
import { counted } from '../billing/editor/document-form';
import { addLine, onLineKey, priceTags, useItems, usePricing, useWantedField } from '../billing/editor/lines';
import { inputOf, type LineDraft, lineOf, linesOf } from './deal-lines';

export function DealLines({ deal }: { deal: Deal }) {
  const t = useT();
  const { format } = useFormatLocale();
  const [editing, setEditing] = useState(false);
  const mayWrite = useMay()('deal.write', deal.row.owner_id) && deal.row.status === 'open';
  const edit = mayWrite ? (
    <Button size="sm" icon="pencil" onPress={() => setEditing(true)}>
      {t(deal.lines.length === 0 ? 'deal.lines.add' : 'deal.lines.edit')}
    </Button>
  ) : null;
  return (
    <Section title={t('deal.lines')} count={deal.lines.length} action={edit}>
      {deal.lines.length === 0 ? (
        <p className="text-text-3">{t('deal.lines.none')}</p>
      ) : (
        <Table
          label={t('deal.lines')}
          rows={deal.lines}
          rowId={(line) => line.id}
          columns={[
            { title: t('lines.item'), cell: (line) => <span dir="auto">{line.description}</span> },
            {
              title: t('lines.quantity'),
              num: true,
              cell: (line) => `${formatDecimal(line.quantity, format)} ${line.unit}`,
            },
            {
              title: t('lines.price'),
              num: true,
              cell: (line) => <Money value={{ amount: line.unit_price, currency: deal.currency }} />,
            },
            {
              title: t('lines.discount'),
              num: true,
              cell: (line) =>
                line.discount_percent === '0'
                  ? '–'
                  : t('percent', { rate: formatDecimal(line.discount_percent, format) }),
            },
            {
              title: t('lines.amount'),
              num: true,
              cell: (line) => (
                <span className="font-medium">
                  <Money value={line.net} />
                </span>
              ),
            },
          ]}
        />
      )}
      {editing ? <LinesSheet deal={deal} onClose={() => setEditing(false)} /> : null}
    </Section>
  );
}

/** What the lines come to. While the core is asked, and while one of them is half-typed, the figures are those of a moment ago. */
function usePriced(currency: string, lines: readonly LineDraft[]) {
  const question = JSON.stringify({ currency, lines });
  const { answer, error, ...asked } = useAsked(question, async (signal) => {
    const { total, nets } = await call('deal.price', { currency, lines: lines.map(inputOf) }, signal);
    // Lines come and go meanwhile: each is known by its key.
    return { total, nets: new Map(lines.map(({ key }, index) => [key, nets[index]])) };
  });
  return { ...answer, late: asked.question !== question || error !== null };
}

/** An amount, once there is one. */
const Figure = ({ value }: { value: Amount | undefined }) => (value ? <Money value={value} /> : '–');

export function LinesSheet({ deal, onClose }: { deal: Deal; onClose: () => void }) {
  const t = useT();
  const update = useWrite('deal.update');
  const { box, want } = useWantedField<HTMLDivElement>();
  // All lines are sent, so they are held with the version they were typed over: they must not take back what happened since.
  const standing = { version: deal.row.version, base: linesOf(deal) };
  const {
    draft,
    set: keep,
    change,
    done,
    note,
  } = useKept(`deal.lines.${deal.row.id}`, {
    ...standing,
    lines: standing.base,
  });
  const { version, lines } = draft;
  const goOn = () => {
    keep({ ...standing, lines: linesOver(standing.base, draft.base, lines) });
    update.reset();
  };
  const setLines = (next: (before: LineDraft[]) => LineDraft[]) =>
    change((before) => ({ ...before, lines: next(before.lines) }));
  const close = () => {
    done();
    onClose();
  };
  const [typed, setTyped] = useState('');
  const priced = usePriced(deal.currency, lines);
  const where = {
    customerId: deal.row.customer_id ?? undefined,
    branchId: deal.row.branch_id ?? undefined,
    currency: deal.currency,
  };
  const items = useItems(where);
  const add = (part: Partial<LineDraft>) => {
    setLines((before) => [...before, lineOf(part)]);
    want(`set.lines[${lines.length}].quantity`, addLine);
  };
  const set = (key: string, part: Partial<LineDraft>) =>
    setLines((before) => before.map((line) => (line.key === key ? { ...line, ...part } : line)));
  const pricing = usePricing(where, lines, (key, { unit_price = '' }) => set(key, { unit_price }));
  const remove = (key: string) => {
    setLines((before) => before.filter((line) => line.key !== key));
    want(addLine);
  };
  const keysOf = (line: LineDraft, index: number) => ({
    onNext: () => want(index + 1 < lines.length ? `set.lines[${index + 1}].quantity` : addLine),
    onRemove: () => remove(line.key),
  });
  const save = async () => {
    const written = await pricing.settled();
    update.mutate({ id: deal.row.id, version, set: { lines: written.map(inputOf) } }, { onSuccess: close });
  };
  const title = t('deal.lines_of', { deal: deal.row.title });
  return (
    <FormSheet
      title={title}
      size="lg"
      error={update.error}
      onNewest={version === standing.version ? undefined : goOn}
      action={t('action.save')}
      aside={
        <span>
          {note}
          <span data-late={priced.late || undefined}>
            {t('totals.total')}{' '}
            <b>
              <Figure value={priced.total} />
            </b>
          </span>
        </span>
      }
      onSubmit={() => void save()}
      onClose={close}
    >
      <div ref={box} className="deal-lines flex flex-col gap-2" data-late={priced.late || undefined}>
        {lines.length > 0 ? <LineHeads /> : null}
        {lines.map((line, index) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: Enter and delete of the fields inside are caught here.
          <div
            key={line.key}
            className="deal-line"
            onKeyDown={(event) => onLineKey(event, keysOf(line, index))}
          >
            <LineFields line={line} index={index} onChange={(part) => set(line.key, part)} />
            <span className="num font-medium deal-line-net">
              <Figure value={priced.nets?.get(line.key)} />
            </span>
            <IconButton
              icon="x"
              label={t('lines.remove', { number: String(index + 1) })}
              keys="mod+backspace"
              onPress={() => remove(line.key)}
            />
          </div>
        ))}
        <Suggest
          autoFocus
          adds
          name={addLine}
          label={t('lines.add')}
          placeholder={t('deal.lines.hint')}
          icon="plus"
          source="item"
          value={typed}
          onChange={setTyped}
          {...items}
          also={priceTags}
          onPick={({ hit, quantity = '1' }) =>
            add({
              quantity,
              item_id: hit.id,
              description: hit.name,
              unit: hit.unit,
              unit_price: hit.price?.currency === deal.currency ? hit.price.unit_price : '',
            })
          }
          make={{
            text: (text) => t('lines.as_typed', { text: counted(text).name }),
            run: (text) => {
              const { name, quantity = '1' } = counted(text);
              add({ description: name, quantity });
            },
          }}
        />
        <p className="text-xs text-text-3">{t('deal.lines.keys')}</p>
      </div>
    </FormSheet>
  );
}

interface LineFieldsProps {
  line: LineDraft;
  index: number;
  onChange: (part: Partial<LineDraft>) => void;
}

/** The heads stand once; each field carries its name for those who cannot see them. */
function LineHeads() {
  const t = useT();
  return (
    <div className="deal-line deal-line-heads" aria-hidden="true">
      <span>{t('lines.item')}</span>
      <span className="num">{t('lines.quantity')}</span>
      <span>{t('lines.unit')}</span>
      <span className="num">{t('lines.price')}</span>
      <span className="num">{t('deal.lines.discount')}</span>
      <span className="num">{t('lines.amount')}</span>
    </div>
  );
}

function LineFields({ line, index, onChange }: LineFieldsProps) {
  const t = useT();
  const path = (name: string) => `set.lines[${index}].${name}`;
  return (
    <>
      <TextField
        quiet
        name={path('description')}
        label={t('lines.item')}
        value={line.description}
        onChange={(description) => onChange({ description, item_id: undefined })}
      />
      <NumberField
        quiet
        name={path('quantity')}
        label={t('lines.quantity')}
        value={line.quantity}
        onChange={(quantity) => onChange({ quantity })}
      />
      <TextField
        quiet
        name={path('unit')}
        label={t('lines.unit')}
        value={line.unit}
        onChange={(unit) => onChange({ unit })}
      />
      <NumberField
        quiet
        name={path('unit_price')}
        label={t('lines.price')}
        value={line.unit_price}
        onChange={(unit_price) => onChange({ unit_price })}
      />
      <NumberField
        quiet
        name={path('discount_percent')}
        label={t('deal.lines.discount')}
        value={line.discount_percent}
        onChange={(discount_percent) => onChange({ discount_percent })}
      />
    </>
  );
}
