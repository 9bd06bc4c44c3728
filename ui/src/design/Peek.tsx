/** A second pane beside a list: read and do one thing without leaving the list. It never takes the list's focus. */
import { type ReactNode, useEffect } from 'react';
import { useT } from '@/app/i18n';
import { useKeys } from '@/app/keys';
import { paneOpened } from '@/app/panes';
import { Button, IconButton } from './Button';
import type { MenuAction } from './Menu';

interface PeekProps {
  label: string;
  /** Says which record this is, such as `CUS-0043`. */
  title: ReactNode;
  onStep: (by: 1 | -1) => void;
  onOpen: () => void;
  onClose: () => void;
  children: ReactNode;
}

export function Peek({ label, title, onStep, onOpen, onClose, children }: PeekProps) {
  const t = useT();
  useEffect(paneOpened, []);
  useKeys([{ keys: 'escape', run: onClose }]);
  return (
    <aside className="peek" aria-label={label} data-pane tabIndex={-1}>
      <header className="peek-h">
        <span className="text-xs text-text-3 grow cut">{title}</span>
        <IconButton
          icon="arrow-up"
          label={t('peek.previous')}
          keys="k"
          onPress={() => onStep(-1)}
          size="sm"
        />
        <IconButton icon="arrow-down" label={t('peek.next')} keys="j" onPress={() => onStep(1)} size="sm" />
        <Button kind="ghost" size="sm" keys="enter" onPress={onOpen}>
          {t('action.open')}
        </Button>
        <IconButton icon="x" label={t('action.close')} keys="escape" onPress={onClose} size="sm" />
      </header>
      <div className="peek-b">{children}</div>
    </aside>
  );
}

/** What the record is called, with its state at the end. */
export function PeekTitle({ badge, children }: { badge: ReactNode; children: ReactNode }) {
  return (
    <div className="row justify-between">
      <h2 className="title-lg cut" dir="auto">
        {children}
      </h2>
      {badge}
    </div>
  );
}

/** What can be done with it. */
export function PeekActions({ actions }: { actions: readonly MenuAction[] }) {
  return (
    <div className="row flex-wrap">
      {actions.map((action) => (
        <Button key={action.id} size="sm" icon={action.icon} keys={action.keys} onPress={action.run}>
          {action.title}
        </Button>
      ))}
    </div>
  );
}
