/** How a project is getting on, and how much of it is done, wherever it is shown. */
import { useT } from '@/app/i18n';
import { Icon, useReadable } from '@/design';
import type { Badge } from '@/host/generated';

/** How it is getting on, with the icon that says so without colour. */
export function HealthLine({ value }: { value: Badge }) {
  const t = useT();
  const readable = useReadable();
  const text = t.by(value.key, readable(value.params));
  return (
    <span className="health" data-tone={value.tone} title={text}>
      <Icon name={value.icon} size={14} />
      <span className="cut" dir="auto">
        {text}
      </span>
    </span>
  );
}

/** How many of its tasks are done, as a bar and in figures. */
export function TaskProgress({ done, all }: { done: number; all: number }) {
  const t = useT();
  if (all === 0) return <span className="text-text-3">–</span>;
  return (
    <span className="task-progress" title={t('project.done_of', { done, all })}>
      <span className="bar-track" aria-hidden="true">
        <span style={{ inlineSize: `${(100 * done) / all}%` }} />
      </span>
      <span className="tn">{t('project.of', { done, all })}</span>
    </span>
  );
}
