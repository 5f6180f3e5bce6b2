export type {
  AnswerFault,
  AnswerFaultCode,
  AnswerSchema,
  BilingualText,
  ConditionSchema,
  ConditionalRequirement,
  FieldOption,
  FormDefinition,
  FormFault,
  FormField,
  FormSchema,
  FormSection,
  FormatName,
  GroupSchema,
  Widget,
} from './form-definition.js';
export { answeredPointers, changedFields } from './changed-fields.js';
export { checkAnswers } from './check-answers.js';
export { checkForm, isForm } from './check-form.js';
export { fieldsThatFollow } from './fields-that-follow.js';
export { givenAnswers } from './given-answers.js';
export { pointerSteps, valueAt } from './json-pointer.js';
export { hiddenFields, isMasked, masked, maskedAnswers, personalClassOf, type PersonalClass } from './personal-data.js';
export { isVisible } from './visible-fields.js';
export { withAnswer } from './with-answer.js';
