import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { Network } from 'lucide-react';
import { reorganisationsQuery } from '../api/reorganisations.js';
import { civilDate } from '../language/format.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import '../parked-events/parked-events.css';
import { Loaded } from '../shell/loaded.js';
import { Page } from '../shell/page.js';
import { buttonClass } from '../ui/button.js';
import { EmptyState } from '../ui/feedback.js';
import { ReorganisationDetails } from './reorganisation-details.js';
import { reorganisationsMessages } from './reorganisations.messages.js';

/** What the province's data says of mergers and splits, and of one of them all that it moves. */
export function ReorganisationsPage() {
  const m = useMessages(reorganisationsMessages);
  const text = useText();
  const { code: chosen } = useSearch({ from: '/administration/reorganisations' });
  const reorganisations = useQuery(reorganisationsQuery);
  return (
    <Page title={m.title} lead={<p>{m.lead}</p>} width="wide">
      <Loaded query={reorganisations}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={<Network size={28} />} title={m.none}>
              <p>{m.noneText}</p>
            </EmptyState>
          ) : (
            <ul className="parked-events">
              {items.map((item) => (
                <li key={item.code} className="parked-event">
                  <div className="row-apart">
                    <div className="stack-tight">
                      <h2 className="panel-title">{text(item.name)}</h2>
                      <p className="small muted">
                        {m.day} {civilDate(item.day)} · {m[item.state]}
                      </p>
                      <p className="small muted">
                        {m.legalBasis}: {item.legalBasis}
                      </p>
                    </div>
                    {item.code !== chosen && (
                      <Link
                        className={buttonClass()}
                        from="/administration/reorganisations"
                        search={{ code: item.code }}
                        resetScroll={false}
                        aria-label={m.showOf(text(item.name))}
                      >
                        {m.show}
                      </Link>
                    )}
                  </div>
                  {item.code === chosen && <ReorganisationDetails reorganisation={item} />}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Page>
  );
}
