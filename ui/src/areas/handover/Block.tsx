/** A block of the sheet: what is handed over of it in one line, its fields below, and whether it takes part. */
import { createContext, type ReactNode, useContext, useId } from 'react';
import { useT } from '@/app/i18n';
import { Badge, Checkbox, Icon, Switch } from '@/design';
import type { HandoverBlock, HandoverSheetBlock } from '@/host/generated';
import type { HandoverDraft } from './draft';

const icons: Record<HandoverBlock, string> = {
  customer: 'building-2',
  billing: 'receipt',
  delivery: 'folder-kanban',
  support: 'life-buoy',
};

/** Whether somebody tried to confirm: before that, what is missing is no mistake. */
export const Tried = createContext(false);

export interface BlockProps {
  draft: HandoverDraft;
  set: (part: Partial<HandoverDraft>) => void;
}

interface FrameProps extends BlockProps {
  block: HandoverSheetBlock;
  /** Something of it is refused or missing. */
  lacks: boolean;
  summary: string;
  /** Said of it whether or not it takes part. */
  aside?: string;
  children: ReactNode;
}

export function Block({ block, lacks, summary, aside = '', draft, set, children }: FrameProps) {
  const t = useT();
  const tried = useContext(Tried);
  const heading = useId();
  const { block: name, state, on } = block;
  const choice = draft.choices[name];
  const choose = (choice: HandoverDraft['choices'][HandoverBlock]) =>
    set({ choices: { ...draft.choices, [name]: choice } });
  const isDone = state === 'done';
  const takesPart = on && !isDone && choice === 'on';
  const line = isDone
    ? t('handover.block_done')
    : on
      ? takesPart
        ? summary
        : t(choice === 'later' ? 'handover.block_later' : 'handover.block_not_needed')
      : t('handover.block_off');
  return (
    <section
      className="hand-block"
      data-lacks={takesPart && lacks && tried ? true : undefined}
      aria-labelledby={heading}
    >
      <header>
        <Icon name={icons[name]} />
        <h3 id={heading} className="font-medium">
          {t(`handover.block.${name}`)}
        </h3>
        <span className="grow cut text-text-2" dir="auto">
          {[takesPart || aside === '' ? line : '', aside].filter(Boolean).join(' · ')}
        </span>
        {takesPart ? (
          <Badge
            value={
              lacks
                ? {
                    tone: tried ? 'danger' : 'neutral',
                    icon: tried ? 'alert-circle' : 'circle-dashed',
                    key: 'handover.lacks',
                    params: {},
                  }
                : { tone: 'ok', icon: 'check', key: 'handover.complete', params: {} }
            }
          />
        ) : null}
        {on && !isDone ? (
          <Switch
            // Only where nothing else of the block is there to lead to.
            name={takesPart ? undefined : name}
            aria-label={t('handover.take', { block: t(`handover.block.${name}`) })}
            isSelected={takesPart}
            onChange={(selected) => choose(selected ? 'on' : 'later')}
          />
        ) : null}
      </header>
      {takesPart ? <div className="hand-fields">{children}</div> : null}
      {on && !isDone && !takesPart ? (
        <div className="hand-fields">
          <Checkbox
            isSelected={choice === 'not_needed'}
            onChange={(selected) => choose(selected ? 'not_needed' : 'later')}
          >
            {t('handover.not_needed')}
          </Checkbox>
        </div>
      ) : null}
    </section>
  );
}
