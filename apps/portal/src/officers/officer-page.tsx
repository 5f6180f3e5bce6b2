import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { officerQuery } from '../api/officers.js';
import type { ActivationCode, Officer, OfficerPosition } from '../api/types.js';
import { dayBefore } from '../language/civil-date.js';
import { civilDate, useFormat } from '../language/format.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { useSession } from '../session/session.js';
import { Loaded } from '../shell/loaded.js';
import { Page } from '../shell/page.js';
import { Badge } from '../ui/badge.js';
import { Button } from '../ui/button.js';
import { Code } from '../ui/copy-code.js';
import { Table } from '../ui/table.js';
import { CodeDialog } from './code-dialog.js';
import { GrantCodeButton } from './grant-code-button.js';
import { OfficerActs } from './officer-acts.js';
import { stateTone } from './officer-state.js';
import './officers.css';
import { officersMessages } from './officers.messages.js';
import { EndPositionDialog, GivePositionDialog, RenameDialog } from './officer-dialogs.js';

/** One officer: their positions over time, and what an administrator may do to the account. */
export function OfficerPage() {
  const m = useMessages(officersMessages);
  const { officerId } = useParams({ from: '/administration/officers/$officerId' });
  const officer = useQuery(officerQuery(officerId));
  return (
    <Page
      title={officer.data?.fullName ?? m.title}
      width="wide"
      lead={<Link to="/administration/officers">{m.back}</Link>}
    >
      <Loaded query={officer}>{(shown) => <OfficerView officer={shown} />}</Loaded>
    </Page>
  );
}

function OfficerView({ officer }: { officer: Officer }) {
  const m = useMessages(officersMessages);
  const format = useFormat();
  const isOwn = useSession()?.subjectId === officer.id;
  const [given, setGiven] = useState<ActivationCode>();
  const [isRenaming, setRenaming] = useState(false);
  return (
    <div className="stack-wide">
      <section className="stack">
        <h2>{m.account}</h2>
        <p className="row">
          <Code>{officer.username}</Code>
          <Badge tone={stateTone[officer.state]}>{m[officer.state]}</Badge>
          {officer.demo && <Badge tone="neutral">{m.demo}</Badge>}
        </p>
        <p>
          {m.sessions(officer.runningSessions)} · {officer.hasSecondFactor ? m.hasFactor : m.noFactor}
        </p>
        {officer.invitedUntil && <p>{m.invitedUntil(format.dateTime(officer.invitedUntil))}</p>}
        <div className="row">
          <Button onPress={() => setRenaming(true)}>{m.rename}</Button>
          {!isOwn && !officer.demo && officer.state !== 'disabled' && (
            <GrantCodeButton officer={officer} onGiven={setGiven} />
          )}
          <OfficerActs officer={officer} isOwn={isOwn} />
        </div>
      </section>
      <Positions officer={officer} />
      {given && <CodeDialog given={given} name={officer.fullName} onClose={() => setGiven(undefined)} />}
      {isRenaming && <RenameDialog officer={officer} onClose={() => setRenaming(false)} />}
    </div>
  );
}

function Positions({ officer }: { officer: Officer }) {
  const m = useMessages(officersMessages);
  const text = useText();
  const [isGiving, setGiving] = useState(false);
  const [ending, setEnding] = useState<OfficerPosition>();
  return (
    <section className="stack">
      <h2>{m.positions}</h2>
      {officer.positions.length === 0 ? (
        <p>{m.noPosition}</p>
      ) : (
        <Table
          caption={m.positions}
          columns={[
            { id: 'position', title: m.position, cell: ({ title }) => text(title) },
            { id: 'agency', title: m.agency, cell: ({ agencyName }) => text(agencyName) },
            { id: 'from', title: m.from, cell: ({ validFrom }) => civilDate(validFrom) },
            {
              id: 'until',
              title: m.until,
              cell: ({ validTo }) => (validTo === undefined ? m.open : civilDate(dayBefore(validTo))),
            },
            {
              id: 'end',
              title: m.end,
              cell: (position) =>
                position.validTo === undefined && <Button onPress={() => setEnding(position)}>{m.end}</Button>,
            },
          ]}
          rows={officer.positions}
          rowKey={({ agencyCode, positionCode, validFrom }) => `${agencyCode} ${positionCode} ${validFrom}`}
        />
      )}
      <div className="row">
        <Button onPress={() => setGiving(true)}>{m.give}</Button>
      </div>
      {isGiving && <GivePositionDialog officer={officer} onClose={() => setGiving(false)} />}
      {ending && <EndPositionDialog officer={officer} position={ending} onClose={() => setEnding(undefined)} />}
    </section>
  );
}
