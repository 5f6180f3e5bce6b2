import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { MapPin } from 'lucide-react';
import { useState } from 'react';
import { placeDossier, waitingQuery, type WaitingDossier } from '../api/reorganisations.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import '../parked-events/parked-events.css';
import { Loaded } from '../shell/loaded.js';
import { Page } from '../shell/page.js';
import { ProblemBanner } from '../shell/problem-view.js';
import { Button } from '../ui/button.js';
import { ComboBox } from '../ui/combo-box.js';
import { Code } from '../ui/copy-code.js';
import { Banner, EmptyState } from '../ui/feedback.js';
import { MoreButton } from '../ui/more-button.js';
import { reorganisationsMessages } from './reorganisations.messages.js';

/** Dossiers of a split agency that do not say where they belong: who asked for the address says it here. */
export function WaitingPage() {
  const m = useMessages(reorganisationsMessages);
  const waiting = useInfiniteQuery(waitingQuery);
  const [placed, setPlaced] = useState(0);
  return (
    <Page title={m.waitingTitle} lead={<p>{m.waitingLead}</p>} width="wide">
      {placed > 0 && <Banner tone="success" title={m.placed(placed)} />}
      <Loaded query={waiting}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState icon={<MapPin size={28} />} title={m.waitingNone}>
              <p>{m.waitingNoneText}</p>
            </EmptyState>
          ) : (
            <ul className="parked-events">
              {items.map((item) => (
                <WaitingItem key={item.dossierId} dossier={item} onPlaced={() => setPlaced((count) => count + 1)} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {waiting.hasNextPage && (
        <MoreButton isLoading={waiting.isFetchingNextPage} onMore={() => void waiting.fetchNextPage()} />
      )}
    </Page>
  );
}

function WaitingItem({ dossier, onPlaced }: { dossier: WaitingDossier; onPlaced: () => void }) {
  const m = useMessages(reorganisationsMessages);
  const text = useText();
  const queryClient = useQueryClient();
  const [agency, setAgency] = useState<string>();
  const [idempotencyKeys] = useState(() => new Map<string, string>());
  const place = useMutation({
    mutationFn: (agencyCode: string) => {
      const key = idempotencyKeys.get(agencyCode) ?? crypto.randomUUID();
      idempotencyKeys.set(agencyCode, key);
      return placeDossier(dossier, agencyCode, key);
    },
    onSuccess: onPlaced,
    onSettled: () => queryClient.invalidateQueries({ queryKey: waitingQuery.queryKey }),
  });
  return (
    <li className="parked-event">
      <div className="stack-tight">
        <h2 className="panel-title">
          <Code>{dossier.code ?? dossier.trackingNumber}</Code>
        </h2>
        <p>{text(dossier.procedureName)}</p>
        <p className="small muted">
          {m.had}: {text(dossier.agency.name)}
        </p>
      </div>
      <ComboBox
        label={m.takesOver}
        options={dossier.candidates.map(({ code, name }) => ({ value: code, label: text(name) }))}
        value={agency}
        onChange={setAgency}
      />
      {place.error && <ProblemBanner error={place.error} />}
      <div>
        <Button
          tone="primary"
          isDisabled={agency === undefined}
          isPending={place.isPending}
          onPress={() => {
            if (agency !== undefined) place.mutate(agency);
          }}
        >
          {m.place}
        </Button>
      </div>
    </li>
  );
}
