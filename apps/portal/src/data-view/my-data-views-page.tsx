import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { EyeOff } from 'lucide-react';
import { dataViewQuestionsQuery, myDataViewsQuery } from '../api/data-views.js';
import { useFormat } from '../language/format.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { Loaded } from '../shell/loaded.js';
import { Page } from '../shell/page.js';
import { Code } from '../ui/copy-code.js';
import { EmptyState } from '../ui/feedback.js';
import { MoreButton } from '../ui/more-button.js';
import { Timeline } from '../ui/timeline.js';
import { dataViewMessages } from './data-view.messages.js';
import { QuestionOfView } from './question-of-view.js';

/** Who looked at the reader's personal data in full: for which agency, what for and when. */
export function MyDataViewsPage() {
  const m = useMessages(dataViewMessages);
  const text = useText();
  const format = useFormat();
  const views = useInfiniteQuery(myDataViewsQuery);
  // The service takes a hundred at once; older ones are asked about from their dossier.
  const questions = useQuery(dataViewQuestionsQuery((views.data ?? []).slice(0, 100))).data;
  return (
    <Page title={m.mineTitle} lead={m.mineLead}>
      <Loaded query={views}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState icon={<EyeOff size={28} />} title={m.mineEmptyTitle}>
              <p>{m.mineEmptyText}</p>
            </EmptyState>
          ) : (
            <Timeline
              entries={items.map((view) => ({
                id: view.id,
                title: m.saw(text(view.positionTitle), text(view.agencyName)),
                when: format.dateTime(view.shownAt),
                detail: (
                  <>
                    {view.officerName && <p>{view.officerName}</p>}
                    <p>{m[view.what]}</p>
                    <p>{m.purposeOf(text(view.purpose))}</p>
                    <p className="small">
                      <Link to="/my/dossiers/$dossierId" params={{ dossierId: view.dossierId }}>
                        {m.dossier} <Code>{view.dossierNumber}</Code>
                      </Link>
                    </p>
                    {questions?.isOffered && (
                      <QuestionOfView
                        view={view}
                        asked={questions.items.find(({ dataViewId }) => dataViewId === view.id)}
                      />
                    )}
                  </>
                ),
              }))}
            />
          )
        }
      </Loaded>
      {views.hasNextPage && (
        <MoreButton isLoading={views.isFetchingNextPage} onMore={() => void views.fetchNextPage()} />
      )}
    </Page>
  );
}
