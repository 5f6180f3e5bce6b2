import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { heldDataQuery } from '../api/held-data.js';
import type { HeldData } from '../api/types.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { useSession } from '../session/session.js';
import { Loaded } from '../shell/loaded.js';
import { Page } from '../shell/page.js';
import { Table } from '../ui/table.js';
import { heldDataMessages } from './held-data.messages.js';
import { SealingProgress } from './sealing-progress.js';

/** The register of what is kept about people; anybody may read it. */
export function HeldDataPage() {
  const m = useMessages(heldDataMessages);
  const held = useQuery(heldDataQuery);
  const permissions = useSession()?.permissions ?? [];
  return (
    <Page title={m.title} lead={m.lead} width="wide">
      <Loaded query={held}>
        {(items) => (
          <div className="stack-wide">
            {[...byPurpose(items)].map(([key, kept]) => (
              <Purpose key={key} kept={kept} />
            ))}
          </div>
        )}
      </Loaded>
      {permissions.includes('dossier.submit') && (
        <p>
          <Link to="/my/data-views">{m.whoLooked}</Link>
        </p>
      )}
      {permissions.includes('province.administer') && <SealingProgress />}
    </Page>
  );
}

function Purpose({ kept }: { kept: readonly HeldData[] }) {
  const m = useMessages(heldDataMessages);
  const text = useText();
  const [first] = kept;
  if (!first) return null;
  return (
    <section className="stack">
      <h2>{text(first.why)}</h2>
      <p>
        <strong>{m.legalGround}:</strong> {text(first.legalGround)}
        <br />
        <strong>{m.keptFor}:</strong> {text(first.keptFor)}
      </p>
      <Table
        caption={text(first.why)}
        columns={[
          { id: 'what', title: m.what, cell: ({ what }) => text(what) },
          { id: 'class', title: m.dataClass, cell: ({ dataClass }) => m[dataClass] },
        ]}
        rows={kept}
        rowKey={({ column }) => column}
      />
    </section>
  );
}

function byPurpose(items: readonly HeldData[]): Map<string, HeldData[]> {
  const groups = new Map<string, HeldData[]>();
  for (const item of items) {
    const key = `${item.why.vi} ${item.legalGround.vi} ${item.keptFor.vi}`;
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}
