/** A ticket that was none goes. */
import { useT } from '@/app/i18n';
import { useSeen } from '@/app/kept';
import { useGo } from '@/app/router';
import { FormDialog } from '@/design';
import { useWrite } from '@/host/queries';
import { type TicketDialogProps, useTicketNow } from './ticket-now';

export function DeleteTicket({ ticket: opened, onClose }: TicketDialogProps) {
  const t = useT();
  const go = useGo();
  const remove = useWrite('ticket.delete');
  const { row } = useTicketNow(opened);
  const { version, onNewest } = useSeen(row.version, remove.reset);
  return (
    <FormDialog
      title={t('ticket.delete_of', { ticket: row.subject })}
      error={remove.error}
      onNewest={onNewest}
      action={t('ticket.delete')}
      button={{ kind: 'danger' }}
      onSubmit={() =>
        remove.mutate(
          { id: row.id, version },
          {
            onSuccess: () => {
              onClose();
              go('/tickets');
            },
          },
        )
      }
      onClose={onClose}
    >
      <p className="text-text-2">{t('ticket.delete_text')}</p>
    </FormDialog>
  );
}
