/** What a project cost besides time, on its page, for who may see costs. */
import { useState } from 'react';
import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { Attachments } from '@/areas/files/Attachments';
import { Badge, Button, Dialog, Money, When } from '@/design';
import type { Expense } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
import { ExpenseDialog } from './ExpenseDialog';
import { Prices } from './Prices';

/** How much it was; of what was paid in another currency, what that is at home too. */
function Paid({ expense }: { expense: Expense }) {
  return (
    <>
      <Money value={expense.amount} />
      {expense.rate === null ? null : (
        <div className="text-xs text-text-3">
          <Money value={expense.home_amount} />
        </div>
      )}
    </>
  );
}

export function Expenses({ projectId }: { projectId: string }) {
  const t = useT();
  const may = useMay();
  const remove = useWrite('expense.delete');
  const [shown, setShown] = useState<Expense | null>(null);
  const rows = useRead('expense.list', { project_id: projectId }, { also: ['attachment', 'document'] }).data
    ?.rows;
  return (
    <>
      <Prices
        words={{
          title: t('expense.title'),
          none: t('expense.none'),
          add: t('expense.new'),
          edit: (name) => t('expense.edit_of', { name }),
          remove: (name) => t('expense.delete_of', { name }),
        }}
        rows={rows}
        columns={[
          { title: t('time.day'), keeps: true, cell: (row) => <When day={row.date} /> },
          {
            title: t('expense.what'),
            cell: (row) => (
              <>
                <span dir="auto">{row.description}</span>
                <div className="cut text-xs text-text-3">
                  {t(`expense.kind.${row.kind}`)}
                  {row.supplier ? <span dir="auto"> · {row.supplier}</span> : null}
                </div>
              </>
            ),
          },
          { title: t('column.amount'), num: true, cell: (row) => <Paid expense={row} /> },
          { title: t('time.billing'), keeps: true, cell: (row) => <Badge value={row.badge} /> },
          {
            title: t('files.title'),
            keeps: true,
            cell: (row) =>
              row.files > 0 ? (
                <Button
                  kind="plain"
                  size="sm"
                  icon="paperclip"
                  aria-label={t('expense.files_of', { name: row.description, count: row.files })}
                  onPress={() => setShown(row)}
                >
                  {row.files}
                </Button>
              ) : null,
          },
        ]}
        nameOf={(row) => row.description}
        onDelete={({ id, version }) => remove.mutate({ id, version }, { onError: notifyError })}
        dialog={(expense, onClose) => (
          <ExpenseDialog projectId={projectId} expense={expense} onClose={onClose} />
        )}
        mayWrite={may('time_cost.write')}
      />
      {shown ? (
        <Dialog title={shown.description} isOpen onClose={() => setShown(null)}>
          <div className="dialog-b">
            <Attachments recordId={shown.id} mayWrite={may('time_cost.write')} />
          </div>
        </Dialog>
      ) : null}
    </>
  );
}
