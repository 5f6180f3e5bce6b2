import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { migrationQuery, procedureVersionsQuery } from '../api/processes.js';
import type { ProcedureVersion } from '../api/types.js';
import { civilDate } from '../language/format.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { Loaded } from '../shell/loaded.js';
import { Select } from '../ui/select.js';
import { compareDrawings } from './compare-drawings.js';
import { DrawingCheck } from './drawing-check.js';
import { MigrateDossiers } from './migrate-dossiers.js';
import { ProcessDiagram } from './process-diagram.js';
import { processMessages } from './process.messages.js';

interface ProcedureProcessProps {
  code: string;
  /** The migration that the address names. */
  run: string | undefined;
  onRun: (id: string) => void;
}

/** A procedure's process as it is in force, beside an older version or a new drawing, which may take its place. */
export function ProcedureProcess({ code, run, onRun }: ProcedureProcessProps) {
  const text = useText();
  // The services follow an activation a moment later.
  const [awaited, setAwaited] = useState(0);
  const versions = useQuery({
    ...procedureVersionsQuery(code),
    refetchInterval: ({ state }) => ((state.data?.versions[0]?.version ?? awaited) < awaited ? 500 : false),
  });
  const migration = useQuery({ ...migrationQuery(code, run ?? ''), enabled: run !== undefined });
  const isMoved = migration.data?.state === 'finished';
  const { refetch } = versions;
  useEffect(() => {
    if (isMoved || awaited > 0) void refetch();
  }, [isMoved, awaited, refetch]);
  return (
    <Loaded query={versions}>
      {({ name, versions: known }) => (
        <div className="stack-wide">
          <Versions code={code} name={text(name)} versions={known} onPublished={setAwaited} />
          {known.length > 1 && <MigrateDossiers code={code} versions={known} run={run} onRun={onRun} />}
        </div>
      )}
    </Loaded>
  );
}

interface VersionsProps {
  code: string;
  name: string;
  versions: readonly ProcedureVersion[];
  onPublished: (version: number) => void;
}

function Versions({ code, name, versions, onPublished }: VersionsProps) {
  const m = useMessages(processMessages);
  const [newest] = versions;
  const [chosen, setChosen] = useState<string>();
  const other = versions.find(({ version }) => String(version) === chosen);
  if (!newest) return undefined;
  const marks = other && compareDrawings(newest.xml, other.xml);
  return (
    <div className="stack-wide">
      <section className="stack" aria-label={name}>
        <h2>{name}</h2>
        {versions.length > 1 && (
          <Select
            label={m.compareWith}
            isOptional
            value={chosen}
            onChange={setChosen}
            options={versions
              .filter((version) => version !== newest)
              .map(({ version }) => ({ value: String(version), label: m.version(version) }))}
          />
        )}
        <div className={other ? 'process-pair' : undefined}>
          <Version name={name} version={newest} marks={marks?.left ?? []} />
          {other && <Version name={name} version={other} marks={marks?.right ?? []} />}
        </div>
      </section>
      <DrawingCheck code={code} name={name} inForce={newest} onPublished={onPublished} />
    </div>
  );
}

interface VersionProps {
  name: string;
  version: ProcedureVersion;
  marks: ReturnType<typeof compareDrawings>['left'];
}

function Version({ name, version, marks }: VersionProps) {
  const m = useMessages(processMessages);
  const from = civilDate(version.validFrom);
  return (
    <section className="stack-tight" aria-label={m.version(version.version)}>
      <h3>{m.version(version.version)}</h3>
      <p className="small muted">
        {version.validTo ? m.inForceUntil(from, civilDate(version.validTo)) : m.inForceFrom(from)} ·{' '}
        {m.running(version.running)}
      </p>
      <ProcessDiagram label={m.diagram(name)} xml={version.xml} marks={marks} />
    </section>
  );
}
