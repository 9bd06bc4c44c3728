/** What somebody has in hand, given to a colleague: asked for when they leave, and at hand whenever they are away for long. */
import { useState } from 'react';
import { useT } from '@/app/i18n';
import { Link } from '@/app/Link';
import { Checkbox, FormDialog, Select } from '@/design';
import type { InHandRow, Tag, UserRow } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { useOwners } from '../crm/owners';

interface Kind {
  /** The message that counts its records. */
  count: string;
  /** Where those that are open are listed, and with what; some have no list. */
  to?: string;
  search?: Record<string, string>;
}

const kinds: Record<string, Kind> = {
  customer: { count: 'customer.count', to: '/customers' },
  lead: { count: 'lead.count', to: '/leads', search: { tab: 'open' } },
  deal: { count: 'deal.count', to: '/deals', search: { view: 'table' } },
  activity: { count: 'activity.count', to: '/activities' },
  estimate: { count: 'estimate.count', to: '/estimates', search: { tab: 'all' } },
  invoice: { count: 'invoice.count', to: '/invoices', search: { tab: 'draft' } },
  credit_note: { count: 'credit_note.count', to: '/invoices', search: { tab: 'draft' } },
  recurring_invoice: { count: 'recurring_invoice.count', to: '/recurring-invoices' },
  project: { count: 'project.count', to: '/projects', search: { tab: 'open' } },
  task: { count: 'task.count', to: '/tasks', search: { tab: 'open' } },
  contract: { count: 'contract.count', to: '/contracts' },
  entitlement: { count: 'entitlement.count' },
  ticket: { count: 'ticket.count', to: '/tickets', search: { tab: 'open' } },
};

const also: readonly Tag[] = [
  'activity',
  'contract',
  'customer',
  'deal',
  'document',
  'entitlement',
  'lead',
  'project',
  'recurring_invoice',
  'task',
  'ticket',
];

interface PassOnProps {
  user: UserRow;
  /** They have just left: what is not there is not spoken of. */
  leaving: boolean;
  onClose: () => void;
}

export function PassOn({ user, leaving, onClose }: PassOnProps) {
  const asked = useRead('user.in_hand', { user_id: user.id }, { also });
  const rows = asked.data?.rows;
  if (leaving && !rows?.length) return null;
  return <PassOnDialog key={rows ? 'known' : 'asked'} user={user} rows={rows} onClose={onClose} />;
}

interface PassOnDialogProps {
  user: UserRow;
  rows: InHandRow[] | undefined;
  onClose: () => void;
}

function PassOnDialog({ user, rows, onClose }: PassOnDialogProps) {
  const t = useT();
  const passOn = useWrite('user.pass_on');
  const colleagues = useOwners().filter(({ id }) => id !== user.id);
  const [to, setTo] = useState<string | null>(null);
  const [kept, keep] = useState<readonly string[]>([]);
  const given = (rows ?? []).map(({ kind }) => kind).filter((kind) => !kept.includes(kind));
  const isAny = Boolean(rows?.length);
  return (
    <FormDialog
      title={t('user.in_hand_of', { name: user.name })}
      error={passOn.error}
      action={isAny ? t('user.pass_on') : undefined}
      button={{ isDisabled: given.length === 0 || !to, isPending: passOn.isPending }}
      onSubmit={() =>
        to ? passOn.mutate({ user_id: user.id, to_id: to, kinds: given }, { onSuccess: onClose }) : undefined
      }
      onClose={onClose}
    >
      {isAny ? (
        <>
          <Select
            autoFocus
            name="to_id"
            label={t('user.pass_on_to')}
            note={t('user.pass_on_note')}
            options={colleagues}
            value={to}
            onChange={setTo}
          />
          <fieldset>
            <legend className="field-label">{t('user.in_hand')}</legend>
            {rows?.map(({ kind, count }) => {
              const { count: counted = '', to: list, search } = kinds[kind] ?? {};
              const what = t.by(counted, { count });
              return (
                <div key={kind} className="row justify-between">
                  <Checkbox
                    isSelected={!kept.includes(kind)}
                    onChange={(on) => keep(on ? kept.filter((one) => one !== kind) : [...kept, kind])}
                  >
                    {what}
                  </Checkbox>
                  {list ? (
                    <Link
                      to={list}
                      search={{ ...search, owner: user.id }}
                      label={t('user.show_in_hand', { what })}
                    >
                      {t('user.show')}
                    </Link>
                  ) : null}
                </div>
              );
            })}
          </fieldset>
        </>
      ) : rows ? (
        <p className="text-text-2">{t('user.nothing_in_hand')}</p>
      ) : null}
    </FormDialog>
  );
}
