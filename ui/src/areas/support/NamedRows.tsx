/** Rows with a name in an order of their own, as settings keep them: ticket categories and saved replies are such. */
import type { ReactNode } from 'react';
import { useT } from '@/app/i18n';
import { Button, IconButton, Reorder, Section, TextField } from '@/design';
import type { ApiError } from '@/host';
import { SettingsForm } from '../settings/SettingsForm';

export interface NamedRow {
  key: string;
  id?: string;
  name: string;
}

interface NamedRowsProps<Row extends NamedRow> {
  /** The part of the settings. */
  part: 'ticket_categories' | 'saved_replies';
  /** What a name is, what a row without one is called, and what adds and removes one. */
  words: { name: string; nameless: string; add: string; remove: (name: string) => string };
  rows: readonly Row[];
  set: (edits: { rows: Row[] }) => void;
  /** A row that nothing was typed in. */
  blank: Omit<Row, 'key'>;
  /** What they are for. */
  text: string;
  mayWrite: boolean;
  error: ApiError | null;
  /** That what was typed is kept. */
  note: ReactNode;
  onSubmit: () => void;
  className: string;
  /** What belongs to the same part of the settings. */
  after?: ReactNode;
  /** The fields of a row after its name; `path` is that of the row. */
  children: (row: Row, path: string, change: (part: Partial<Row>) => void) => ReactNode;
}

export function NamedRows<Row extends NamedRow>(props: NamedRowsProps<Row>) {
  const { part, words, rows, set, blank, text, mayWrite, error, note, onSubmit, className, after, children } =
    props;
  const t = useT();
  const title = t(`settings.${part}`);
  const nameOf = ({ name }: Row) => name || words.nameless;
  return (
    <div className="settings">
      <SettingsForm label={title} error={error} mayWrite={mayWrite} note={note} onSubmit={onSubmit}>
        <Section title={title}>
          <p className="text-text-2">{text}</p>
          <Reorder
            label={title}
            items={rows}
            keyOf={({ key }) => key}
            nameOf={nameOf}
            onChange={(next) => set({ rows: next })}
          >
            {(row, index) => {
              const change = (part: Partial<Row>) =>
                set({ rows: rows.map((one) => (one.key === row.key ? { ...one, ...part } : one)) });
              return (
                <div className={className}>
                  <TextField
                    name={`rows[${index}].name`}
                    label={words.name}
                    value={row.name}
                    isDisabled={!mayWrite}
                    onChange={(name) => change({ name } as Partial<Row>)}
                  />
                  {children(row, `rows[${index}]`, change)}
                  {mayWrite ? (
                    <IconButton
                      icon="x"
                      label={words.remove(nameOf(row))}
                      onPress={() => set({ rows: rows.filter(({ key }) => key !== row.key) })}
                    />
                  ) : null}
                </div>
              );
            }}
          </Reorder>
          {mayWrite ? (
            <Button
              kind="ghost"
              icon="plus"
              onPress={() => set({ rows: [...rows, { ...blank, key: crypto.randomUUID() } as Row] })}
            >
              {words.add}
            </Button>
          ) : null}
        </Section>
      </SettingsForm>
      {after}
    </div>
  );
}
