/** One of two or three ways to look at the same thing. */
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { Icon } from './icons';

export interface Segment<Id extends string> {
  id: Id;
  title: string;
  icon?: string;
}

interface SegmentsProps<Id extends string> {
  label: string;
  segments: readonly Segment<Id>[];
  value: Id;
  onChange: (id: Id) => void;
}

export function Segments<Id extends string>({ label, segments, value, onChange }: SegmentsProps<Id>) {
  return (
    <ToggleButtonGroup
      className="seg"
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const chosen = segments.find(({ id }) => keys.has(id));
        if (chosen) onChange(chosen.id);
      }}
    >
      {segments.map((segment) => (
        <ToggleButton key={segment.id} id={segment.id}>
          {segment.icon ? <Icon name={segment.icon} size={14} /> : null}
          {segment.title}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
