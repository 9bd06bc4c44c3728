/**
 * The lines of a document. Type to find an item, Tab to quantity, price, discount and tax; Enter goes on to the next
 * line, and "3 x name" brings its quantity along. Numbers stay as typed: `16*4` is the core's to compute.
 */
import { type ReactNode, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useFormatLocale, useT } from '@/app/i18n';
import {
  Checkbox,
  Icon,
  IconButton,
  Money,
  type Option,
  Popover,
  Select,
  Suggest,
  TextField,
} from '@/design';
import { currencySymbol, formatDecimal, formatMoney, isDecimal } from '@/design/format';
import type { DraftKind, TaxClass } from '@/host/generated';
import { counted, freeLine, type LineForm, lineOf, pastedLines } from './document-form';
import { addLine, onLineKey, type Place, priceTags, useItems, useWantedField } from './lines';
import { blankTax, TaxesByHand } from './TaxesByHand';
import { WhySteps } from './Totals';
import type { Priced } from './usePrice';

interface LinesGridProps {
  kind: DraftKind;
  lines: readonly LineForm[];
  onChange: (change: (before: LineForm[]) => LineForm[]) => void;
  price: Priced;
  currency: string;
  /** What decides the prices of items. */
  where: Place;
  taxClasses: readonly TaxClass[];
  /** The tax law of the seller: it may leave names and rates of taxes to the user, or ask for a code of goods. */
  scheme: string | undefined;
  /** Messages by path, such as `lines[0].quantity`. */
  errors: Record<string, string>;
}

/** Whether the law of the seller leaves the names and rates of taxes to the user. */
const byHand = (scheme: string | undefined) => scheme === 'other' || scheme === 'sales_us';

/** The class a line typed by hand starts with: that of the line before, else the standard one. */
const usualClass = (lines: readonly LineForm[], classes: readonly TaxClass[]) =>
  lines.at(-1)?.tax_class_id ?? classes.find((one) => one.key === 'standard')?.id;

export function LinesGrid(props: LinesGridProps) {
  const { lines, onChange, price, currency, taxClasses, errors, scheme } = props;
  const coded = scheme === 'gst_in' || lines.some((line) => line.hsn);
  const t = useT();
  const { format } = useFormatLocale();
  const { box, want } = useWantedField<HTMLTableElement>();
  const items = useItems(props.where);
  const [typed, setTyped] = useState('');

  // What was not typed is asked for next; a line that is complete leads to the one after it.
  const add = (line: LineForm, quantity?: string) => {
    onChange((before) => [...before, quantity ? { ...line, quantity } : line]);
    if (!quantity) want(`lines[${lines.length}].quantity`, addLine);
    else if (line.unit_price === undefined) want(`lines[${lines.length}].unit_price`, addLine);
    else want(addLine, addLine);
  };
  const addFree = (text: string) => {
    const { name, quantity } = counted(text);
    add(freeLine(name, usualClass(lines, taxClasses)), quantity);
  };
  const set = (key: string, part: Partial<LineForm>) =>
    onChange((before) => before.map((line) => (line.key === key ? { ...line, ...part } : line)));
  const remove = (key: string) => {
    const index = lines.findIndex((line) => line.key === key);
    onChange((before) => before.filter((line) => line.key !== key));
    want(index > 0 ? `lines[${index - 1}].quantity` : addLine);
  };
  const move = (key: string, by: 1 | -1) =>
    onChange((before) => {
      const from = before.findIndex((line) => line.key === key);
      const to = from + by;
      if (from < 0 || to < 0 || to >= before.length) return before;
      const after = [...before];
      const [line] = after.splice(from, 1);
      if (line) after.splice(to, 0, line);
      return after;
    });

  const symbol = currencySymbol(currency, format);
  return (
    <table
      className="t lines"
      ref={box}
      aria-label={t('lines.title')}
      data-late={!price.current || undefined}
    >
      <colgroup>
        <col />
        {coded ? <col className="col-hsn folds" /> : null}
        <col className="col-qty" />
        <col className="col-price" />
        <col className="col-disc" />
        <col className="col-tax folds" />
        <col className="col-amount" />
        <col className="col-more" />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">{t('lines.item')}</th>
          {coded ? (
            <th scope="col" className="folds">
              {t('lines.hsn')}
            </th>
          ) : null}
          <th scope="col" className="num">
            {t('lines.quantity')}
          </th>
          <th scope="col" className="num">
            {t('lines.price')}
          </th>
          <th scope="col" className="num">
            {t('lines.discount')}
          </th>
          <th scope="col" className="num folds">
            {t('lines.tax')}
          </th>
          <th scope="col" className="num">
            {symbol ? t('grid.amount_in', { title: t('lines.amount'), symbol }) : t('lines.amount')}
          </th>
          <th scope="col">
            <span className="sr-only">{t('lines.more')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line, index) => (
          <LineRow
            key={line.key}
            {...props}
            coded={coded}
            line={line}
            index={index}
            set={(part) => set(line.key, part)}
            onRemove={() => remove(line.key)}
            onMove={(by) => move(line.key, by)}
            onNext={(from) =>
              want(index === lines.length - 1 ? addLine : `lines[${index + 1}].quantity`, from)
            }
          />
        ))}
        <tr className="lines-add">
          <td
            colSpan={6}
            onPaste={(event) => {
              const pasted = pastedLines(
                event.clipboardData.getData('text/plain'),
                usualClass(lines, taxClasses),
              );
              if (pasted.length === 0) return;
              event.preventDefault();
              onChange((before) => [...before, ...pasted]);
            }}
          >
            <Suggest
              bare
              adds
              // Whoever comes with the customer goes on with the lines.
              autoFocus={props.where.customerId !== undefined && lines.length === 0}
              name={addLine}
              label={t('lines.add')}
              placeholder={t('lines.add_hint')}
              icon="plus"
              source="item"
              value={typed}
              onChange={setTyped}
              {...items}
              also={priceTags}
              onPick={({ hit, quantity }) => add(lineOf(hit), quantity)}
              make={{ text: (text) => t('lines.as_typed', { text: counted(text).name }), run: addFree }}
              onEnter={(text) => {
                if (text !== '') addFree(text);
              }}
              isInvalid={errors.lines !== undefined}
            />
            {errors.lines ? <LineProblem text={errors.lines} /> : null}
          </td>
          <td colSpan={coded ? 2 : 1} className="folds" />
        </tr>
      </tbody>
    </table>
  );
}

