import { Check, Minus } from 'lucide-react';
import type { ReactNode } from 'react';
import { Checkbox as AriaCheckbox } from 'react-aria-components/Checkbox';
import './field.css';

interface CheckboxProps {
  isSelected: boolean;
  onChange: (isSelected: boolean) => void;
  /** Some of what it stands for is chosen. */
  isIndeterminate?: boolean;
  isInvalid?: boolean;
  id?: string;
  children: ReactNode;
}

export function Checkbox({ children, ...rest }: CheckboxProps) {
  return (
    <AriaCheckbox {...rest} className="choice">
      <span className="choice-mark">
        {rest.isIndeterminate ? (
          <Minus aria-hidden="true" size={16} strokeWidth={3} />
        ) : (
          <Check aria-hidden="true" size={16} strokeWidth={3} />
        )}
      </span>
      <span>{children}</span>
    </AriaCheckbox>
  );
}
