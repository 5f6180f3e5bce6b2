import { useQuery } from '@tanstack/react-query';
import { ArrowUpRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { citizenPagesQuery } from '../api/national-portal.js';
import { useMessages } from '../language/use-messages.js';
import { Banner } from '../ui/feedback.js';
import { buttonClass } from '../ui/button.js';
import { elsewhereMessages } from './elsewhere.messages.js';

/** The province's own form, where it is open; else where citizens hand in instead. */
export function HandInHere({ children }: { children: ReactNode }) {
  const m = useMessages(elsewhereMessages);
  const { data: pages, isPending } = useQuery(citizenPagesQuery);
  // A door that is shut is not shown open first; where nobody can say, the service itself refuses.
  if (isPending) return null;
  if (!pages || pages.pages === 'full') return children;
  return <Elsewhere title={m.handInTitle} text={m.handInText} redirect={pages.redirect} />;
}

/** Whether dossiers are followed by their code here; undefined before it is known. Where nobody can say, the service itself refuses. */
export function useFollowHere(): boolean | undefined {
  const { data: pages, isPending } = useQuery(citizenPagesQuery);
  return isPending ? undefined : pages?.pages !== 'off';
}

/** The pages by which a dossier is followed, where they are open. */
export function FollowHere({ children }: { children: ReactNode }) {
  const m = useMessages(elsewhereMessages);
  const pages = useQuery(citizenPagesQuery).data;
  const isOpen = useFollowHere();
  if (isOpen === undefined) return null;
  if (isOpen) return children;
  return <Elsewhere title={m.followTitle} text={m.followText} redirect={pages?.redirect} />;
}

function Elsewhere({ title, text, redirect }: { title: string; text: string; redirect: string | undefined }) {
  const m = useMessages(elsewhereMessages);
  return (
    <Banner tone="info" title={title}>
      <p>{text}</p>
      {redirect && (
        <p>
          <a href={redirect} className={buttonClass('primary')}>
            {m.goThere}
            <ArrowUpRight aria-hidden="true" />
          </a>
        </p>
      )}
    </Banner>
  );
}
