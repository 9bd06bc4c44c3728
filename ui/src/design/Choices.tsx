/** One of few as cards, each with a sentence that says what follows from it. */
import { Radio, RadioGroup } from 'react-aria-components';
import { Icon } from './icons';

export interface Choice {
  id: string;
  icon: string;
  title: string;
  text: string;
}

interface ChoicesProps {
  label: string;
  choices: readonly Choice[];
  value: string;
  onChange: (id: string) => void;
  columns?: 2 | 3;
  name?: string;
  /** The chosen one has the focus at once, so that Enter goes on. */
  autoFocus?: boolean;
}

export function Choices({ label, choices, value, onChange, columns = 3, name, autoFocus }: ChoicesProps) {
  return (
    <RadioGroup aria-label={label} value={value} onChange={onChange} name={name} orientation="horizontal">
      <div className="choices" data-columns={columns}>
        {choices.map((choice) => (
          <Radio
            key={choice.id}
            value={choice.id}
            className="choice"
            autoFocus={autoFocus === true && choice.id === value}
          >
            <span className="row mb-2 justify-between">
              <Icon name={choice.icon} />
              <span className="radio-dot" />
            </span>
            <span className="font-semibold">{choice.title}</span>
            <span className="text-xs text-text-2">{choice.text}</span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