function LineProblem({ text }: { text: string }) {
  return (
    <p className="field-error" role="alert">
      <Icon name="alert-circle" size={14} />
      <span>{text}</span>
    </p>
  );
}

interface LineRowProps extends LinesGridProps {
  line: LineForm;
  index: number;
  /** Whether lines carry a code of goods. */
  coded: boolean;
  set: (part: Partial<LineForm>) => void;
  onRemove: () => void;
  onMove: (by: 1 | -1) => void;
  /** `from` is the field that was decided, perhaps after it was left. */
  onNext: (from?: string) => void;
}

function LineRow(props: LineRowProps) {
  const { line, index, set, errors, taxClasses, price, currency, coded } = props;
  const t = useT();
  const { format } = useFormatLocale();
  const items = useItems(props.where, line.quantity);
  const at = (name: string) => `lines[${index}].${name}`;
  const number = (index + 1).toString();
  const place = price.lines.findIndex(({ key }) => key === line.key);
  const figures = price.totals?.lines[place];
  const problems = Object.entries(errors).filter(([path]) => path.startsWith(`lines[${index}]`));
  const cell = (name: 'quantity' | 'unit_price' | 'discount', label: string, after?: ReactNode) => (
    <Cell
      name={at(name)}
      label={t('lines.cell', { label, number })}
      value={line[name] ?? ''}
      result={name === 'discount' || price.lines[place]?.[name] !== line[name] ? undefined : figures?.[name]}
      show={(text) =>
        name === 'unit_price'
          ? formatMoney({ amount: text, currency }, format, { bare: true, decimals: 'always' })
          : formatDecimal(text, format)
      }
      onChange={(text) => set({ [name]: text })}
      invalid={errors[at(name)] !== undefined}
      after={after}
    />
  );
  const rate = figures ? t('percent', { rate: formatDecimal(figures.rate, format) }) : undefined;
  const steps = price.totals?.why.filter((step) => step.subject === 'line' && step.index === place) ?? [];
  return (
    <>
      <tr onKeyDown={(event) => onLineKey(event, props)} data-optional={line.optional || undefined}>
        <td>
          <Suggest
            bare
            name={at('description')}
            label={t('lines.cell', { label: t('lines.item'), number })}
            source="item"
            value={line.description ?? ''}
            onChange={(description) => set({ description, item_id: undefined })}
            {...items}
            also={priceTags}
            onPick={({ hit, quantity = line.quantity }) => set(lineOf(hit, { ...line, quantity }))}
            onEnter={() => props.onNext(at('description'))}
            isInvalid={errors[at('description')] !== undefined}
          />
          <p className="folded">
            {line.hsn ? (
              <span>
                {t('lines.hsn')} <bdi className="id">{line.hsn}</bdi>
              </span>
            ) : null}
            {rate ? (
              <span>
                {t('lines.tax')} {rate}
              </span>
            ) : null}
          </p>
        </td>
        {coded ? (
          <td className="text-text-2 folds">
            <bdi className="id">{line.hsn}</bdi>
          </td>
        ) : null}
        <td>
          {cell(
            'quantity',
            t('lines.quantity'),
            line.unit ? <span className="text-text-3">{line.unit}</span> : null,
          )}
        </td>
        <td>{cell('unit_price', t('lines.price'))}</td>
        <td>{cell('discount', t('lines.discount'))}</td>
        <td className="num text-text-2 folds">{rate ?? '–'}</td>
        <td className="num">
          {figures && price.totals?.currency === currency ? (
            <Popover
              label={t('why.label')}
              placement="top end"
              trigger={
                <AriaButton
                  className="line-amount"
                  aria-label={t('lines.why', {
                    number,
                    amount: formatMoney({ amount: figures.net, currency }, format, {
                      bare: true,
                      decimals: 'always',
                    }),
                  })}
                >
                  <Money value={{ amount: figures.net, currency }} bare decimals="always" />
                </AriaButton>
              }
            >
              <WhySteps
                title={line.description ?? ''}
                amount={figures.net}
                currency={currency}
                steps={steps}
              />
            </Popover>
          ) : (
            <span className="text-text-3">–</span>
          )}
        </td>
        <td>
          <LineMore {...props} at={at} number={number} classes={taxClasses} />
        </td>
      </tr>
      {problems.length > 0 ? (
        <tr className="lines-problem">
          <td colSpan={6}>
            <LineProblem text={problems.map(([, text]) => text).join(' ')} />
          </td>
          <td colSpan={coded ? 2 : 1} className="folds" />
        </tr>
      ) : null}
    </>
  );
}

