import type { AnswerFaultCode, BilingualText } from './form-definition.js';
import { formats } from './formats.js';
import type { PreparedField } from './prepared-form.js';

/** What to tell the applicant about a fault, in the words of the form itself. */
export function answerMessage(code: AnswerFaultCode, prepared: PreparedField | undefined): BilingualText {
  const label = prepared?.field?.label ?? { vi: 'Câu trả lời này', en: 'This answer' };
  const schema = prepared?.schema;
  const demand = (vi: string, en: string): BilingualText => ({ vi: `${label.vi} ${vi}.`, en: `${label.en} ${en}.` });

  switch (code) {
    case 'required':
      return request(prepared, label);
    case 'const':
      return schema?.const === true
        ? request(prepared, label)
        : demand('không đúng với giá trị bắt buộc', 'must have the prescribed value');
    case 'enum':
      return {
        vi: `Vui lòng chọn ${inSentence(label.vi)} trong danh sách.`,
        en: `Please choose the ${inSentence(label.en)} from the list.`,
      };
    case 'type':
      return typeMessage(prepared, demand);
    case 'format': {
      const wanted = schema?.format && formats[schema.format].demand;
      return wanted ? demand(wanted.vi, wanted.en) : demand('chưa đúng', 'is not right');
    }
    case 'pattern': {
      const help = prepared?.field?.help;
      return {
        vi: `${label.vi} chưa đúng.${help ? ` ${help.vi}` : ''}`,
        en: `${label.en} is not right.${help ? ` ${help.en}` : ''}`,
      };
    }
    case 'minLength':
      return demand(
        `phải có ít nhất ${grouped(schema?.minLength, '.')} ký tự`,
        `must have at least ${grouped(schema?.minLength, ',')} characters`,
      );
    case 'maxLength':
      return demand(
        `không được dài quá ${grouped(schema?.maxLength, '.')} ký tự`,
        `must have no more than ${grouped(schema?.maxLength, ',')} characters`,
      );
    case 'minimum':
      return demand(
        `không được nhỏ hơn ${grouped(schema?.minimum, '.')}`,
        `must be at least ${grouped(schema?.minimum, ',')}`,
      );
    case 'maximum':
      return demand(
        `không được lớn hơn ${grouped(schema?.maximum, '.')}`,
        `must be no more than ${grouped(schema?.maximum, ',')}`,
      );
    case 'text':
      return demand(
        'có ký tự không dùng được, vui lòng gõ lại',
        'has characters that cannot be used; please type it again',
      );
    case 'unknownField':
      return { vi: 'Tờ khai không có mục này.', en: 'The form has no such field.' };
    case 'tooDeep':
      return { vi: 'Câu trả lời lồng nhau quá nhiều lớp.', en: 'The answer is nested too deeply.' };
    case 'tooLarge':
      return { vi: 'Tờ khai quá lớn.', en: 'The form is too large.' };
  }
}

function request(prepared: PreparedField | undefined, label: BilingualText): BilingualText {
  const widget = prepared?.field?.widget;
  if (prepared?.schema.type === 'boolean') {
    return prepared?.schema.const === true
      ? { vi: `Vui lòng đánh dấu vào ô “${label.vi}”.`, en: `Please tick “${label.en}”.` }
      : { vi: `Vui lòng chọn có hoặc không: “${label.vi}”.`, en: `Please choose yes or no: “${label.en}”.` };
  }
  const chosen = widget === 'commune' || prepared?.schema.enum !== undefined;
  return {
    vi: `Vui lòng ${chosen ? 'chọn' : 'nhập'} ${inSentence(label.vi)}.`,
    en: `Please ${chosen ? 'choose' : 'enter'} the ${inSentence(label.en)}.`,
  };
}

function typeMessage(
  prepared: PreparedField | undefined,
  demand: (vi: string, en: string) => BilingualText,
): BilingualText {
  switch (prepared?.schema.type) {
    case 'integer':
      return demand('phải là số nguyên', 'must be a whole number');
    case 'number':
      return demand('phải là một số', 'must be a number');
    case 'boolean':
      return demand('phải là có hoặc không', 'must be yes or no');
    case 'string':
      return demand('phải là chữ', 'must be text');
    case undefined:
      return demand('chưa đúng kiểu', 'is not of the right kind');
  }
}

/** A label inside a sentence begins small, but for abbreviations such as CCCD. */
function inSentence(label: string): string {
  return /^\p{Lu}\p{Lu}/u.test(label) ? label : label.slice(0, 1).toLowerCase() + label.slice(1);
}

function grouped(value: number | undefined, separator: string): string {
  return String(value ?? '').replace(/\B(?=(?:\d{3})+$)/g, separator);
}
