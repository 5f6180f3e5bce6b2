import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { isProblem } from '../api/problem-error.js';
import { importProcess } from '../api/processes.js';
import type { ProcedureVersion } from '../api/types.js';
import { civilDateOf } from '../language/civil-date.js';
import { civilDate } from '../language/format.js';
import { useMessages } from '../language/use-messages.js';
import { ProblemBanner } from '../shell/problem-view.js';
import { Button } from '../ui/button.js';
import { Code } from '../ui/copy-code.js';
import { DateField } from '../ui/date-field.js';
import { Banner } from '../ui/feedback.js';
import { Table } from '../ui/table.js';
import { processMessages } from './process.messages.js';

interface PublishDrawingProps {
  code: string;
  xml: string;
  newest: ProcedureVersion;
  onPublished: (version: number) => void;
}

/** Brings a sound drawing into force as the next version of its procedure. */
export function PublishDrawing({ code, xml, newest, onPublished }: PublishDrawingProps) {
  const m = useMessages(processMessages);
  const [validFrom, setValidFrom] = useState(() => firstDayFor(newest));
  const [definition, setDefinition] = useState<{ name: string; text: string }>();
  // What is sent again after a lost answer is the same command.
  const key = useRef<{ of: string; key: string }>(undefined);
  const publish = useMutation({
    mutationFn: () => {
      const body = { processXml: xml, validFrom, ...(definition && { definition: definition.text }) };
      const of = JSON.stringify(body);
      if (key.current?.of !== of) key.current = { of, key: crypto.randomUUID() };
      return importProcess(code, body, key.current.key);
    },
    onSuccess: ({ version }) => onPublished(version),
  });
  if (publish.data) {
    return (
      <Banner tone="success" title={m.published(publish.data.version)}>
        <p>{m.publishedText(civilDate(validFrom))}</p>
      </Banner>
    );
  }
  const tooEarly = isProblem(publish.error, 'version-too-early') ? publish.error.fields[0]?.detail : undefined;
  const choose = async ([chosen]: File[]) => {
    if (chosen) setDefinition({ name: chosen.name, text: await chosen.text() });
  };
  return (
    <section className="stack" aria-labelledby="publish-drawing">
      <h3 id="publish-drawing">{m.publishTitle}</h3>
      <p className="muted">{m.publishText}</p>
      <DateField label={m.validFrom} value={validFrom} onChange={setValidFrom} error={tooEarly} />
      <div className="stack-tight">
        <strong>{m.definition}</strong>
        <p className="small muted">{m.definitionHelp}</p>
        <div className="process-file">
          <FileTrigger acceptedFileTypes={['.yaml', '.yml']} onSelect={(list) => void choose([...(list ?? [])])}>
            <Button tone="quiet">{m.chooseDefinition}</Button>
          </FileTrigger>
          {definition && <span>{definition.name}</span>}
        </div>
      </div>
      {publish.error && tooEarly === undefined && <ProblemBanner error={publish.error} />}
      {isProblem(publish.error, 'pack-invalid') && (
        <Table
          caption={m.packFaults}
          rows={publish.error.fields}
          rowKey={({ pointer, detail }) => `${pointer} ${detail}`}
          columns={[
            { id: 'reason', title: m.reason, cell: ({ detail }) => detail },
            { id: 'place', title: m.place, cell: ({ pointer }) => <Code>{pointer}</Code> },
          ]}
        />
      )}
      <div>
        <Button tone="primary" isPending={publish.isPending} onPress={() => publish.mutate()}>
          {m.publish(newest.version + 1)}
        </Button>
      </div>
    </section>
  );
}

/** Today, or the day after the newest version begins. */
function firstDayFor({ validFrom }: ProcedureVersion): string {
  const today = civilDateOf(new Date());
  if (validFrom < today) return today;
  return new Date(Date.parse(validFrom) + 86_400_000).toISOString().slice(0, 10);
}
