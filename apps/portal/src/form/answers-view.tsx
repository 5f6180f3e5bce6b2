import { isVisible, valueAt, type FormDefinition, type FormField } from '@motcua/form';
import type { Answers } from '../api/types.js';
import { civilDate } from '../language/format.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { useCommunes } from './communes.js';
import './form.css';
import { formMessages } from './form.messages.js';

/** A declaration as it was filled in, for reading. */
export function AnswersView({ form, answers }: { form: FormDefinition; answers: Answers }) {
  const text = useText();
  return (
    <div className="stack-wide">
      {form.layout.map((section) => (
        <section key={section.title.vi} className="stack">
          <h3>{text(section.title)}</h3>
          <dl className="facts">
            {section.fields
              .filter((field) => isVisible(field, answers))
              .map((field) => (
                <Answer key={field.pointer} field={field} value={valueAt(answers, field.pointer)} />
              ))}
          </dl>
        </section>
      ))}
    </div>
  );
}

function Answer({ field, value }: { field: FormField; value: unknown }) {
  const text = useText();
  return (
    <>
      <dt>{text(field.label)}</dt>
      <dd>
        <AnswerWords field={field} value={value} />
      </dd>
    </>
  );
}

/** One answer as people read it. */
export function AnswerWords({ field, value }: { field: FormField; value: unknown }) {
  const m = useMessages(formMessages);
  const words = useAnswerWords(field);
  const isGiven = value !== undefined && value !== '';
  return isGiven ? words(value) : <span className="muted">{m.notAnswered}</span>;
}

function useAnswerWords(field: FormField): (value: unknown) => string {
  const text = useText();
  const m = useMessages(formMessages);
  const communes = useCommunes(field.widget === 'commune');
  return (value) => {
    const commune = communes.find((candidate) => candidate.value === value);
    if (commune) return commune.label;
    const option = field.options?.find((candidate) => candidate.value === value);
    if (option) return text(option.label);
    if (typeof value === 'boolean') return value ? m.yes : m.no;
    return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? civilDate(value) : String(value);
  };
}
