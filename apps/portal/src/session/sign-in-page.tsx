import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { UserRound } from 'lucide-react';
import { useState } from 'react';
import { provinceQuery, signIn, signOut } from '../api/identity.js';
import { ProblemError } from '../api/problem-error.js';
import type { DemoAccount, Profile } from '../api/types.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { EnrolStep } from '../second-factor/enrol-step.js';
import { ProofStep } from '../second-factor/proof-step.js';
import { Page } from '../shell/page.js';
import { ProblemBanner } from '../shell/problem-view.js';
import { Button } from '../ui/button.js';
import { Checkbox } from '../ui/checkbox.js';
import { Banner } from '../ui/feedback.js';
import { TextField } from '../ui/text-field.js';
import { changeSession, useHalfSession } from './session.js';
import { sessionMessages } from './session.messages.js';
import './sign-in.css';

interface Credentials {
  identifier: string;
  password: string;
}

export function SignInPage() {
  const half = useHalfSession();
  const enter = useEnter();
  const startOver = useStartOver();
  if (half?.awaits === 'enrolment') return <EnrolStep onEnrolled={enter} onStartOver={startOver} />;
  if (half) return <ProofStep profile={half} onProven={enter} onStartOver={startOver} />;
  return <FirstStep />;
}

/** Back to the password, as if nothing had been given. */
function useStartOver(): () => Promise<void> {
  const queryClient = useQueryClient();
  return async () => {
    await signOut();
    changeSession(queryClient, null);
  };
}

function FirstStep() {
  const m = useMessages(sessionMessages);
  const { data: province } = useQuery(provinceQuery);
  const enter = useEnter();
  const attempt = useMutation({
    mutationFn: ({ identifier, password }: Credentials) => signIn(identifier, password),
    onSuccess: enter,
  });
  return (
    <Page title={m.title} lead={m.lead}>
      {attempt.error && <SignInProblem error={attempt.error} />}
      <SignInForm isPending={attempt.isPending} onSubmit={(credentials) => attempt.mutate(credentials)} />
      <section className="stack-tight" aria-labelledby="no-way-in">
        <h2 id="no-way-in">{m.noWayIn}</h2>
        <p>{m.forgottenPassword}</p>
        <p>{m.lostTelephone}</p>
        <p>
          <Link to="/activate">{m.haveCode}</Link>
        </p>
      </section>
      {province?.demoAccounts && (
        <DemoAccounts
          accounts={province.demoAccounts}
          isDisabled={attempt.isPending}
          onChoose={(account) => attempt.mutate(account)}
        />
      )}
    </Page>
  );
}

/** Where somebody goes who has just signed in: back to where they wanted to be, else to their own first page. */
function useEnter(): (profile: Profile) => Promise<void> {
  const { back } = useSearch({ from: '/sign-in' });
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const router = useRouter();
  return async (profile) => {
    changeSession(queryClient, profile);
    if (profile.awaits) return;
    // An application that asked who is there waits at an address of the API, which is no page of ours.
    if (back?.startsWith('/api/')) window.location.assign(back);
    else if (back) router.history.push(back);
    else await navigate({ to: firstPage(profile) });
  };
}

function firstPage(profile: Profile): '/' | '/inbox' | '/overview' {
  if (profile.kind === 'citizen') return '/';
  const hasTasks = profile.permissions.some(
    (p) => p === 'dossier.intake' || p === 'dossier.process' || p === 'dossier.approve',
  );
  if (hasTasks) return '/inbox';
  return profile.permissions.includes('dossier.oversee') ? '/overview' : '/';
}

function SignInProblem({ error }: { error: Error }) {
  const m = useMessages(sessionMessages);
  const status = error instanceof ProblemError ? error.status : undefined;
  if (status !== 401 && status !== 429) return <ProblemBanner error={error} />;
  return (
    <Banner tone="error" title={m.failedTitle}>
      <p>{status === 429 ? m.tooManyText : m.failedText}</p>
    </Banner>
  );
}

function SignInForm({ isPending, onSubmit }: { isPending: boolean; onSubmit: (credentials: Credentials) => void }) {
  const m = useMessages(sessionMessages);
  const [identifier, setIdentifier] = useState('');
  const [password, setPassword] = useState('');
  const [isShown, setShown] = useState(false);
  const [isTried, setTried] = useState(false);
  return (
    <form
      className="stack large-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (identifier.trim() && password) onSubmit({ identifier: identifier.trim(), password });
      }}
    >
      <TextField
        label={m.identifier}
        value={identifier}
        onChange={setIdentifier}
        name="username"
        autoComplete="username"
        error={isTried && !identifier.trim() ? m.identifierMissing : undefined}
      />
      <TextField
        label={m.password}
        type={isShown ? 'text' : 'password'}
        value={password}
        onChange={setPassword}
        name="password"
        autoComplete="current-password"
        error={isTried && !password ? m.passwordMissing : undefined}
      />
      <Checkbox isSelected={isShown} onChange={setShown}>
        {m.showPassword}
      </Checkbox>
      <div className="row">
        <Button type="submit" tone="primary" isPending={isPending}>
          {m.submit}
        </Button>
      </div>
    </form>
  );
}

interface DemoAccountsProps {
  accounts: readonly DemoAccount[];
  isDisabled: boolean;
  onChoose: (account: DemoAccount) => void;
}

/** Citizens sign in with the twelve digits of their identity number, officers with a user name. */
const identityNumber = /^\d{12}$/;

function DemoAccounts({ accounts, ...rest }: DemoAccountsProps) {
  const m = useMessages(sessionMessages);
  const citizens = accounts.filter(({ identifier }) => identityNumber.test(identifier));
  const officers = accounts.filter(({ identifier }) => !identityNumber.test(identifier));
  return (
    <section className="stack" aria-labelledby="demo-accounts">
      <div className="stack-tight">
        <h2 id="demo-accounts">{m.demoTitle}</h2>
        <p className="muted">{m.demoLead}</p>
      </div>
      <h3>{m.demoCitizens}</h3>
      <DemoAccountList accounts={citizens} {...rest} />
      <h3>{m.demoOfficers}</h3>
      <DemoAccountList accounts={officers} {...rest} />
    </section>
  );
}

function DemoAccountList({ accounts, isDisabled, onChoose }: DemoAccountsProps) {
  const text = useText();
  return (
    <ul className="demo-accounts">
      {accounts.map((account) => (
        <li key={account.identifier}>
          <button type="button" className="demo-account" disabled={isDisabled} onClick={() => onChoose(account)}>
            <UserRound aria-hidden="true" size={20} />
            <span>
              <strong>{account.displayName}</strong>
              <span className="small muted">{text(account.note)}</span>
              <span className="small muted code">{account.identifier}</span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
