/** The timer that runs: what it is for and what is done can be put right without stopping it, or it is thrown away. */
import { useState } from 'react';
import { useT } from '@/app/i18n';
import { Button, Checkbox, FormDialog, TextField } from '@/design';
import type { Timer } from '@/host/generated';
import { useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
import { useUsual } from './EntryDialog';
import { ItemField } from './ItemField';
import { WorkField } from './WorkField';
import { workOf } from './words';

export default function RunningTimer({ timer, onClose }: { timer: Timer; onClose: () => void }) {
  const t = useT();
  const update = useWrite('timer.update');
  const discard = useWrite('timer.discard');
  const [work, setWork] = useState(workOf(timer));
  const [note, setNote] = useState(timer.note);
  const [item, setItem] = useState({ id: timer.item_id ?? '', name: timer.item });
  const [billable, setBillable] = useState<boolean | null>(timer.billable);
  const usual = useUsual(work.on, billable === null);
  return (
    <FormDialog
      title={t('timer.change')}
      error={update.error}
      action={t('action.save')}
      onSubmit={() =>
        update.mutate(
          { on: work.on, note, item_id: item.id, billable: billable ?? undefined },
          { onSuccess: onClose },
        )
      }
      onClose={onClose}
      aside={
        <Button kind="ghost" onPress={() => discard.mutate({}, { onError: notifyError, onSuccess: onClose })}>
          {t('timer.discard')}
        </Button>
      }
    >
      <WorkField
        value={work}
        onChange={(next) => {
          setWork(next);
          setBillable(null);
        }}
      />
      <TextField autoFocus name="note" label={t('time.note')} optional value={note} onChange={setNote} />
      <ItemField
        path="item_id"
        label={t('time.item')}
        note={t('time.item_note')}
        value={item.name}
        onChange={(id, name) => setItem({ id, name })}
      />
      <Checkbox isSelected={billable ?? usual} onChange={setBillable}>
        {t('time.billable')}
      </Checkbox>
    </FormDialog>
  );
}
