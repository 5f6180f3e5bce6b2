import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { procedureVersionsQuery } from '../api/processes.js';
import type { ProcedureVersion } from '../api/types.js';
import { civilDate } from '../language/format.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { Loaded } from '../shell/loaded.js';
import { Select } from '../ui/select.js';
import { compareDrawings } from './compare-drawings.js';
import { DrawingCheck } from './drawing-check.js';
import { ProcessDiagram } from './process-diagram.js';
import { processMessages } from './process.messages.js';

/** A procedure's process as it is in force, beside an older version or a new drawing. */
export function ProcedureProcess({ code }: { code: string }) {
  const text = useText();
  const versions = useQuery(procedureVersionsQuery(code));
  return (
    <Loaded query={versions}>{({ name, versions: known }) => <Versions name={text(name)} versions={known} />}</Loaded>
  );
}

function Versions({ name, versions }: { name: string; versions: readonly ProcedureVersion[] }) {
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
      <DrawingCheck name={name} inForce={newest} />
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
