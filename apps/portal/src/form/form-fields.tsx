import { isVisible, withAnswer, type AnswerFault, type FormDefinition, type FormSection } from '@motcua/form';
import type { Answers } from '../api/types.js';
import { useText } from '../language/language.js';
import './form.css';
import { FormFieldView } from './form-field-view.js';

interface FormFieldsProps {
  form: FormDefinition;
  answers: Answers;
  onChange: (answers: Answers) => void;
  faults: readonly AnswerFault[];
  /** Sets the ids of the fields apart where a page holds several forms. */
  idPrefix?: string;
  headingLevel?: 2 | 3;
}

/** A declaration as fields, laid out as its definition says; hidden fields keep no answer. */
export function FormFields({ form, answers, onChange, faults, idPrefix = '', headingLevel = 2 }: FormFieldsProps) {
  return form.layout.map((section) => (
    <FormSectionView
      key={section.title.vi}
      section={section}
      form={form}
      answers={answers}
      onChange={(pointer, value) => onChange(withoutHidden(form, withAnswer(answers, pointer, value)))}
      faults={faults}
      idPrefix={idPrefix}
      headingLevel={headingLevel}
    />
  ));
}

function withoutHidden(form: FormDefinition, answers: Answers): Answers {
  return form.layout
    .flatMap((section) => section.fields)
    .filter((field) => !isVisible(field, answers))
    .reduce((kept, field) => withAnswer(kept, field.pointer, undefined), answers);
}

interface FormSectionProps {
  section: FormSection;
  form: FormDefinition;
  answers: Answers;
  onChange: (pointer: string, value: unknown) => void;
  faults: readonly AnswerFault[];
  idPrefix: string;
  headingLevel: 2 | 3;
}

function FormSectionView({ section, form, answers, onChange, faults, idPrefix, headingLevel }: FormSectionProps) {
  const text = useText();
  const Heading = headingLevel === 2 ? 'h2' : 'h3';
  const visible = section.fields.filter((field) => isVisible(field, answers));
  if (visible.length === 0) return null;
  return (
    <section className="form-section">
      <div className="stack-tight">
        <Heading>{text(section.title)}</Heading>
        {section.help && <p className="muted">{text(section.help)}</p>}
      </div>
      <div className="form-grid">
        {visible.map((field) => {
          const fault = faults.find(({ pointer }) => pointer === field.pointer);
          return (
            <div key={field.pointer} className={field.width === 'half' ? 'form-half' : 'form-full'}>
              <FormFieldView
                field={field}
                form={form}
                answers={answers}
                onChange={(value) => onChange(field.pointer, value)}
                error={fault && text(fault.message)}
                id={idPrefix + field.pointer}
              />
            </div>
          );
        })}
      </div>
    </section>
  );
}
