import { expressionIn } from './feel-expression.js';
import { elementOf, elementsOf, extensionsOf, textOf } from './moddle-tree.js';
import type { ModdleElement } from './moddle-tree.js';
import type { Mapping, MultiInstance } from './process-definition.js';

const VARIABLE = /^[A-Za-z_]\w*$/;

export function readInputs(element: ModdleElement, fault: (reason: string) => void): { inputs?: Mapping[] } {
  const inputs = readMappings(element, 'inputParameters', fault);
  return inputs.length > 0 ? { inputs } : {};
}

export function readOutputs(element: ModdleElement, fault: (reason: string) => void): { outputs?: Mapping[] } {
  const outputs = readMappings(element, 'outputParameters', fault);
  return outputs.length > 0 ? { outputs } : {};
}

/** The outputs of an event, which has no inputs. */
export function readEventOutputs(element: ModdleElement, fault: (reason: string) => void): { outputs?: Mapping[] } {
  if (readMappings(element, 'inputParameters', fault).length > 0) fault('an event has output mappings only');
  return readOutputs(element, fault);
}

/** Once for each item of a list, where the element has a marker that says so. */
export function readMultiInstance(element: ModdleElement, fault: (reason: string) => void): MultiInstance | undefined {
  const marker = elementOf(element, 'loopCharacteristics');
  if (!marker) return undefined;
  const [loop, ...more] = extensionsOf(marker, 'zeebe:LoopCharacteristics');
  const written = loop ? textOf(loop, 'inputCollection') : '';
  const inputCollection = expressionIn(written);
  if (inputCollection === undefined || more.length > 0) {
    fault('a multi-instance task needs one zeebe:loopCharacteristics with an inputCollection that begins with "="');
  }
  const variable = (property: string): string | undefined => {
    const name = loop ? textOf(loop, property).trim() : '';
    if (name !== '' && !VARIABLE.test(name)) fault(`its ${property} "${name}" is not the name of a variable`);
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
    fault('an output collection needs an outputElement that begins with "=", and the other way round');
  }
  const condition = elementOf(marker, 'completionCondition');
  const completionCondition = condition && expressionIn(textOf(condition, 'body'));
  if (condition && completionCondition === undefined) fault('a completion condition begins with "="');
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
  fault: (reason: string) => void,
): Mapping[] {
  const holders = extensionsOf(element, 'zeebe:IoMapping');
  return holders.flatMap((holder) =>
    elementsOf(holder, property).map((parameter) => {
      const target = textOf(parameter, 'target').trim();
      if (!VARIABLE.test(target))
        fault(`the mapping to "${target}" names no variable: letters of ASCII, digits and "_"`);
      return { source: textOf(parameter, 'source').trim(), target };
    }),
  );
}
