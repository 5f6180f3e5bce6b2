import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { checkProcessQuery } from '../api/processes.js';
import type { CheckedProcess, ProcedureVersion } from '../api/types.js';
import { useMessages } from '../language/use-messages.js';
import { ProblemView } from '../shell/problem-view.js';
import { Button } from '../ui/button.js';
import { Banner } from '../ui/feedback.js';
import { compareDrawings } from './compare-drawings.js';
import { DrawingFaults } from './drawing-faults.js';
import { ProcessDiagram, type ElementMark } from './process-diagram.js';
import { processMessages } from './process.messages.js';
import { PublishDrawing } from './publish-drawing.js';

const mostBytes = 2_000_000;

interface DrawingCheckProps {
  code: string;
  name: string;
  inForce: ProcedureVersion;
  onPublished: (version: number) => void;
}

/** Checks a drawing from the administrator's disk, shows it with its faults beside the one in force, and brings a sound one into force. */
export function DrawingCheck({ code, name, inForce, onPublished }: DrawingCheckProps) {
  const m = useMessages(processMessages);
  const [file, setFile] = useState<{ id: string; name: string; xml: string }>();
  const [isTooLarge, setTooLarge] = useState(false);
  const check = useQuery(checkProcessQuery(file));
  const choose = async ([chosen]: File[]) => {
    if (!chosen) return;
    setTooLarge(chosen.size > mostBytes);
    if (chosen.size > mostBytes) return;
    const xml = await chosen.text();
    setFile({ id: crypto.randomUUID(), name: chosen.name, xml });
  };
  return (
    <section className="stack" aria-labelledby="check-drawing">
      <h2 id="check-drawing">{m.checkTitle}</h2>
      <p className="muted">{m.checkText}</p>
      <div className="process-file">
        <FileTrigger acceptedFileTypes={['.bpmn', '.xml']} onSelect={(list) => void choose([...(list ?? [])])}>
          <Button isPending={check.isFetching}>{m.choose}</Button>
        </FileTrigger>
        {file && <span>{file.name}</span>}
      </div>
      {isTooLarge && <Banner tone="warning" title={m.tooLarge} />}
      {check.error && <ProblemView error={check.error} />}
      {file && check.data && (
        <>
          <CheckedDrawing name={name} xml={file.xml} inForce={inForce} checked={check.data} />
          {check.data.accepted && (
            <PublishDrawing key={file.xml} code={code} xml={file.xml} newest={inForce} onPublished={onPublished} />
          )}
        </>
      )}
    </section>
  );
}

interface CheckedDrawingProps {
  name: string;
  xml: string;
  inForce: ProcedureVersion;
  checked: CheckedProcess;
}

function CheckedDrawing({ name, xml, inForce, checked }: CheckedDrawingProps) {
  const m = useMessages(processMessages);
  const { refusals, warnings } = checked;
  const marks = useMemo(() => {
    const fault = (mark: ElementMark) => (found: { elementId: string }) => ({ elementId: found.elementId, mark });
    const compared = compareDrawings(xml, inForce.xml);
    return {
      drawn: [...compared.left, ...warnings.map(fault('warning')), ...refusals.map(fault('fault'))],
      inForce: compared.right,
    };
  }, [xml, inForce, refusals, warnings]);
  return (
    <>
      <Banner
        tone={checked.accepted ? 'success' : 'warning'}
        title={checked.accepted ? m.accepted : m.refused(refusals.length)}
      >
        {warnings.length > 0 && <p>{m.warnings(warnings.length)}</p>}
      </Banner>
      {refusals.length + warnings.length > 0 && <DrawingFaults faults={[...refusals, ...warnings]} />}
      <div className="process-pair">
        <section className="stack-tight" aria-label={m.file}>
          <h3>{m.file}</h3>
          <ProcessDiagram label={m.diagram(name)} xml={xml} marks={marks.drawn} />
        </section>
        <section className="stack-tight" aria-label={m.comparedVersion(inForce.version)}>
          <h3>{m.comparedVersion(inForce.version)}</h3>
          <ProcessDiagram label={m.diagram(name)} xml={inForce.xml} marks={marks.inForce} />
        </section>
      </div>
    </>
  );
}
