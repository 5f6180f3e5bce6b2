import { Link } from '@tanstack/react-router';
import type { UnmovedDossier } from '../api/types.js';
import { useMessages } from '../language/use-messages.js';
import { Code } from '../ui/copy-code.js';
import { Table } from '../ui/table.js';
import { processMessages } from './process.messages.js';

/** Every dossier that stays on its version, with the elements that keep it and why. */
export function UnmovedDossiers({ dossiers }: { dossiers: readonly UnmovedDossier[] }) {
  const m = useMessages(processMessages);
  if (dossiers.length === 0) return undefined;
  return (
    <Table
      caption={m.unmoved}
      rows={dossiers}
      rowKey={({ dossierId }) => dossierId}
      columns={[
        {
          id: 'dossier',
          title: m.dossier,
          cell: ({ dossierId, code, trackingNumber }) => (
            <Link to="/dossiers/$dossierId" params={{ dossierId }}>
              {code ?? trackingNumber}
            </Link>
          ),
        },
        {
          id: 'reason',
          title: m.reason,
          cell: ({ reasons }) => (
            <ul className="plain-list">
              {reasons.map(({ elementId, reason }) => (
                <li key={`${elementId} ${reason}`}>
                  {elementId && <Code>{elementId}</Code>} {reason}
                </li>
              ))}
            </ul>
          ),
        },
      ]}
    />
  );
}
