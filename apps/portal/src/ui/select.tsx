import { ChevronDown } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select';
import { useMessages } from '../language/use-messages.js';
import { FieldLabel, FieldNotes, type FieldProps } from './field.js';
import { uiMessages } from './ui.messages.js';

/** One thing to choose: `note` is a second, quieter line. */
export interface Option {
  value: string;
  label: string;
  note?: string | undefined;
}

interface SelectProps extends FieldProps {
  options: readonly Option[];
  value: string | undefined;
  onChange: (value: string) => void;
  id?: string;
}

/** A choice among few; among many, `ComboBox` lets people type. */
export function Select({ label, help, error, isOptional, options, value, onChange, id }: SelectProps) {
  const m = useMessages(uiMessages);
  return (
    <AriaSelect
      id={id}
      className="field"
      value={value ?? null}
      onChange={(key) => key !== null && onChange(String(key))}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      isRequired={!isOptional}
      placeholder={m.choose}
    >
      <FieldLabel label={label} isOptional={isOptional} />
      <Button className="select-button">
        <SelectValue className="select-value" />
        <ChevronDown aria-hidden="true" size={18} />
      </Button>
      <FieldNotes help={help} error={error} />
      <Popover className="popover">
        <ListBox className="options" items={options}>
          {(option) => <OptionItem id={option.value} option={option} />}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}

/** The list keeps its items apart by the `id` on this very element. */
export function OptionItem({ id, option }: { id: string; option: Option }) {
  return (
    <ListBoxItem id={id} textValue={option.label} className="option">
      {option.label}
      {option.note && <span className="option-note">{option.note}</span>}
    </ListBoxItem>
  );
}
