/** Chooses what time is spent on: one of the projects, tasks and tickets. */
import { useT } from '@/app/i18n';
import { Suggest } from '@/design';
import { findWork, iconOf, type Work } from './words';

interface WorkFieldProps {
  value: Work | null;
  onChange: (work: Work) => void;
  label?: string;
  /** The path of the core's error. */
  path?: string;
  autoFocus?: boolean;
}

export function WorkField({ value, onChange, label, path = 'on', autoFocus }: WorkFieldProps) {
  const t = useT();
  return (
    <Suggest<Work>
      name={path}
      label={label ?? t('time.on')}
      icon={value ? iconOf(value.on) : 'search'}
      placeholder={t('time.on_hint')}
      source="time"
      also={['project', 'task', 'ticket']}
      value={value?.text ?? ''}
      find={findWork}
      onPick={onChange}
      autoFocus={autoFocus}
    />
  );
}
