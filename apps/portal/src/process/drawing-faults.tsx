import type { DrawingFault } from '../api/types.js';
import { useMessages } from '../language/use-messages.js';
import { Code } from '../ui/copy-code.js';
import { Table } from '../ui/table.js';
import { processMessages } from './process.messages.js';

/** What is wrong with a drawing, in words: the element, the line in the file, and why. */
export function DrawingFaults({ faults }: { faults: readonly DrawingFault[] }) {
  const m = useMessages(processMessages);
  return (
    <Table
      caption={m.faults}
      rows={faults}
      rowKey={({ elementId, line, reason }) => `${line} ${elementId} ${reason}`}
      columns={[
        { id: 'reason', title: m.reason, cell: ({ reason }) => reason },
        { id: 'element', title: m.element, cell: ({ elementId }) => elementId && <Code>{elementId}</Code> },
        { id: 'line', title: m.line, isNumeric: true, cell: ({ line }) => line },
      ]}
    />
  );
}
