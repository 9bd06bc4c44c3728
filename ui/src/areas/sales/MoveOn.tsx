/** A deal that has stood too long: where it goes from here, or that it has ended. */
import { useT } from '@/app/i18n';
import { Button, Dialog } from '@/design';
import type { Deal } from '@/host/generated';
import { useRead } from '@/host/queries';
import { useDealActions } from './useDealActions';

interface MoveOnProps {
  dealId: string;
  onClose: () => void;
}

export function MoveOn({ dealId, onClose }: MoveOnProps) {
  const deal = useRead('deal.get', { id: dealId }, { keep: true }).data;
  return deal ? <Choices deal={deal} onClose={onClose} /> : null;
}

function Choices({ deal, onClose }: { deal: Deal; onClose: () => void }) {
  const t = useT();
  const actions = useDealActions(onClose);
  const { row } = deal;
  const pipelines = useRead('pipeline.list', {}).data?.rows;
  const own = pipelines?.find(({ id }) => id === row.pipeline_id);
  const others = pipelines?.filter(({ id }) => id !== row.pipeline_id) ?? [];
  // The dialog of an action takes the place of the choices.
  if (actions.dialogs) return actions.dialogs;
  return (
    <Dialog title={t('deal.move_on', { deal: row.title })} isOpen onClose={onClose}>
      <div className="dialog-b">
        <p className="text-text-2">{t('deal.stands_in', { stage: row.stage, count: row.age_days })}</p>
        <div className="flex flex-col gap-2">
          {own?.stages
            .filter(({ id }) => id !== row.stage_id)
            .map((stage, index) => (
              <Button key={stage.id} autoFocus={index === 0} onPress={() => actions.move(row, stage)}>
                {t('deal.move_to', { stage: stage.name })}
              </Button>
            ))}
          {others.map((pipeline) => (
            <section key={pipeline.id} aria-label={pipeline.name} className="flex flex-col gap-2">
              <h3 className="text-xs text-text-3" dir="auto">
                {pipeline.name}
              </h3>
              {pipeline.stages.map((stage) => (
                <Button key={stage.id} onPress={() => actions.move(row, stage)}>
                  {t('deal.move_to', { stage: stage.name })}
                </Button>
              ))}
            </section>
          ))}
          {actions.of(row).map((action) => (
            <Button key={action.id} icon={action.icon} onPress={action.run}>
              {action.title}
            </Button>
          ))}
        </div>
      </div>
    </Dialog>
  );
}
