import { date, dateAndTime, evaluate, FeelFunction, parseExpression } from 'feelin';
import type { WorkingDuration } from './effect.js';
import { tellOf, type Reason } from './reason.js';

const MAX_CHARACTERS = 1_000;

/**
 * What an expression may call. All of it ends quickly on any input: regular expressions are left out, and so are
 * loops, filters, functions and contexts below, with which a short text can ask for more time or memory than there is.
 */
const FUNCTIONS: ReadonlySet<string> = new Set([
  'now',
  'today',
  'workingTime',
  'not',
  'number',
  'string',
  'string length',
  'substring',
  'upper case',
  'lower case',
  'contains',
  'starts with',
  'ends with',
  'list contains',
  'all',
  'any',
  'append',
  'concatenate',
  'distinct values',
  'index of',
  'mean',
  'count',
  'min',
  'max',
  'sum',
  'abs',
  'floor',
  'ceiling',
  'modulo',
  'odd',
  'even',
  'day of week',
  'day of year',
  'month of year',
  'week of year',
  'years and months duration',
]);

/** In the order in which a compiled expression takes them. */
const CLOCK_FUNCTIONS: ReadonlySet<string> = new Set(['now', 'today', 'workingTime']);

const UNBOUNDED: ReadonlySet<string> = new Set([
  'ForExpression',
  'QuantifiedExpression',
  'FilterExpression',
  'FunctionDefinition',
  'Context',
]);

const VARIABLE = /^[A-Za-z_]\w*$/;

/** The FEEL expression in a duration or condition as the file has it, after its `=`. */
export function expressionIn(text: string): string | undefined {
  const trimmed = text.trim();
  return trimmed.startsWith('=') ? trimmed.slice(1).trim() : undefined;
}

type SyntaxNode = ReturnType<typeof parseExpression>['topNode'];

/** The variables that a FEEL expression reads, and whether it asks for the time; or why it cannot be taken. */
export function readExpression(expression: string): { variables: string[]; readsClock: boolean } | { fault: Reason } {
  if (expression.length > MAX_CHARACTERS) {
    return { fault: { vi: `dài hơn ${MAX_CHARACTERS} ký tự`, en: `it has more than ${MAX_CHARACTERS} characters` } };
  }
  const variables = new Set<string>();
  const faults: Reason[] = [];
  let readsClock = false;
  parseExpression(expression, {}, undefined).iterate({
    enter: ({ node }) => {
      const text = expression.slice(node.from, node.to);
      if (node.type.isError) {
        faults.push({
          vi: `không đọc được ở vị trí ${node.from + 1}`,
          en: `it cannot be read at position ${node.from + 1}`,
        });
      } else if (UNBOUNDED.has(node.name)) {
        faults.push({
          vi: `"${text}": vòng lặp, bộ lọc, hàm tự định nghĩa và ngữ cảnh (context) không được hỗ trợ`,
          en: `"${text}": loops, filters, functions and contexts are not supported`,
        });
      } else if (node.name === 'FunctionInvocation') faults.push(...faultsOfCall(node, expression));
      else if (node.name === 'VariableName' && isCallee(node)) readsClock ||= CLOCK_FUNCTIONS.has(text);
      else if (node.name === 'VariableName') {
        const misnamed = faultOfName(text);
        if (misnamed) faults.push(misnamed);
        else variables.add(text);
      }
    },
  });
  const fault = faults[0];
  return fault === undefined ? { variables: [...variables], readsClock } : { fault };
}

/**
 * The value of a FEEL expression. `now()` and `today()` are those of `at`, to the second, in Vietnam. Whatever the
 * evaluator warns of (a variable that is not there, a text where a number should be) is a failure, not a null.
 */
export function evaluateExpression(
  expression: string,
  variables: Readonly<Record<string, unknown>>,
  at: Date,
): { value: unknown } | { failure: Reason } {
  const compiled = compiledOf(expression);
  const fail = (reason: Reason) => ({ failure: tellOf(inQuotes(expression), reason) });
  if ('fault' in compiled) return fail(compiled.fault);
  const { variables: names, body, warnings } = compiled;
  warnings.length = 0;
  try {
    const value: unknown = body.invoke([
      () => dateAndTime(`${localTime(at)}@${ZONE}`),
      () => date(localTime(at).slice(0, 10)),
      workingTime,
      ...names.map((name) => (Object.hasOwn(variables, name) ? variables[name] : undefined)),
    ]);
    const warning = warnings[0];
    return warning ? fail(reasonOf(warning)) : { value };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return fail({ vi: `không tính được: "${error.message}"`, en: error.message });
  }
}

