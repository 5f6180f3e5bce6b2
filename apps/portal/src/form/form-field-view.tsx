import { valueAt, type FormDefinition, type FormField } from '@motcua/form';
import type { Answers } from '../api/types.js';
import { useText } from '../language/language.js';
import { Checkbox } from '../ui/checkbox.js';
import { ComboBox } from '../ui/combo-box.js';
import { DateField } from '../ui/date-field.js';
import type { FieldProps } from '../ui/field.js';
import { RadioGroup } from '../ui/radio-group.js';
import { Select, type Option } from '../ui/select.js';
import { TextField } from '../ui/text-field.js';
import { useCommunes } from './communes.js';
import { questionOf, textAt } from './answers.js';

interface FormFieldViewProps {
  field: FormField;
  form: FormDefinition;
  answers: Answers;
  onChange: (value: unknown) => void;
  error: string | undefined;
  id: string;
}

const manyOptions = 8;
const numericFormats = ['personal-identity-number', 'tax-code', 'phone-vn'];

/** One question, by the widget that its definition names, else by what its answer is. */
export function FormFieldView({ field, form, answers, onChange, error, id }: FormFieldViewProps) {
  const text = useText();
  const { schema, isRequired } = questionOf(form, field);
  const value = textAt(answers, field.pointer);
  const options: Option[] = (field.options ?? []).map((option) => ({
    value: String(option.value),
    label: text(option.label),
  }));
  const choose = (chosen: string | undefined): void => {
    onChange(field.options?.find((option) => String(option.value) === chosen)?.value);
  };
  const shared = { label: text(field.label), help: field.help && text(field.help), error, isOptional: !isRequired, id };

  switch (field.widget ?? impliedWidget(field, schema?.type, schema?.format)) {
    case 'checkbox':
      return (
        <div className="field">
          <Checkbox
            id={id}
            isSelected={valueAt(answers, field.pointer) === true}
            onChange={(isTicked) => onChange(isTicked || undefined)}
            isInvalid={error !== undefined}
          >
            {shared.label}
            {shared.help && <span className="option-note">{shared.help}</span>}
            {error && <span className="field-error">{error}</span>}
          </Checkbox>
        </div>
      );
    case 'date':
      return <DateField {...shared} value={value} onChange={(typed) => onChange(typed || undefined)} />;
    case 'radio':
      return <RadioGroup {...shared} options={options} value={value || undefined} onChange={choose} />;
    case 'select':
      return options.length > manyOptions ? (
        <ComboBox {...shared} options={options} value={value || undefined} onChange={choose} />
      ) : (
        <Select {...shared} options={options} value={value || undefined} onChange={choose} />
      );
    case 'commune':
      return <CommuneField {...shared} value={value || undefined} onChange={onChange} />;
    case 'number':
      return (
        <TextField {...shared} value={value} onChange={(typed) => onChange(readNumber(typed))} inputMode="numeric" />
      );
    case 'textarea':
      return <TextField {...shared} value={value} onChange={(typed) => onChange(typed || undefined)} isMultiline />;
    case 'text':
      return (
        <TextField
          {...shared}
          value={value}
          onChange={(typed) => onChange(typed || undefined)}
          inputMode={inputModeOf(schema?.format)}
        />
      );
  }
}

interface CommuneFieldProps extends FieldProps {
  id: string;
  value: string | undefined;
  onChange: (code: string | undefined) => void;
}

function CommuneField(props: CommuneFieldProps) {
  return <ComboBox {...props} options={useCommunes(true)} />;
}

function impliedWidget(field: FormField, type: string | undefined, format: string | undefined) {
  if (field.options) return 'select';
  if (type === 'boolean') return 'checkbox';
  if (type === 'integer' || type === 'number') return 'number';
  return format === 'date' ? 'date' : 'text';
}

function inputModeOf(format: string | undefined): 'email' | 'numeric' | 'text' {
  if (format === 'email') return 'email';
  return format !== undefined && numericFormats.includes(format) ? 'numeric' : 'text';
}

/** A number when it is one; else what was typed, which the check will name. */
function readNumber(typed: string): number | string | undefined {
  const plain = typed.trim().replace(',', '.');
  if (plain === '') return undefined;
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : typed;
}
