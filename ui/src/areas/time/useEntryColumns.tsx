/** The columns of a list of entries. */
import { useMemo } from 'react';
import { useT } from '@/app/i18n';
import { Badge, Duration, When } from '@/design';
import { type GridColumn, textColumn } from '@/design/DataGrid';
import type { TimeRow } from '@/host/generated';

export function useEntryColumns(): GridColumn<TimeRow>[] {
  const t = useT();
  return useMemo(
    () => [
      {
        id: 'date',
        title: t('time.day'),
        width: '100px',
        sort: 'date',
        rank: 1,
        fixed: true,
        cell: (row) => <When day={row.date} />,
      },
      textColumn({ id: 'user', title: t('time.person'), width: '116px', rank: 1 }, (row) => row.user),
      textColumn(
        { id: 'on', title: t('time.on'), width: 'minmax(160px, 1.6fr)', rank: 1 },
        (row) => row.title || row.project,
      ),
      textColumn(
        { id: 'place', title: t('time.place'), width: 'minmax(144px, 1.2fr)', rank: 2 },
        (row) => (row.title ? row.project : '') || row.customer,
      ),
      textColumn(
        { id: 'note', title: t('time.note'), width: 'minmax(96px, 1fr)', rank: 3 },
        (row) => row.note,
      ),
      {
        id: 'minutes',
        title: t('time.length'),
        width: '96px',
        sort: 'minutes',
        rank: 1,
        end: true,
        cell: (row) => <Duration minutes={row.minutes} />,
      },
      {
        id: 'billing',
        title: t('time.billing'),
        width: '124px',
        rank: 2,
        cell: (row) => <Badge value={row.badge} />,
      },
    ],
    [t],
  );
}
