import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { useMessages } from '../language/use-messages.js';
import { uiMessages } from './ui.messages.js';
import './field.css';

/** What every field shares; `error` stands under the field and makes it invalid. */
export interface FieldProps {
  label: string;
  help?: string | undefined;
  error?: string | undefined;
  isOptional?: boolean | undefined;
}

export function FieldLabel({ label, isOptional }: Pick<FieldProps, 'label' | 'isOptional'>) {
  return (
    <Label className="field-label">
      {label}
      <OptionalMark isOptional={isOptional} />
    </Label>
  );
}

export function OptionalMark({ isOptional }: Pick<FieldProps, 'isOptional'>) {
  const m = useMessages(uiMessages);
  return isOptional ? <span className="field-optional"> ({m.optional})</span> : null;
}

/** What is wrong with a group of inputs, which has no field of its own to say it. */
export function FieldFault({ error }: Pick<FieldProps, 'error'>) {
  if (error === undefined) return null;
  return (
    <p className="field-error" role="alert">
      <CircleAlert aria-hidden="true" size={16} />
      <span>{error}</span>
    </p>
  );
}

export function FieldNotes({ help, error }: Pick<FieldProps, 'help' | 'error'>): ReactNode {
  return (
    <>
      {help && (
        <Text slot="description" className="field-help">
          {help}
        </Text>
      )}
      <FieldError className="field-error">
        <CircleAlert aria-hidden="true" size={16} />
        <span>{error}</span>
      </FieldError>
    </>
  );
}