interface CellProps {
  name: string;
  label: string;
  value: string;
  /** What the core made of arithmetic such as `16*4`. */
  result?: string;
  show: (decimal: string) => string;
  onChange: (text: string) => void;
  invalid: boolean;
  after?: ReactNode;
}

/** A number in a cell: as typed while typing, in local writing otherwise. */
function Cell({ name, label, value, result, show, onChange, invalid, after }: CellProps) {
  const t = useT();
  const [typing, setTyping] = useState(false);
  const understood = isDecimal(value) || value === '' ? value : (result ?? value);
  const rate = /^(\d+(?:\.\d+)?)\s*%$/.exec(value)?.[1];
  const written = rate
    ? t('percent', { rate: show(rate) })
    : isDecimal(understood)
      ? show(understood)
      : value;
  return (
    <span className="cell-box num">
      <input
        name={name}
        aria-label={label}
        aria-invalid={invalid || undefined}
        inputMode="decimal"
        autoComplete="off"
        dir="ltr"
        className="num"
        placeholder="–"
        value={typing ? value : written}
        onFocus={(event) => {
          setTyping(true);
          const field = event.currentTarget;
          requestAnimationFrame(() => document.activeElement === field && field.select());
        }}
        onBlur={() => setTyping(false)}
        onChange={(event) => onChange(event.target.value)}
      />
      {after}
    </span>
  );
}

interface LineMoreProps extends LineRowProps {
  at: (name: string) => string;
  number: string;
  classes: readonly TaxClass[];
}

const noTax = 'none';
const handTax = 'hand';

/** What a line has besides its figures, and what can be done with it. */
function LineMore(props: LineMoreProps) {
  const { kind, line, set, classes, scheme, coded, number, onRemove, onMove, at } = props;
  const t = useT();
  const taxes = line.tax_class_id ? [] : (line.taxes ?? []);
  const typed = taxes.length > 0;
  const options: Option[] = [
    ...classes.map((one) => ({ id: one.id, text: one.name })),
    ...(byHand(scheme) || typed ? [{ id: handTax, text: t('lines.tax_by_hand') }] : []),
    { id: noTax, text: t('lines.no_tax') },
  ];
  return (
    <Popover
      label={t('lines.more_of', { number })}
      trigger={<IconButton icon="ellipsis" size="sm" label={t('lines.more_of', { number })} />}
    >
      <div className="line-more">
        <Select
          label={t('lines.tax_class')}
          name={at('tax_class_id')}
          options={options}
          value={line.tax_class_id ?? (typed ? handTax : noTax)}
          onChange={(id) =>
            set({
              tax_class_id: id === noTax || id === handTax ? undefined : id,
              taxes: id === handTax ? [blankTax] : undefined,
            })
          }
        />
        {typed ? (
          <TaxesByHand
            taxes={taxes}
            at={(index, field) => at(`taxes[${index}].${field}`)}
            onChange={(changed) => set({ taxes: changed })}
          />
        ) : null}
        <div className="form-2">
          {coded ? (
            <TextField
              label={t('lines.hsn')}
              optional
              machine
              value={line.hsn ?? ''}
              onChange={(hsn) => set({ hsn })}
            />
          ) : null}
          <TextField
            label={t('lines.unit')}
            optional
            value={line.unit ?? ''}
            onChange={(unit) => set({ unit })}
          />
        </div>
        <TextField
          label={t('lines.detail')}
          optional
          lines={2}
          value={line.detail ?? ''}
          onChange={(detail) => set({ detail })}
        />
        {kind === 'estimate' ? (
          <Checkbox isSelected={line.optional ?? false} onChange={(optional) => set({ optional })}>
            {t('lines.optional')}
          </Checkbox>
        ) : null}
        <div className="row">
          <IconButton
            icon="arrow-up"
            size="sm"
            label={t('lines.up')}
            keys="alt+arrowup"
            onPress={() => onMove(-1)}
          />
          <IconButton
            icon="arrow-down"
            size="sm"
            label={t('lines.down')}
            keys="alt+arrowdown"
            onPress={() => onMove(1)}
          />
          <span className="push-end">
            <IconButton
              icon="trash-2"
              size="sm"
              label={t('lines.remove', { number })}
              keys="mod+backspace"
              onPress={onRemove}
            />
          </span>
        </div>
      </div>
    </Popover>
  );
}
