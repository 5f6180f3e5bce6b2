import type { HTMLInputAutoCompleteAttribute, HTMLInputTypeAttribute } from 'react';
import { Input } from 'react-aria-components/Input';
import { TextArea, TextField as AriaTextField } from 'react-aria-components/TextField';
import { FieldLabel, FieldNotes, type FieldProps } from './field.js';

interface TextFieldProps extends FieldProps {
  value: string;
  onChange: (value: string) => void;
  onBlur?: () => void;
  id?: string;
  name?: string;
  type?: HTMLInputTypeAttribute;
  inputMode?: 'text' | 'numeric' | 'email' | 'tel';
  autoComplete?: HTMLInputAutoCompleteAttribute;
  placeholder?: string;
  isMultiline?: boolean;
  autoFocus?: boolean;
}

export function TextField({ label, help, error, isOptional, isMultiline, placeholder, ...rest }: TextFieldProps) {
  return (
    <AriaTextField
      {...rest}
      isRequired={!isOptional}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      className="field"
    >
      <FieldLabel label={label} isOptional={isOptional} />
      {isMultiline ? (
        <TextArea className="input" rows={4} placeholder={placeholder} />
      ) : (
        <Input className="input" placeholder={placeholder} />
      )}
      <FieldNotes help={help} error={error} />
    </AriaTextField>
  );
}
