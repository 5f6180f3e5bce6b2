import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { accountQuery, removeFactor, renewRecoveryCodes } from '../api/identity.js';
import type { Account } from '../api/types.js';
import { useFormat } from '../language/format.js';
import { useMessages } from '../language/use-messages.js';
import { AddFactor } from '../second-factor/add-factor.js';
import { Papers } from '../second-factor/papers.js';
import { secondFactorMessages } from '../second-factor/second-factor.messages.js';
import { Button } from '../ui/button.js';
import { Banner } from '../ui/feedback.js';
import { Dialog } from '../ui/dialog.js';
import { announce } from '../ui/toast.js';
import { accountMessages } from './account.messages.js';
import { PasswordDialog } from './password-dialog.js';

type Open =
  | { readonly at: 'adding' }
  | { readonly at: 'renewing' }
  | { readonly at: 'removing'; readonly factor: Parameters<typeof removeFactor>[0]; readonly name: string }
  | { readonly at: 'papers'; readonly codes: readonly string[] };

export function FactorSection({ account }: { account: Account }) {
  const m = useMessages(accountMessages);
  const words = useMessages(secondFactorMessages);
  const format = useFormat();
  const queryClient = useQueryClient();
  const [open, setOpen] = useState<Open>();
  const { required, totpSince, passkeys, recoveryCodesLeft } = account.secondFactor;
  const hasAny = totpSince !== undefined || passkeys.length > 0;
  const refresh = () => queryClient.invalidateQueries(accountQuery);
  const close = () => setOpen(undefined);
  const showPapers = async (codes: readonly string[] | undefined): Promise<void> => {
    await refresh();
    announce(m.added);
    setOpen(codes && { at: 'papers', codes });
  };
  return (
    <section className="stack" aria-labelledby="second-factor">
      <div className="stack-tight">
        <h2 id="second-factor">{m.factorTitle}</h2>
        <p className="muted">{m.factorLead}</p>
      </div>
      {account.demo && <Banner tone="info">{m.demo}</Banner>}
      {required && <p>{m.required}</p>}
      {!hasAny && <p>{m.none}</p>}
      <ul className="own-list">
        {totpSince !== undefined && (
          <FactorItem
            name={m.totp}
            note={m.addedOn(format.date(totpSince))}
            onRemove={() => setOpen({ at: 'removing', factor: 'totp', name: m.totp })}
          />
        )}
        {passkeys.map(({ id, name, createdAt, lastUsedAt }) => (
          <FactorItem
            key={id}
            name={m.passkey(name)}
            note={[m.addedOn(format.date(createdAt)), ...(lastUsedAt ? [m.usedOn(format.date(lastUsedAt))] : [])].join(
              ', ',
            )}
            onRemove={() => setOpen({ at: 'removing', factor: { passkey: id }, name: m.passkey(name) })}
          />
        ))}
        {hasAny && (
          <li className="own-item">
            <strong>{m.papers(recoveryCodesLeft)}</strong>
            <Button onPress={() => setOpen({ at: 'renewing' })}>{m.newPapers}</Button>
          </li>
        )}
      </ul>
      <div className="row">
        <Button tone={hasAny ? 'secondary' : 'primary'} onPress={() => setOpen({ at: 'adding' })}>
          {m.add}
        </Button>
      </div>
      {open?.at === 'adding' && (
        <Dialog title={words.choose} isOpen onClose={close}>
          <AddFactor
            mayAddTotp={totpSince === undefined}
            onAdded={({ recoveryCodes }) => void showPapers(recoveryCodes)}
          />
        </Dialog>
      )}
      {open?.at === 'papers' && (
        <Dialog title={words.papersTitle} isOpen onClose={close}>
          <Papers codes={open.codes} onKept={close} />
        </Dialog>
      )}
      {open?.at === 'renewing' && (
        <PasswordDialog
          title={m.newPapers}
          lead={m.newPapersLead}
          act={renewRecoveryCodes}
          onDone={(codes) => void showPapers(codes)}
          onClose={close}
        />
      )}
      {open?.at === 'removing' && (
        <PasswordDialog
          title={m.removeIt(open.name)}
          lead={m.removeLead}
          isDangerous
          act={(password) => removeFactor(open.factor, password)}
          onDone={() => {
            announce(m.removed);
            close();
            void refresh();
          }}
          onClose={close}
        />
      )}
    </section>
  );
}

function FactorItem({ name, note, onRemove }: { name: string; note: string; onRemove: () => void }) {
  const m = useMessages(accountMessages);
  return (
    <li className="own-item">
      <div>
        <strong>{name}</strong>
        <p className="muted">{note}</p>
      </div>
      <Button aria-label={m.removeIt(name)} onPress={onRemove}>
        {m.remove}
      </Button>
    </li>
  );
}
