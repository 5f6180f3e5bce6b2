import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { FolderOpen } from 'lucide-react';
import { myDossiersQuery } from '../api/dossiers.js';
import { Clock } from '../clock/clock.js';
import { useFormat } from '../language/format.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { Loaded } from '../shell/loaded.js';
import { Page } from '../shell/page.js';
import { buttonClass } from '../ui/button.js';
import { Code } from '../ui/copy-code.js';
import { EmptyState } from '../ui/feedback.js';
import { MoreButton } from '../ui/more-button.js';
import { myDossiersMessages } from './my-dossiers.messages.js';
import './my-dossiers.css';

export function MyDossiersPage() {
  const m = useMessages(myDossiersMessages);
  const text = useText();
  const format = useFormat();
  const dossiers = useInfiniteQuery(myDossiersQuery());
  return (
    <Page title={m.title} lead={m.lead}>
      <Loaded query={dossiers}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState icon={<FolderOpen size={28} />} title={m.emptyTitle}>
              <p>{m.emptyText}</p>
              <div className="row">
                <Link to="/procedures" className={buttonClass('primary')}>
                  {m.findProcedure}
                </Link>
              </div>
            </EmptyState>
          ) : (
            <ul className="my-dossiers">
              {items.map((dossier) => (
                <li key={dossier.id} className="my-dossier">
                  <Link to="/my/dossiers/$dossierId" params={{ dossierId: dossier.id }} className="my-dossier-name">
                    {text(dossier.procedure.name)}
                  </Link>
                  <p className="small muted">
                    <Code>{dossier.code ?? dossier.trackingNumber}</Code> · {text(dossier.competentAgency.name)} ·{' '}
                    {m.submittedOn(format.date(dossier.submittedAt))}
                  </p>
                  <Clock clock={dossier.clock} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {dossiers.hasNextPage && (
        <MoreButton isLoading={dossiers.isFetchingNextPage} onMore={() => void dossiers.fetchNextPage()} />
      )}
    </Page>
  );
}
