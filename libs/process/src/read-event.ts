import { expressionIn } from './feel-expression.js';
import { elementOf, extensionsOf, textOf } from './moddle-tree.js';
import type { ModdleElement } from './moddle-tree.js';
import type { Message, TimerTrigger } from './process-definition.js';
import type { Reason } from './reason.js';

/** The time of a timer event definition: one duration or one date. */
export function readTimer(definition: ModdleElement | undefined, fault: (reason: Reason) => void): TimerTrigger {
  const duration = definition && elementOf(definition, 'timeDuration');
  const date = definition && elementOf(definition, 'timeDate');
  const isTimer = definition?.$type === 'bpmn:TimerEventDefinition';
  if (definition && isTimer && elementOf(definition, 'timeCycle')) {
    fault({
      vi: 'bộ hẹn giờ lặp lại không được hỗ trợ: hãy vẽ một vòng lặp với bộ hẹn giờ có một thời lượng',
      en: 'a timer that repeats is not supported: draw a loop with a timer of one duration',
    });
  } else if (!isTimer || (duration === undefined) === (date === undefined)) {
    fault({
      vi: 'cần đúng một bộ hẹn giờ có thời lượng hoặc ngày, hoặc một thông điệp',
      en: 'it needs exactly one timer with a duration or a date, or one message',
    });
  }
  if (date) return { date: textOf(date, 'body').trim() };
  return { duration: duration ? textOf(duration, 'body').trim() : 'PT0S' };
}

/** The message that a message event definition or a receive task refers to. */
export function readMessage(holder: ModdleElement, fault: (reason: Reason) => void): Message {
  const message = elementOf(holder, 'messageRef');
  const name = message ? textOf(message, 'name').trim() : '';
  if (name === '') fault({ vi: 'cần một thông điệp có tên', en: 'it needs a message with a name' });
  if (name.startsWith('=')) {
    fault({ vi: 'tên thông điệp không được là biểu thức', en: 'the name of a message must not be an expression' });
  }
  const subscriptions = message ? extensionsOf(message, 'zeebe:Subscription') : [];
  if (subscriptions.length > 1) {
    fault({
      vi: 'thông điệp có nhiều hơn một zeebe:subscription',
      en: 'its message has more than one zeebe:subscription',
    });
  }
  const key = subscriptions[0] ? textOf(subscriptions[0], 'correlationKey').trim() : '';
  if (key === '') return { name };
  const correlation = expressionIn(key);
  if (correlation === undefined) {
    fault({
      vi: 'khóa tương quan (correlation key) của thông điệp phải bắt đầu bằng "="',
      en: 'the correlation key of a message begins with "="',
    });
  }
  return { name, correlation: correlation ?? 'null' };
}

/** The code of the error that an error event definition refers to; none where it refers to no error. */
export function readError(definition: ModdleElement, fault: (reason: Reason) => void): string | undefined {
  const error = elementOf(definition, 'errorRef');
  if (!error) return undefined;
  const errorCode = textOf(error, 'errorCode').trim();
  if (errorCode === '') fault({ vi: 'lỗi cần có mã (errorCode)', en: 'its error needs a code' });
  if (errorCode.startsWith('=')) {
    fault({ vi: 'mã lỗi không được là biểu thức', en: 'the code of an error must not be an expression' });
  }
  return errorCode;
}