/** An expression as the body of a function, with what it reads as the parameters: so it is parsed once. */
interface Compiled {
  readonly variables: readonly string[];
  readonly body: FeelFunction;
  /** The evaluator adds to this list whenever the function runs. */
  readonly warnings: Warning[];
}

type Warning = ReturnType<typeof evaluate>['warnings'][number];

/** What the evaluator warns of; its own sentence is quoted where it says more than its kind. */
function reasonOf({ type, message }: Warning): Reason {
  const vi = VIETNAMESE_OF[type] ?? 'không tính được';
  return { vi: `${vi} ("${message}")`, en: message };
}

const VIETNAMESE_OF: Readonly<Partial<Record<Warning['type'], string>>> = {
  NO_VARIABLE_FOUND: 'không có biến này',
  NO_CONTEXT_ENTRY_FOUND: 'không có mục này',
  NO_PROPERTY_FOUND: 'không có thuộc tính này',
  NOT_COMPARABLE: 'không so sánh được hai giá trị',
  INVALID_TYPE: 'giá trị không đúng kiểu',
  INVALID_ARGUMENTS: 'tham số của hàm không đúng',
  NO_FUNCTION_FOUND: 'không có hàm này',
  FUNCTION_INVOCATION_FAILURE: 'gọi hàm không thành công',
};

function inQuotes(expression: string): Reason {
  return { vi: `"${expression}"`, en: `"${expression}"` };
}

const MAX_COMPILED = 5_000;
const compiledExpressions = new Map<string, Compiled | { fault: Reason }>();

function compiledOf(expression: string): Compiled | { fault: Reason } {
  const known = compiledExpressions.get(expression);
  if (known) return known;
  const oldest = compiledExpressions.keys().next();
  if (compiledExpressions.size >= MAX_COMPILED && !oldest.done) compiledExpressions.delete(oldest.value);
  const compiled = compile(expression);
  compiledExpressions.set(expression, compiled);
  return compiled;
}

function compile(expression: string): Compiled | { fault: Reason } {
  const reading = readExpression(expression);
  if ('fault' in reading) return reading;
  const { variables } = reading;
  const parameters = [...CLOCK_FUNCTIONS, ...variables].join(', ');
  const { value, warnings } = evaluate(`function(${parameters}) ${expression}`);
  return value instanceof FeelFunction ? { variables, body: value, warnings } : { fault: UNREADABLE };
}

const UNREADABLE: Reason = { vi: 'không đọc được', en: 'it cannot be read' };

export const ZONE = 'Asia/Ho_Chi_Minh';

/** Sweden writes dates as ISO 8601 does. */
const LOCAL_TIME = new Intl.DateTimeFormat('sv-SE', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

function localTime(at: Date): string {
  return LOCAL_TIME.format(at).replace(' ', 'T');
}

const UNITS: readonly WorkingDuration['unit'][] = ['workingDay', 'calendarDay', 'workingHour'];

/** The FEEL function `workingTime(n, unit)`: no value unless `n` is a positive number and the unit is known. */
function workingTime(n: unknown, unit: unknown): WorkingDuration | null {
  const known = UNITS.find((candidate) => candidate === unit);
  return typeof n === 'number' && Number.isFinite(n) && n > 0 && known !== undefined ? { n, unit: known } : null;
}

/** Where the variable is missing, the evaluator would take the function of that name, and warn of nothing. */
function isBuiltin(name: string): boolean {
  return evaluate(name, {}).warnings.length === 0;
}

function faultOfName(name: string): Reason | undefined {
  if (CLOCK_FUNCTIONS.has(name)) {
    return { vi: `${name} là hàm: hãy viết ${name}()`, en: `${name} is a function: write ${name}()` };
  }
  if (isBuiltin(name)) {
    return {
      vi: `${name} là tên hàm, không phải tên biến`,
      en: `${name} is the name of a function, not of a variable`,
    };
  }
  if (VARIABLE.test(name)) return undefined;
  return {
    vi: `"${name}" không phải tên biến: chỉ gồm chữ cái không dấu, chữ số và "_"`,
    en: `"${name}" is not the name of a variable: letters of ASCII, digits and "_"`,
  };
}

function isCallee(node: SyntaxNode): boolean {
  return node.parent?.name === 'FunctionInvocation' && node.parent.firstChild?.from === node.from;
}

function faultsOfCall(call: SyntaxNode, expression: string): Reason[] {
  const callee = call.firstChild;
  const name = callee ? expression.slice(callee.from, callee.to).replace(/\s+/g, ' ') : '';
  return FUNCTIONS.has(name)
    ? []
    : [{ vi: `hàm "${name}" không được hỗ trợ`, en: `the function "${name}" is not supported` }];
}
