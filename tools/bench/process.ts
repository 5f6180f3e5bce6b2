import { EventEmitter } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Engine } from 'bpmn-engine';
import { advance, initialState, parseProcess, type ProcessDefinition, type ProcessState } from '@motcua/process';
import { target, type BenchOptions, type Measurement } from './measurement.js';

const rounds = 3;
const roundMs = 1_500;
const parkedInstances = 20_000;

interface Model {
  readonly name: string;
  /** The elements and flows, but for the condition: each engine has a language of its own. */
  readonly draw: (condition: string) => string;
}

const start = '<bpmn:startEvent id="start" />';
const end = '<bpmn:endEvent id="end" />';
const task = (id: string): string => `<bpmn:userTask id="${id}" />`;
const flow = (from: string, to: string, inner = ''): string =>
  `<bpmn:sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}">${inner}</bpmn:sequenceFlow>`;
const row = (...ids: string[]): string =>
  ids
    .slice(1)
    .map((id, index) => flow(ids[index] ?? '', id))
    .join('');
const tasks = ['t1', 't2', 't3', 't4', 't5'];

const models: readonly Model[] = [
  { name: 'linear', draw: () => [start, ...tasks.map(task), end, row('start', ...tasks, 'end')].join('') },
  {
    name: 'choice',
    draw: (condition) =>
      [
        start,
        task('t1'),
        '<bpmn:exclusiveGateway id="choose" default="choose-t3" />',
        ...['t2', 't3', 't4'].map(task),
        '<bpmn:exclusiveGateway id="merge" />',
        end,
        row('start', 't1', 'choose', 't3', 'merge', 't4', 'end'),
        flow(
          'choose',
          't2',
          `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${condition}</bpmn:conditionExpression>`,
        ),
        row('t2', 'merge'),
      ].join(''),
  },
  {
    name: 'parallel',
    draw: () =>
      [
        start,
        '<bpmn:parallelGateway id="fork" />',
        ...['t1', 't2', 't3'].map(task),
        '<bpmn:parallelGateway id="join" />',
        end,
        row('start', 'fork', 't1', 'join', 'end'),
        row('fork', 't2', 'join'),
        row('fork', 't3', 'join'),
      ].join(''),
  },
];

/** Processes lived through to their end in memory, beside the npm package bpmn-engine on the same drawings. */
export async function benchProcess({ say }: BenchOptions): Promise<Measurement> {
  const ratios: number[] = [];
  const further: Record<string, number> = {};
  let slowest = { own: Infinity, other: Infinity };
  for (const { name, draw } of models) {
    const parsed = await parseProcess(fileOf(draw('= approved = true')));
    if ('refusals' in parsed) throw new Error(parsed.refusals[0]?.reason.en);
    const { definition } = parsed;
    const engine = new Engine({ name, source: fileOf(draw('${environment.variables.approved}')) });
    for (let round = 1; round <= rounds; round++) {
      const own = await perSecond(() => live(definition));
      const other = await perSecond(() => liveElsewhere(engine));
      ratios.push(own / other);
      say(`${name}: ${own.toFixed(0)} beside ${other.toFixed(0)} instances a second`);
      further[`${name}PerSecond`] = own;
      further[`${name}BaselinePerSecond`] = other;
      if (own / other < slowest.own / slowest.other || slowest.own === Infinity) slowest = { own, other };
    }
    further[`${name}StateBytes`] = JSON.stringify(parked(definition)).length;
    further[`${name}ParkedBytes`] = memoryOfParked(definition);
  }
  return {
    name: 'process',
    opsPerSecond: slowest.own,
    baselinePerSecond: slowest.other,
    ratio: slowest.own / slowest.other,
    p50Ms: null,
    p99Ms: null,
    targets: [target('completed instances beside bpmn-engine', 'times', ratios, { atLeast: 20 })],
    further,
  };
}

function fileOf(content: string): string {
  return `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="Definitions_1" targetNamespace="http://bpmn.io/schema/bpmn"><bpmn:process id="Process_1" isExecutable="true">${content}</bpmn:process></bpmn:definitions>`;
}

function parked(definition: ProcessDefinition): ProcessState {
  const result = advance(definition, initialState(definition), {
    type: 'start',
    at: new Date(0),
    variables: { approved: true },
  });
  if ('rejected' in result) throw new Error(result.rejected.reason.en);
  return result.state;
}

/** From the start to the end; each task is completed as soon as it is there. */
function live(definition: ProcessDefinition): Promise<void> {
  let state = parked(definition);
  const at = new Date(0);
  while (state.status === 'running') {
    const token = state.tokens.find(({ elementId }) => elementId.startsWith('t'));
    if (!token) throw new Error('nothing is open');
    const result = advance(definition, state, { type: 'completeTask', at, taskKey: `task-${token.id}` });
    if ('rejected' in result) throw new Error(result.rejected.reason.en);
    state = result.state;
  }
  return Promise.resolve();
}

async function liveElsewhere(engine: Engine): Promise<void> {
  const listener = new EventEmitter();
  listener.on('activity.wait', (activity: { signal(): void }) => activity.signal());
  const ended = engine.waitFor('end');
  await engine.execute({ listener, variables: { approved: true } });
  await ended;
}

async function perSecond(run: () => Promise<void>): Promise<number> {
  for (let warm = 0; warm < 50; warm++) await run();
  const begun = performance.now();
  let count = 0;
  for (; performance.now() - begun < roundMs; count++) await run();
  return (count * 1_000) / (performance.now() - begun);
}

/** The growth of the heap by an instance that waits at its first task, as JSON reads it from the database. */
function memoryOfParked(definition: ProcessDefinition): number {
  const stored = JSON.stringify(parked(definition));
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  const states: unknown[] = Array.from({ length: parkedInstances }, (): unknown => JSON.parse(stored));
  collectGarbage();
  const grown = process.memoryUsage().heapUsed - before;
  return grown / states.length;
}

function collectGarbage(): void {
  setFlagsFromString('--expose_gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
}
