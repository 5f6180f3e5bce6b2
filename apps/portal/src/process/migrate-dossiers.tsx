import { useMutation, useQuery } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import { migrationCheckQuery, migrationQuery, startMigration } from '../api/processes.js';
import type { Migration, MigrationCheck, ProcedureVersion } from '../api/types.js';
import { useMessages } from '../language/use-messages.js';
import { Loaded } from '../shell/loaded.js';
import { ProblemBanner } from '../shell/problem-view.js';
import { Button } from '../ui/button.js';
import { Banner } from '../ui/feedback.js';
import { Select } from '../ui/select.js';
import { choicesFor, type Choice } from './element-choices.js';
import { processMessages } from './process.messages.js';
import { UnmovedDossiers } from './unmoved-dossiers.js';

interface MigrateDossiersProps {
  code: string;
  versions: readonly ProcedureVersion[];
  /** The run that the address names: whoever comes back sees how far it is. */
  run: string | undefined;
  onRun: (id: string) => void;
}

/** Moves running dossiers of an older version to the newest: tried first, then applied. */
export function MigrateDossiers({ code, versions, run, onRun }: MigrateDossiersProps) {
  const m = useMessages(processMessages);
  const [newest, ...older] = versions;
  const left = older.filter(({ running }) => running > 0);
  if (!newest) return undefined;
  return (
    <section className="stack" aria-labelledby="migrate-dossiers">
      <h2 id="migrate-dossiers">{m.migrateTitle}</h2>
      <p className="muted">{m.migrateText}</p>
      {run && <MigrationProgress code={code} id={run} />}
      {left.length === 0 ? (
        <p>{m.nothingToMove}</p>
      ) : (
        <MigrationPlan key={left[0]?.version} code={code} newest={newest} older={left} onRun={onRun} />
      )}
    </section>
  );
}

interface MigrationPlanProps {
  code: string;
  newest: ProcedureVersion;
  older: readonly ProcedureVersion[];
  onRun: (id: string) => void;
}

function MigrationPlan({ code, newest, older, onRun }: MigrationPlanProps) {
  const m = useMessages(processMessages);
  const [from, setFrom] = useState(older[0]?.version ?? 1);
  const [mapping, setMapping] = useState<Readonly<Record<string, string>>>({});
  const migration: Migration = { fromVersion: from, toVersion: newest.version, mapping };
  const key = useRef<string>(undefined);
  const [tried, setTried] = useState<{ id: string; migration: Migration }>();
  const check = useQuery(migrationCheckQuery(code, tried));
  const tryIt = () => setTried({ id: crypto.randomUUID(), migration });
  const forget = () => setTried(undefined);
  const start = useMutation({
    mutationFn: () => startMigration(code, migration, (key.current ??= crypto.randomUUID())),
    onSuccess: ({ id }) => {
      forget();
      onRun(id);
    },
  });
  const old = older.find(({ version }) => version === from);
  const missing = useMemo(
    () => (old && check.data ? choicesFor(unplaced(check.data, mapping), old.xml, newest.xml) : []),
    [old, newest, check.data, mapping],
  );
  const change = (what: () => void) => {
    what();
    key.current = undefined;
  };
  return (
    <>
      <Select
        label={m.fromVersion}
        value={String(from)}
        onChange={(version) => change(() => (setFrom(Number(version)), setMapping({}), forget()))}
        options={older.map(({ version, running }) => ({
          value: String(version),
          label: m.version(version),
          note: m.running(running),
        }))}
      />
      {check.data && <CheckResult check={check.data} />}
      {missing.map((choice) => (
        <BecomesField
          key={choice.elementId}
          choice={choice}
          value={mapping[choice.elementId]}
          onChange={(becomes) => change(() => setMapping({ ...mapping, [choice.elementId]: becomes }))}
        />
      ))}
      {(check.error ?? start.error) && <ProblemBanner error={check.error ?? start.error} />}
      <div className="actions">
        <Button isPending={check.isFetching} onPress={tryIt}>
          {check.data ? m.dryRunAgain : m.dryRun}
        </Button>
        {check.data && check.data.movable > 0 && (
          <Button tone="primary" isPending={start.isPending} onPress={() => start.mutate()}>
            {m.migrate(check.data.movable, newest.version)}
          </Button>
        )}
      </div>
    </>
  );
}

/** Elements that the target does not have under their id, and those for which something was chosen already. */
function unplaced({ plans, refused }: MigrationCheck, mapping: Readonly<Record<string, string>>): string[] {
  const named = [...plans.flatMap(({ faults }) => faults), ...refused.flatMap(({ reasons }) => reasons)].map(
    ({ elementId }) => elementId,
  );
  return [...new Set([...Object.keys(mapping), ...named])];
}

interface BecomesFieldProps {
  choice: Choice;
  value: string | undefined;
  onChange: (becomes: string) => void;
}

function BecomesField({ choice, value, onChange }: BecomesFieldProps) {
  const m = useMessages(processMessages);
  return (
    <Select
      label={m.becomes(choice.name)}
      help={m.becomesHelp}
      isOptional
      value={value}
      onChange={onChange}
      options={choice.options.map(({ elementId, name }) => ({ value: elementId, label: name, note: elementId }))}
    />
  );
}

function CheckResult({ check }: { check: MigrationCheck }) {
  const m = useMessages(processMessages);
  return (
    <>
      <Banner
        tone={check.refused.length === 0 ? 'success' : 'warning'}
        title={m.movable(check.movable, check.checked)}
      />
      <UnmovedDossiers dossiers={check.refused} />
    </>
  );
}

function MigrationProgress({ code, id }: { code: string; id: string }) {
  const m = useMessages(processMessages);
  const run = useQuery(migrationQuery(code, id));
  return (
    <Loaded query={run}>
      {({ state, moved, refused, unmoved }) => (
        <>
          <Banner
            tone={state === 'finished' ? 'success' : 'info'}
            title={state === 'finished' ? m.migrated : m.migrating}
          >
            <p>{m.migratedCount(moved, refused)}</p>
            {state === 'running' && <p>{m.migratingText}</p>}
          </Banner>
          <UnmovedDossiers dossiers={unmoved} />
        </>
      )}
    </Loaded>
  );
}
