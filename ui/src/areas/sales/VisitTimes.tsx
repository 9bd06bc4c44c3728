/** Arrival and leaving as they were, for a visit that is written down afterwards. */
import { useCompany } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKeptEdits } from '@/app/kept';
import { DateField, FormDialog, TextField } from '@/design';
import type { Activity } from '@/host/generated';
import { useWrite } from '@/host/queries';

export function VisitTimes({ visit, onClose }: { visit: Activity; onClose: () => void }) {
  const t = useT();
  const { today } = useCompany();
  const times = useWrite('activity.set_times');
  const { brief, version } = visit.row;
  const { draft, set, done, note } = useKeptEdits(`visit.times.${brief.id}`, {
    day: visit.visit_day ?? today,
    arrival: visit.arrival ?? '',
    leaving: visit.leaving ?? '',
  });
  const close = () => {
    done();
    onClose();
  };
  return (
    <FormDialog
      title={t('visit.times')}
      error={times.error}
      action={t('action.save')}
      onSubmit={() => times.mutate({ id: brief.id, version, ...draft }, { onSuccess: close })}
      onClose={close}
      aside={note}
    >
      <DateField
        name="day"
        label={t('document.date')}
        today={today}
        past
        value={draft.day}
        onChange={(day) => set({ day })}
      />
      <div className="form-2">
        <TextField
          autoFocus
          name="arrival"
          label={t('visit.arrival')}
          placeholder={t('visit.clock_hint')}
          machine
          value={draft.arrival}
          onChange={(arrival) => set({ arrival })}
        />
        <TextField
          name="leaving"
          label={t('visit.leaving')}
          placeholder={t('visit.clock_hint')}
          optional
          machine
          value={draft.leaving}
          onChange={(leaving) => set({ leaving })}
        />
      </div>
    </FormDialog>
  );
}
