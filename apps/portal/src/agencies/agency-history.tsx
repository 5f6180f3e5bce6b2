import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { agencyHistoryQuery, type AgencyHistory } from '../api/reorganisations.js';
import { civilDate } from '../language/format.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { Loaded } from '../shell/loaded.js';
import { Code } from '../ui/copy-code.js';
import { agenciesMessages } from './agencies.messages.js';

/** One agency: its names, its predecessors and successors, and its officers by position. */
export function AgencyHistoryView({ code }: { code: string }) {
  const m = useMessages(agenciesMessages);
  const text = useText();
  const history = useQuery(agencyHistoryQuery(code));
  return (
    <Loaded query={history}>
      {({ periods, predecessors, successors, officers }) => (
        <section className="agency-history" aria-labelledby="agency-history">
          <h2 id="agency-history" className="panel-title">
            {text(periods.at(-1)?.name ?? { vi: code, en: code })}
          </h2>
          <div>
            <h3>{m.names}</h3>
            <ul>
              {periods.map(({ name, eid, validFrom, validTo }) => (
                <li key={validFrom}>
                  {text(name)}, {m.period(civilDate(validFrom), validTo && civilDate(dayBefore(validTo)))} · {m.eid}{' '}
                  <Code>{eid}</Code>
                </li>
              ))}
            </ul>
          </div>
          <Neighbours title={m.predecessors} none={m.nobodyBefore} items={predecessors} />
          <Neighbours title={m.successors} none={m.nobodyAfter} items={successors} />
          <div>
            <h3>{m.officers}</h3>
            {officers.length === 0 && <p className="muted">{m.noOfficers}</p>}
            <ul>
              {officers.map(({ displayName, positionCode, title, validFrom, validTo }) => (
                <li key={`${positionCode} ${displayName}`}>
                  {text(title)}: {displayName},{' '}
                  {m.period(civilDate(validFrom), validTo && civilDate(dayBefore(validTo)))}
                </li>
              ))}
            </ul>
          </div>
        </section>
      )}
    </Loaded>
  );
}

function Neighbours({ title, none, items }: { title: string; none: string; items: AgencyHistory['predecessors'] }) {
  const m = useMessages(agenciesMessages);
  const text = useText();
  return (
    <div>
      <h3>{title}</h3>
      {items.length === 0 && <p className="muted">{none}</p>}
      <ul>
        {items.map(({ code, name, from, extent }) => (
          <li key={`${code} ${from}`}>
            <Link
              className="agency-link"
              from="/administration/agencies"
              search={(search) => ({ ...search, agency: code })}
              resetScroll={false}
            >
              {text(name)}, {m.on(civilDate(from))} ({m[extent]})
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
