/** How documents and records are numbered: a series for each branch and kind, never with a gap. */
import { useState } from 'react';
import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKeptEdits, useSeen } from '@/app/kept';
import {
  Callout,
  FormDialog,
  IconButton,
  NumberField,
  Section,
  Select,
  Table,
  TextField,
  useReadable,
} from '@/design';
import { type ApiError, preview } from '@/host';
import type { NumberSeries, NumberSeriesUpdateRequest, Resets } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { useAsked } from '@/host/typing';
import { standing } from '../standing';
import { SettingsHead } from './SettingsHead';

const resets: readonly Resets[] = ['fiscal_year', 'month', 'never'];

/** What a series counts, as people call it. */
function useKindName() {
  const t = useT();
  return (kind: string) => t.by(`number.kind.${kind}`);
}

export default function NumberSettings() {
  const t = useT();
  const may = useMay();
  const [edited, setEdited] = useState<NumberSeries | null>(null);
  const rows =
    useRead('number_series.list', {}, { also: ['company', 'document', 'payment'] }).data?.rows ?? [];
  const groups = [...new Set(rows.map((row) => row.branch_id))].map((id) => ({
    id,
    rows: rows.filter((row) => row.branch_id === id),
  }));
  const branches = groups.filter((group) => group.id !== null).length;
  return (
    <div className="page">
      <SettingsHead part="numbers" />
      <div className="settings">
        <p className="settings-text">{t('number.text')}</p>
        {groups.map((group) => (
          <Section
            key={group.id ?? ''}
            title={
              group.id === null
                ? t('number.records')
                : branches > 1
                  ? t('number.documents_of', { branch: group.rows[0]?.branch ?? '' })
                  : t('number.documents')
            }
          >
            <SeriesTable rows={group.rows} onEdit={may('settings.write') ? setEdited : undefined} />
          </Section>
        ))}
      </div>
      {edited ? <SeriesDialog series={standing(edited, rows)} onClose={() => setEdited(null)} /> : null}
    </div>
  );
}

interface SeriesTableProps {
  rows: readonly NumberSeries[];
  onEdit: ((series: NumberSeries) => void) | undefined;
}

function SeriesTable({ rows, onEdit }: SeriesTableProps) {
  const t = useT();
  const kindName = useKindName();
  return (
    <Table
      className="numbers"
      rows={rows}
      rowId={(row) => row.id}
      columns={[
        { title: t('number.kind'), cell: (row) => kindName(row.kind) },
        { title: t('number.next'), keeps: true, cell: (row) => <bdi className="id">{row.next}</bdi> },
        {
          title: t('number.pattern'),
          keeps: true,
          cell: (row) => <bdi className="id text-text-2">{row.pattern}</bdi>,
        },
        {
          title: t('number.resets'),
          cell: (row) => <span className="text-text-2">{t(`number.resets.${row.resets}`)}</span>,
        },
      ]}
      acts={(row) =>
        onEdit ? (
          <IconButton
            icon="pencil"
            size="sm"
            label={t('number.edit_of', { kind: kindName(row.kind) })}
            onPress={() => onEdit(row)}
          />
        ) : null
      }
    />
  );
}

/** What the series would be, asked of the core a moment after the last key and rolled back. */
function useExample(request: NumberSeriesUpdateRequest) {
  const { answer, error } = useAsked(JSON.stringify(request), (signal) =>
    preview('number_series.update', request, signal),
  );
  return { series: error ? undefined : answer?.result, error };
}

export function SeriesDialog({ series, onClose }: { series: NumberSeries; onClose: () => void }) {
  const t = useT();
  const kindName = useKindName();
  const readable = useReadable();
  const update = useWrite('number_series.update');
  const { version, onNewest } = useSeen(series.version, update.reset);
  const { draft, set, done, note } = useKeptEdits(
    `number_series.${series.id}`,
    { pattern: series.pattern, resets: series.resets, first: String(series.next_no) },
    { fixed: { resets: series.has_counted, first: series.is_started } },
  );
  const close = () => {
    done();
    onClose();
  };
  const starts = /^\d{1,9}$/.test(draft.first) ? Number.parseInt(draft.first, 10) : 0;
  const request: NumberSeriesUpdateRequest = {
    id: series.id,
    version,
    pattern: draft.pattern,
    resets: draft.resets,
    first_no: series.is_started ? undefined : starts,
  };
  const example = useExample(request);
  // Said beside the fields and not at them: the form would take the focus there while somebody types.
  const wrong = (error: ApiError) => {
    const first = error.fields[0];
    return t.by(first?.message_id ?? error.messageId, readable(first?.params ?? error.params));
  };
  const title = t('number.edit_of', { kind: kindName(series.kind) });
  return (
    <FormDialog
      title={title}
      error={update.error}
      onNewest={onNewest}
      action={t('action.save')}
      button={{ isPending: update.isPending }}
      onSubmit={() => update.mutate(request, { onSuccess: close })}
      onClose={close}
      aside={note}
    >
      <TextField
        autoFocus
        name="pattern"
        label={t('number.pattern')}
        note={t('number.pattern_note')}
        machine
        value={draft.pattern}
        onChange={(pattern) => set({ pattern })}
      />
      <Select
        name="resets"
        label={t('number.resets')}
        note={series.has_counted ? t('number.resets_fixed') : undefined}
        options={resets.map((id) => ({ id, text: t(`number.resets.${id}`) }))}
        value={draft.resets}
        onChange={(id) => set({ resets: id as Resets })}
        isDisabled={series.has_counted}
      />
      {series.is_started ? (
        <p className="text-text-2">
          {series.period === '' ? t('number.started') : t('number.started_in', { period: series.period })}
        </p>
      ) : (
        <NumberField
          name="first_no"
          label={t('number.first')}
          note={t('number.first_note')}
          value={draft.first}
          onChange={(first) => set({ first })}
        />
      )}
      {example.error ? <Callout tone="warn">{wrong(example.error)}</Callout> : null}
      {example.series ? (
        <Callout tone="info">
          {t('number.example', {
            next: example.series.next,
            longest: example.series.longest,
            max: example.series.length_max,
          })}
        </Callout>
      ) : null}
    </FormDialog>
  );
}
