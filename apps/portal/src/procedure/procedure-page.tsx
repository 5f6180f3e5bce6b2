import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { procedureQuery } from '../api/procedures.js';
import type { Procedure } from '../api/types.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { HandInHere } from '../national-portal/handed-in-elsewhere.js';
import { Loaded } from '../shell/loaded.js';
import { Page } from '../shell/page.js';
import { buttonClass } from '../ui/button.js';
import { CopyCode } from '../ui/copy-code.js';
import { Timeline } from '../ui/timeline.js';
import { ProcedureComponents } from './procedure-components.js';
import { procedureMessages } from './procedure.messages.js';
import './procedure.css';

export function ProcedurePage() {
  const m = useMessages(procedureMessages);
  const text = useText();
  const { code } = useParams({ from: '/procedures/$code' });
  const procedure = useQuery(procedureQuery(code));
  return (
    <Page
      title={procedure.data ? text(procedure.data.name) : m.procedure}
      lead={procedure.data && <p>{text(procedure.data.description)}</p>}
    >
      <Loaded query={procedure}>{(loaded) => <ProcedureBody procedure={loaded} />}</Loaded>
    </Page>
  );
}

function ProcedureBody({ procedure }: { procedure: Procedure }) {
  const m = useMessages(procedureMessages);
  const text = useText();
  const feeBasis = [...new Set(procedure.fees.map(({ basis }) => basis))].join('; ');
  return (
    <>
      <WayIn procedure={procedure} />
      <dl className="facts">
        <dt>{m.timeLimit}</dt>
        <dd>{text(procedure.timeLimit.text)}</dd>
        <dt>{m.fee}</dt>
        <dd>
          {text(procedure.feeText)}
          {procedure.fees.length > 0 && <span className="small muted"> ({feeBasis})</span>}
        </dd>
        <dt>{m.result}</dt>
        <dd>{text(procedure.result.name)}</dd>
        <dt>{m.subjects}</dt>
        <dd>{text(procedure.subjects)}</dd>
        <dt>{m.ways}</dt>
        <dd>{useWayNames(procedure.ways)}</dd>
        <dt>{m.code}</dt>
        <dd>
          <CopyCode code={procedure.code} />
        </dd>
      </dl>
      <section className="stack" aria-labelledby="components">
        <h2 id="components">{m.components}</h2>
        <ProcedureComponents components={procedure.components} />
      </section>
      <section className="stack" aria-labelledby="steps">
        <h2 id="steps">{m.steps}</h2>
        <Timeline
          entries={procedure.steps.map((step) => ({
            id: step.elementId,
            title: text(step.name),
            when: '',
            detail: step.agencyName && <p className="small muted">{text(step.agencyName)}</p>,
            tone: 'coming' as const,
          }))}
        />
      </section>
      <section className="stack-tight" aria-labelledby="legal-basis">
        <h2 id="legal-basis">{m.legalBasis}</h2>
        <ul className="legal-basis">
          {procedure.legalBasis.map((basis) => (
            <li key={basis}>{basis}</li>
          ))}
        </ul>
      </section>
    </>
  );
}

function WayIn({ procedure }: { procedure: Procedure }) {
  const m = useMessages(procedureMessages);
  if (procedure.onlineLevel === 'none' || !procedure.ways.includes('online'))
    return <p className="card">{m.counterOnly}</p>;
  return (
    <HandInHere>
      <div className="card way-in">
        <Link to="/procedures/$code/apply" params={{ code: procedure.code }} className={buttonClass('primary')}>
          {m.apply}
        </Link>
        <p className="small muted">{procedure.onlineLevel === 'partial' ? m.partialHint : m.applyHint}</p>
      </div>
    </HandInHere>
  );
}

function useWayNames(ways: Procedure['ways']): string {
  const m = useMessages(procedureMessages);
  const names = { counter: m.wayCounter, postal: m.wayPostal, online: m.wayOnline };
  return ways.map((way) => names[way]).join(' · ');
}
