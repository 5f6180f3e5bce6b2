import { useQuery } from '@tanstack/react-query';
import { resealingQuery } from '../api/held-data.js';
import { useFormat } from '../language/format.js';
import { useMessages } from '../language/use-messages.js';
import { Loaded } from '../shell/loaded.js';
import { Badge } from '../ui/badge.js';
import { Code } from '../ui/copy-code.js';
import { Table } from '../ui/table.js';
import { heldDataMessages } from './held-data.messages.js';

/** How far each service has come with sealing its data under the current key. */
export function SealingProgress() {
  const m = useMessages(heldDataMessages);
  const format = useFormat();
  const resealing = useQuery(resealingQuery);
  return (
    <section className="stack">
      <h2>{m.sealingTitle}</h2>
      <p>{m.sealingLead}</p>
      <Loaded query={resealing}>
        {(services) => (
          <Table
            caption={m.sealingTitle}
            columns={[
              { id: 'service', title: m.service, cell: ({ service }) => m[service] },
              { id: 'key', title: m.currentKey, cell: ({ currentKey }) => <Code>{currentKey}</Code> },
              {
                id: 'resealed',
                title: m.resealed,
                isNumeric: true,
                cell: ({ items }) => format.number(items.reduce((sum, { resealed }) => sum + resealed, 0)),
              },
              {
                id: 'state',
                title: m.state,
                cell: ({ clean }) => <Badge tone={clean ? 'onTime' : 'paused'}>{clean ? m.clean : m.underWay}</Badge>,
              },
            ]}
            rows={services}
            rowKey={({ service }) => service}
          />
        )}
      </Loaded>
    </section>
  );
}
