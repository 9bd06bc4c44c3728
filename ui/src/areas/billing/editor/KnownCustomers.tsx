/** Customers that may be the one who is about to be made, each taken with one press. */
import type { FocusEvent } from 'react';
import { useT } from '@/app/i18n';
import { Icon } from '@/design';
import type { Duplicate } from '@/host/generated';
import { heldText, reasonsText } from '../../crm/words';

const shownAtMost = 3;

interface KnownCustomersProps {
  rows: readonly Duplicate[];
  onTake: (row: Duplicate) => void;
  onBlur: (event: FocusEvent) => void;
  /** Escape. */
  onCancel: () => void;
}

export function KnownCustomers({ rows, onTake, onBlur, onCancel }: KnownCustomersProps) {
  const t = useT();
  return (
    // The mouse leaves the focus in the line: to leave that means to make the customer.
    // biome-ignore lint/a11y/noStaticElementInteractions: nothing is done here, something is kept from being done.
    <div className="known-customers" aria-live="polite" onMouseDown={(event) => event.preventDefault()}>
      {rows.length === 0 ? null : (
        <>
          <span className="row text-warn">
            <Icon name="users" size={14} /> {t('duplicates.title')}
          </span>
          <ul aria-label={t('duplicates.title')}>
            {rows.slice(0, shownAtMost).map((row) => (
              <li key={row.id} className="row">
                {row.held_by === null ? (
                  <button
                    type="button"
                    className="link cut"
                    dir="auto"
                    aria-label={t('duplicates.take', { name: row.name })}
                    onClick={() => onTake(row)}
                    onBlur={onBlur}
                    onKeyDown={(event) => {
                      if (event.key !== 'Escape') return;
                      event.preventDefault();
                      event.stopPropagation();
                      onCancel();
                    }}
                  >
                    {row.name}
                  </button>
                ) : (
                  <span className="cut">{heldText(row, t)}</span>
                )}
                <span className="cut text-text-3">
                  {[row.place, reasonsText(row, t)].filter(Boolean).join(' · ')}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
