import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { conditionVariables, userTasks } from './definition-parts.js';
import { checkVariables } from './expressions.js';
import {
  boundary,
  call,
  end,
  exclusive,
  extended,
  file,
  flow,
  forEach,
  mapping,
  messageCatch,
  parallel,
  parsed,
  row,
  service,
  start,
  subProcess,
  task,
  timer,
} from './fixtures/draw-process.js';
import { inBothLanguages } from './fixtures/in-both-languages.js';
import { parseProcess } from './parse-process.js';

describe('the expressions of a drawing', () => {
  const xml = file(
    start(),
    extended(service('query'), mapping({ id: '= dossier' }, { found: '= count(records)' })),
    extended(
      subProcess(
        'sub',
        start('begin'),
        timer('wait', '= workingTime(days, "workingDay")'),
        end('over'),
        row('begin', 'wait', 'over'),
      ),
      mapping({ days: '= found + extra' }),
    ),
    forEach('consult', 'outputCollection="opinions" outputElement="= opinion"', {
      condition: '= numberOfCompletedInstances > quorum',
    }),
    boundary('late', 'consult', true, '= if agency = "x" then "P1D" else "P2D"'),
    call('tax', '= kind'),
    messageCatch('paid'),
    exclusive('choose', 'choose-end'),
    end(),
    row('start', 'query', 'sub', 'consult', 'tax', 'paid', 'choose', 'end'),
    flow('choose', 'query', '= list contains(opinions, "no") and retry'),
    row('late', 'end'),
  );

  it('are told where they read a variable that nothing sets', async () => {
    const definition = await parsed(xml);
    const faults = checkVariables(definition, new Set(['records', 'agencies', 'dossier']));
    assert.deepEqual(
      faults.map(({ elementId, reason }) => `${elementId}: ${inBothLanguages(reason)}`),
      [
        'sub: the mapping to days reads the variable extra, which nothing sets',
        'consult: the output element reads the variable opinion, which nothing sets',
        'consult: the completion condition reads the variable quorum, which nothing sets',
        'tax: the called process reads the variable kind, which nothing sets',
        'choose-query: the condition reads the variable retry, which nothing sets',
      ],
    );
    const all = new Set(['records', 'agencies', 'dossier', 'extra', 'opinion', 'quorum', 'kind', 'retry']);
    assert.deepEqual(checkVariables(definition, all), []);
  });

  it('of conditions and timers are listed with what they read', async () => {
    assert.deepEqual(conditionVariables(await parsed(xml)), [
      { elementId: 'choose-query', variable: 'opinions' },
      { elementId: 'choose-query', variable: 'retry' },
      { elementId: 'wait', variable: 'days' },
      { elementId: 'late', variable: 'agency' },
    ]);
  });

  it('that name candidate groups are worked out where they read nothing', async () => {
    const groups = async (written: string): Promise<unknown> =>
      userTasks(await parsed(file(start(), task('a', written), end(), row('start', 'a', 'end'))))[0];
    assert.deepEqual(await groups('= ["heads", " receivers", "heads"]'.replaceAll('"', '&quot;')), {
      elementId: 'a',
      name: 'a',
      candidateGroups: ['heads', 'receivers'],
    });
    assert.deepEqual(await groups('= unit'), {
      elementId: 'a',
      name: 'a',
      candidateGroups: [],
      candidateExpression: 'unit',
    });
  });
});

describe('a drawing that can be carried out, but looks odd', () => {
  const warnings = async (xml: string): Promise<string[]> => {
    const result = await parseProcess(xml);
    return 'definition' in result
      ? result.warnings.map(({ elementId, line, reason }) => `${elementId}:${line} ${inBothLanguages(reason)}`)
      : result.refusals.map(({ reason }) => reason.en);
  };

  it('is taken with a warning for a task that nobody can do', async () => {
    assert.deepEqual(await warnings(file(start(), task('a', ''), end(), row('start', 'a', 'end'))), [
      'a:4 the task has no candidate groups: nobody can do it',
    ]);
    assert.deepEqual(await warnings(file(start(), task('a', '= unit'), end(), row('start', 'a', 'end'))), []);
  });

  it('is taken with a warning for a gateway that can never join', async () => {
    const joining = (choose: string, condition?: string): string =>
      file(
        start(),
        choose,
        task('a'),
        task('b'),
        parallel('join'),
        end(),
        row('start', 'choose'),
        flow('choose', 'a', condition),
        flow('choose', 'b'),
        row('a', 'join', 'end'),
        row('b', 'join'),
      );
    assert.deepEqual(await warnings(joining(exclusive('choose', 'choose-b'), '= left')), [
      'join:7 it can never join: its incoming flows are alternatives, and no fork feeds them',
    ]);
    assert.deepEqual(await warnings(joining(parallel('choose'))), []);
  });

  it('is taken with a warning for what is set elsewhere', async () => {
    const xml = file(start(), service('s'), end(), row('start', 's', 'end'));
    assert.deepEqual(await warnings(xml.replace('type="issue-number"', 'type="issue-number" retries="5"')), [
      's:4 the number of retries is not used: how often a service is tried again is set where it runs',
    ]);
  });
});
