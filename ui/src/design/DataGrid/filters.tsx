/**
 * What narrows a list beside its search and its tabs: one button with the fields behind it, and a chip for each that is set.
 * Filters live in the address, so that a figure can lead to exactly its rows.
 */
import { type ReactNode, useRef } from 'react';
import { useCompany, useMay } from '@/app/company';
import { useFormatLocale, useT } from '@/app/i18n';
import { useAddress } from '@/app/router';
import { useRead } from '@/host/queries';
import { Button } from '../Button';
import { Checkbox } from '../Checkbox';
import { FilterChip } from '../FilterChip';
import { formatDay, isIsoDay } from '../format';
import { Popover } from '../Overlays';
import { type Option, Select } from '../Select';
import { DayFilter } from './DayFilter';
import { type Period, periodsAround } from './period';

type Values = Record<string, string | undefined>;

export type FilterField =
  /** One of few; until they are known, whatever the address says is taken for one of them. */
  | { kind: 'choice'; id: string; label: string; options: readonly Option[] | undefined }
  /** On or off; `on` is what the address then says. Links may say more: `takes` tells what, `text` what the chip says of it. */
  | {
      kind: 'flag';
      id: string;
      label: string;
      on: string;
      takes?: (value: string) => boolean;
      text?: (value: string) => string;
    }
  /** Between two days, `from` and `to`. */
  | { kind: 'period'; label: string }
  /** Set by a link and only taken away here. */
  | {
      kind: 'link';
      /** Its parameters, each with what it can mean. */
      takes: Readonly<Record<string, (value: string) => boolean>>;
      label: string;
      text: (values: Values) => string;
    };

export interface Filters {
  /** What is set, by the name of its parameter. */
  values: Values;
  button: ReactNode;
  /** Nothing while nothing is set. */
  chips: ReactNode;
  /** Takes all of them away, and the search with them; absent while nothing is set. */
  clear: (() => void) | undefined;
}

const any = 'any';
const own = 'own';

const namesOf = (field: FilterField): readonly string[] =>
  field.kind === 'period' ? ['from', 'to'] : field.kind === 'link' ? Object.keys(field.takes) : [field.id];

/** Only what a field can mean; the rest of an address is not ours. */
function valid(field: FilterField, name: string, value: string): boolean {
  switch (field.kind) {
    case 'choice':
      return value !== '' && (field.options?.some(({ id }) => id === value) ?? true);
    case 'flag':
      return field.takes?.(value) ?? value === field.on;
    case 'period':
      return isIsoDay(value);
    case 'link':
      return field.takes[name]?.(value) ?? false;
  }
}

const readFilters = (fields: readonly FilterField[]) => (raw: Record<string, unknown>) =>
  Object.fromEntries(
    fields.flatMap((field) =>
      namesOf(field).map((name): [string, string | undefined] => {
        const value = raw[name];
        return [name, typeof value === 'string' && valid(field, name, value) ? value : undefined];
      }),
    ),
  );

export function useFilters(fields: readonly FilterField[]): Filters {
  const t = useT();
  const [values, set] = useAddress<Values>(readFilters(fields));
  const button = useRef<HTMLButtonElement>(null);
  const shown = fields.filter((field) => namesOf(field).some((name) => values[name] !== undefined));
  const clear = (names: readonly string[]) => {
    set(Object.fromEntries(names.map((name) => [name, undefined])));
    // What was pressed goes away with the filter, and the keyboard would be nowhere.
    button.current?.focus();
  };
  const asked = fields.filter(({ kind }) => kind !== 'link');
  return {
    values,
    button:
      asked.length === 0 ? null : (
        <Popover
          label={t('filter.title')}
          placement="bottom start"
          trigger={
            <Button ref={button} kind="ghost" icon="list-filter">
              {t('filter.title')}
            </Button>
          }
        >
          <div className="filter-fields">
            {asked.map((field) => (
              <Field key={field.label} field={field} values={values} set={set} />
            ))}
          </div>
        </Popover>
      ),
    chips:
      shown.length === 0
        ? null
        : shown.map((field) => (
            <Chip key={field.label} field={field} values={values} onClear={() => clear(namesOf(field))} />
          )),
    clear: shown.length === 0 ? undefined : () => clear([...shown.flatMap(namesOf), 'search']),
  };
}

