/** The blocks that records are made of: sections, strips, figures, the thread, the empty state. */
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useFormatLocale, useT, type Values } from '@/app/i18n';
import { useReadable } from './Badge';
import { Button } from './Button';
import { formatCount } from './format';
import { Icon } from './icons';
import { Menu, type MenuGroup } from './Menu';
import { Popover } from './Overlays';
import { Unbroken } from './Unbroken';

interface SectionProps {
  title: string;
  count?: number;
  /** At the end of the title line. */
  action?: ReactNode;
  children: ReactNode;
}

export function Section({ title, count, action, children }: SectionProps) {
  const { format } = useFormatLocale();
  return (
    <section>
      <div className="sec-h">
        <h2 className="title-lg">{title}</h2>
        {count === undefined ? null : <span className="n">{formatCount(count, format)}</span>}
        <span className="push-end">{action}</span>
      </div>
      {children}
    </section>
  );
}

interface CalloutProps {
  tone: 'info' | 'warn' | 'danger' | 'ok';
  children: ReactNode;
  action?: ReactNode;
}

const calloutIcons = {
  info: 'info',
  warn: 'alert-triangle',
  danger: 'alert-circle',
  ok: 'check-circle',
} as const;

/** Something that stays true until somebody acts on it; what passes is a notice. */
export function Callout({ tone, children, action }: CalloutProps) {
  return (
    <div className="callout" data-tone={tone}>
      <Icon name={calloutIcons[tone]} />
      <div className="grow">{typeof children === 'string' ? <Unbroken text={children} /> : children}</div>
      {action}
    </div>
  );
}

interface EmptyStateProps {
  text: string;
  action?: ReactNode;
}

/** One sentence and one thing to do. */
export function EmptyState({ text, action }: EmptyStateProps) {
  return (
    <div className="empty">
      <p>{text}</p>
      {action}
    </div>
  );
}

export interface Stat {
  id: string;
  label: string;
  value: ReactNode;
  note?: ReactNode;
  tone?: 'danger' | 'warn' | 'quiet';
  /** Opens the rows behind the figure. */
  open?: () => void;
}

/** Figures side by side; `card` for Home, `plain` on a record. */
export function StatStrip({
  label,
  stats,
  look = 'plain',
}: {
  label: string;
  stats: readonly Stat[];
  look?: 'card' | 'plain';
}) {
  return (
    <fieldset className="stats" data-look={look} aria-label={label}>
      {stats.map((stat) => {
        const inside = (
          <>
            <span className="stat-l">{stat.label}</span>
            <span className="stat-v" data-tone={stat.tone}>
              {stat.value}
            </span>
            {stat.note ? <span className="text-xs text-text-3">{stat.note}</span> : null}
          </>
        );
        return stat.open ? (
          <AriaButton key={stat.id} className="stat" onPress={stat.open}>
            {inside}
          </AriaButton>
        ) : (
          <div key={stat.id} className="stat">
            {inside}
          </div>
        );
      })}
    </fieldset>
  );
}

/** The one next thing of a record, as the core computed it. */
export interface NextAction {
  icon: string;
  text_key: string;
  /** Why it is proposed. */
  why_key: string;
  /** What the button says. */
  action_key: string;
  /** Values of all three. */
  params?: Values | null;
}

interface NextActionStripProps {
  value: NextAction;
  /** When it is due, after the sentence. */
  note?: ReactNode;
  keys?: string;
  /** Does it; without it the strip only says what is next. */
  onAct?: () => void;
  /** Ways to put it off. */
  later?: readonly MenuGroup[];
}

/** One sentence, its reason one press away, one button. */
export function NextActionStrip({ value, note, keys, onAct, later }: NextActionStripProps) {
  const t = useT();
  const readable = useReadable();
  const params = readable(value.params);
  const text = t.by(value.text_key, params);
  return (
    <section className="strip" aria-label={t('strip.label')}>
      <Icon name={value.icon} />
      <div className="grow strip-text">
        <span className="font-medium" dir="auto">
          <Unbroken text={text} />
        </span>
        {note ? <span className="text-text-2">{note}</span> : null}
      </div>
      <Popover label={t('strip.why')} trigger={<AriaButton className="why">{t('strip.why')}</AriaButton>}>
        <p>{t.by(value.why_key, params)}</p>
      </Popover>
      {later ? (
        <Menu label={t('strip.later')} groups={later}>
          <Button kind="ghost" size="sm" icon="alarm-clock">
            {t('strip.snooze')}
          </Button>
        </Menu>
      ) : null}
      {onAct ? (
        <Button kind="primary" size="sm" keys={keys} onPress={onAct}>
          {t.by(value.action_key, params)}
        </Button>
      ) : null}
    </section>
  );
}

export interface ThreadStep {
  id: string;
  title: string;
  note?: ReactNode;
  state: 'done' | 'now' | 'todo';
  open?: () => void;
}

/** The chain of one piece of business. */
export function Thread({ label, steps }: { label: string; steps: readonly ThreadStep[] }) {
  const t = useT();
  return (
    <ol className="thread" aria-label={label}>
      {steps.map((step) => {
        const inside = (
          <>
            <b>{step.title}</b>
            {step.note ? <small>{step.note}</small> : null}
          </>
        );
        return (
          <li key={step.id} data-state={step.state} aria-current={step.state === 'now' ? 'step' : undefined}>
            <span className="sr-only">{t(`thread.${step.state}`)}</span>
            {step.open ? (
              <AriaButton className="text-start" onPress={step.open}>
                {inside}
              </AriaButton>
            ) : (
              inside
            )}
          </li>
        );
      })}
    </ol>
  );
}
