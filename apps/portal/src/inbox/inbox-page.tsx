import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { ArrowLeft, MousePointerClick } from 'lucide-react';
import { dossierQuery } from '../api/dossiers.js';
import { DossierView } from '../dossier/dossier-view.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { Loaded } from '../shell/loaded.js';
import { Page } from '../shell/page.js';
import { EmptyState } from '../ui/feedback.js';
import './inbox.css';
import { inboxMessages } from './inbox.messages.js';
import { QueueList } from './queue-list.js';
import { TaskList } from './task-list.js';

/** Three panes where there is room: queues, tasks, dossier; else one at a time. */
export function InboxPage() {
  const m = useMessages(inboxMessages);
  const { queue = 'group', procedure, dossier } = useSearch({ from: '/inbox' });
  return (
    <Page title={m.title} width="wide">
      <div className={dossier ? 'inbox inbox-open' : 'inbox'}>
        <QueueList current={queue} />
        <TaskList key={`${queue} ${procedure ?? ''}`} filter={{ queue, procedure }} openDossierId={dossier} />
        <section className="inbox-dossier">
          {dossier ? (
            <OpenDossier key={dossier} dossierId={dossier} />
          ) : (
            <EmptyState icon={<MousePointerClick size={28} />} title={m.chooseTitle}>
              <p>{m.chooseText}</p>
            </EmptyState>
          )}
        </section>
      </div>
    </Page>
  );
}

function OpenDossier({ dossierId }: { dossierId: string }) {
  const m = useMessages(inboxMessages);
  const text = useText();
  const dossier = useQuery(dossierQuery(dossierId));
  return (
    <div className="stack">
      <Link to="/inbox" search={({ dossier: _closed, ...rest }) => rest} className="inbox-back">
        <ArrowLeft aria-hidden="true" size={18} />
        {m.back}
      </Link>
      <Loaded query={dossier}>
        {(loaded) => (
          <>
            <h2>{text(loaded.procedure.name)}</h2>
            <DossierView dossier={loaded} />
          </>
        )}
      </Loaded>
    </div>
  );
}