interface FieldProps {
  field: FilterField;
  values: Values;
  set: (change: Values) => void;
}

function Field({ field, values, set }: FieldProps) {
  const t = useT();
  switch (field.kind) {
    case 'choice':
      return (
        <Select
          label={field.label}
          options={[{ id: any, text: t('filter.any') }, ...(field.options ?? [])]}
          value={values[field.id] ?? any}
          onChange={(id) => set({ [field.id]: id === any ? undefined : id })}
        />
      );
    case 'flag':
      return (
        <Checkbox
          isSelected={values[field.id] !== undefined}
          onChange={(isOn) => set({ [field.id]: isOn ? field.on : undefined })}
        >
          {field.label}
        </Checkbox>
      );
    case 'period':
      return <PeriodFields label={field.label} values={values} set={set} />;
    case 'link':
      return null;
  }
}

/** The named periods of the company's calendar, those of its fiscal year for those who may read when that begins. */
function usePeriods(): Period[] {
  const { today } = useCompany();
  const branch = useRead('branch.list', {}, { also: ['company'], enabled: useMay()('company.read') }).data
    ?.rows[0];
  return periodsAround(today, branch?.fiscal_year_start);
}

interface PeriodProps {
  label: string;
  values: Values;
  set: (change: Values) => void;
}

function PeriodFields({ label, values: { from, to }, set }: PeriodProps) {
  const t = useT();
  const periods = usePeriods();
  const named = periods.find((one) => one.from === from && one.to === to);
  const end = (name: 'from' | 'to', value: string | undefined) => (
    <DayFilter label={t(`filter.${name}`)} value={value} onChange={(day) => set({ [name]: day })} />
  );
  return (
    <>
      <Select
        label={label}
        options={[
          { id: any, text: t('filter.any') },
          ...periods.map(({ id }) => ({ id, text: t(`period.${id}`) })),
          ...(named || (!from && !to) ? [] : [{ id: own, text: t('period.own') }]),
        ]}
        value={named?.id ?? (from || to ? own : any)}
        onChange={(id) => {
          const chosen = periods.find((one) => one.id === id);
          if (id !== own) set({ from: chosen?.from, to: chosen?.to });
        }}
      />
      <div className="filter-period">
        {end('from', from)}
        {end('to', to)}
      </div>
    </>
  );
}

interface ChipProps {
  field: FilterField;
  values: Values;
  onClear: () => void;
}

function Chip({ field, values, onClear }: ChipProps) {
  if (field.kind === 'period')
    return <PeriodChip name={field.label} from={values.from} to={values.to} onClear={onClear} />;
  return <FilterChip name={field.label} value={textOf(field, values)} onClear={onClear} />;
}

function textOf(field: Exclude<FilterField, { kind: 'period' }>, values: Values): string {
  if (field.kind === 'link') return field.text(values);
  const value = values[field.id] ?? '';
  if (field.kind === 'choice') return field.options?.find(({ id }) => id === value)?.text ?? '…';
  return field.text?.(value) ?? '';
}

interface PeriodChipProps {
  name: string;
  from: string | undefined;
  to: string | undefined;
  onClear: () => void;
}

function PeriodChip({ name, from, to, onClear }: PeriodChipProps) {
  const t = useT();
  const { format } = useFormatLocale();
  const named = usePeriods().find((one) => one.from === from && one.to === to);
  const day = (value: string | undefined) => (value ? formatDay(value, format) : '');
  const text = named
    ? t(`period.${named.id}`)
    : from && to
      ? t('period.between', { from: day(from), to: day(to) })
      : t(from ? 'period.since' : 'period.until', { day: day(from ?? to) });
  return <FilterChip name={name} value={text} onClear={onClear} />;
}
