/** Rows that somebody prices, one beside the other, each changed in a dialog. */
import { type ReactNode, useState } from 'react';
import { Button, EmptyState, IconButton, Section, Table, type TableColumn } from '@/design';
import type { TimeRate } from '@/host/generated';
import { standing } from '../standing';

type Price = Pick<TimeRate, 'id' | 'version'>;

interface PricesProps<Row extends Price> {
  words: {
    title: string;
    text?: string;
    none: string;
    add: string;
    edit: (name: string) => string;
    remove: (name: string) => string;
  };
  /** Absent until they are read. */
  rows: readonly Row[] | undefined;
  columns: readonly TableColumn<Row>[];
  nameOf: (row: Row) => string;
  onDelete: (row: Row) => void;
  /** Asks for one that stands, or for a new one. */
  dialog: (row: Row | undefined, onClose: () => void) => ReactNode;
  mayWrite: boolean;
}

/** What an hour is sold for, or what something costs: a table of it, and the ways to change it. */
export function Prices<Row extends Price>(props: PricesProps<Row>) {
  const { words, rows, columns, nameOf, onDelete, dialog, mayWrite } = props;
  const [edited, setEdited] = useState<Row | 'new' | null>(null);
  const close = () => setEdited(null);
  return (
    <Section
      title={words.title}
      count={rows?.length}
      action={
        mayWrite ? (
          <Button size="sm" icon="plus" onPress={() => setEdited('new')}>
            {words.add}
          </Button>
        ) : undefined
      }
    >
      {words.text ? <p className="settings-text">{words.text}</p> : null}
      {rows?.length === 0 ? <EmptyState text={words.none} /> : null}
      {rows && rows.length > 0 ? (
        <Table
          label={words.title}
          rows={rows}
          rowId={({ id }) => id}
          columns={columns}
          acts={(row) =>
            mayWrite ? (
              <span className="row justify-end">
                <IconButton
                  icon="pencil"
                  size="sm"
                  label={words.edit(nameOf(row))}
                  onPress={() => setEdited(row)}
                />
                <IconButton
                  icon="trash-2"
                  size="sm"
                  label={words.remove(nameOf(row))}
                  onPress={() => onDelete(row)}
                />
              </span>
            ) : null
          }
        />
      ) : null}
      {edited === null ? null : dialog(edited === 'new' ? undefined : standing(edited, rows ?? []), close)}
    </Section>
  );
}
