import { Input } from 'react-aria-components/Input';
import { TextField as AriaTextField } from 'react-aria-components/TextField';
import './field.css';

interface FilterFieldProps {
  /** What is looked through, for those who do not see that it stands above a list. */
  label: string;
  placeholder: string;
  value: string;
  onChange: (value: string) => void;
}

/** Narrows the list below it; nothing of it is sent. */
export function FilterField({ label, placeholder, value, onChange }: FilterFieldProps) {
  return (
    <AriaTextField aria-label={label} value={value} onChange={onChange} className="field">
      <Input className="input" placeholder={placeholder} autoComplete="off" />
    </AriaTextField>
  );
}
