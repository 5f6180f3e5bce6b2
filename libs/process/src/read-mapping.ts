import { expressionIn } from './feel-expression.js';
import { elementOf, elementsOf, extensionsOf, textOf } from './moddle-tree.js';
import type { ModdleElement } from './moddle-tree.js';
import type { Mapping, MultiInstance } from './process-definition.js';
import type { Reason } from './reason.js';

const VARIABLE = /^[A-Za-z_]\w*$/;

export function readInputs(element: ModdleElement, fault: (reason: Reason) => void): { inputs?: Mapping[] } {
  const inputs = readMappings(element, 'inputParameters', fault);
  return inputs.length > 0 ? { inputs } : {};
}

export function readOutputs(element: ModdleElement, fault: (reason: Reason) => void): { outputs?: Mapping[] } {
  const outputs = readMappings(element, 'outputParameters', fault);
  return outputs.length > 0 ? { outputs } : {};
}

/** The outputs of an event, which has no inputs. */
export function readEventOutputs(element: ModdleElement, fault: (reason: Reason) => void): { outputs?: Mapping[] } {
  if (readMappings(element, 'inputParameters', fault).length > 0) {
    fault({ vi: 'sự kiện chỉ có ánh xạ đầu ra', en: 'an event has output mappings only' });
  }
  return readOutputs(element, fault);
}

/** Once for each item of a list, where the element has a marker that says so. */
export function readMultiInstance(element: ModdleElement, fault: (reason: Reason) => void): MultiInstance | undefined {
  const marker = elementOf(element, 'loopCharacteristics');
  if (!marker) return undefined;
  const [loop, ...more] = extensionsOf(marker, 'zeebe:LoopCharacteristics');
  const written = loop ? textOf(loop, 'inputCollection') : '';
  const inputCollection = expressionIn(written);
  if (inputCollection === undefined || more.length > 0) {
    fault({
      vi: 'tác vụ thực hiện nhiều lần (multi-instance) cần đúng một zeebe:loopCharacteristics có inputCollection bắt đầu bằng "="',
      en: 'a multi-instance task needs one zeebe:loopCharacteristics with an inputCollection that begins with "="',
    });
  }
  const variable = (property: string): string | undefined => {
    const name = loop ? textOf(loop, property).trim() : '';
    if (name !== '' && !VARIABLE.test(name)) {
      fault({
        vi: `${property} "${name}" không phải là tên biến`,
        en: `its ${property} "${name}" is not the name of a variable`,
      });
    }
    return name === '' ? undefined : name;
  };
  const inputElement = variable('inputElement');
  const outputCollection = variable('outputCollection');
  const outputText = loop ? textOf(loop, 'outputElement').trim() : '';
  const outputElement = expressionIn(outputText);
  if (
    (outputCollection === undefined) !== (outputElement === undefined) ||
    (outputText === '') !== (outputElement === undefined)
  ) {
    fault({
      vi: 'outputCollection cần đi cùng outputElement bắt đầu bằng "=", và ngược lại',
      en: 'an output collection needs an outputElement that begins with "=", and the other way round',
    });
  }
  const condition = elementOf(marker, 'completionCondition');
  const completionCondition = condition && expressionIn(textOf(condition, 'body'));
  if (condition && completionCondition === undefined) {
    fault({ vi: 'điều kiện hoàn thành phải bắt đầu bằng "="', en: 'a completion condition begins with "="' });
  }
  return {
    sequential: marker.get('isSequential') === true,
    inputCollection: inputCollection ?? 'null',
    ...(inputElement !== undefined && { inputElement }),
    ...(outputCollection !== undefined && { outputCollection }),
    ...(outputElement !== undefined && { outputElement }),
    ...(completionCondition !== undefined && { completionCondition }),
  };
}

function readMappings(
  element: ModdleElement,
  property: 'inputParameters' | 'outputParameters',
  fault: (reason: Reason) => void,
): Mapping[] {
  const holders = extensionsOf(element, 'zeebe:IoMapping');
  return holders.flatMap((holder) =>
    elementsOf(holder, property).map((parameter) => {
      const target = textOf(parameter, 'target').trim();
      if (!VARIABLE.test(target)) {
        fault({
          vi: `ánh xạ tới "${target}" không phải tên biến: chỉ gồm chữ cái không dấu, chữ số và "_"`,
          en: `the mapping to "${target}" names no variable: letters of ASCII, digits and "_"`,
        });
      }
      return { source: textOf(parameter, 'source').trim(), target };
    }),
  );
}
