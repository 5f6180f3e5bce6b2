import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { proceduresQuery } from '../api/procedures.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { Loaded } from '../shell/loaded.js';
import { Page } from '../shell/page.js';
import { ComboBox } from '../ui/combo-box.js';
import { MoreButton } from '../ui/more-button.js';
import { ProcedureProcess } from './procedure-process.js';
import './process-diagram.css';
import { processMessages } from './process.messages.js';

/** The drawings of the province: looked at, compared, and checked before they come into force. */
export function ProcessesPage() {
  const m = useMessages(processMessages);
  const text = useText();
  const { procedure, migration } = useSearch({ from: '/administration/processes' });
  const navigate = useNavigate({ from: '/administration/processes' });
  const procedures = useInfiniteQuery(proceduresQuery({ scope: 'all' }));
  return (
    <Page title={m.title} lead={m.lead} width="wide">
      <Loaded query={procedures}>
        {(items) => (
          <ComboBox
            label={m.procedure}
            value={procedure}
            onChange={(code) => void navigate({ search: code ? { procedure: code } : {} })}
            options={items.map(({ code, name }) => ({ value: code, label: text(name), note: code }))}
          />
        )}
      </Loaded>
      {procedures.hasNextPage && (
        <MoreButton isLoading={procedures.isFetchingNextPage} onMore={() => void procedures.fetchNextPage()} />
      )}
      {procedure && (
        <ProcedureProcess
          key={procedure}
          code={procedure}
          run={migration}
          onRun={(id) => void navigate({ search: { procedure, migration: id }, replace: true, resetScroll: false })}
        />
      )}
    </Page>
  );
}
