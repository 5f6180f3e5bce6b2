import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, type ReactNode } from 'react';
import { provinceQuery } from '../api/identity.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { takeHeadingFocus } from './heading-focus.js';
import { shellMessages } from './shell.messages.js';
import './shell.css';

interface PageProps {
  title: string;
  /** The second line: what to do here. */
  lead?: ReactNode;
  /** `reading` is the citizen's column, `wide` the officer's desk. */
  width?: 'reading' | 'wide';
  actions?: ReactNode;
  children: ReactNode;
}

/** A page: its title in the tab and as the heading, which takes the focus when one came here by a link. */
export function Page({ title, lead, width = 'reading', actions, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useDocumentTitle(title);
  useEffect(() => {
    if (takeHeadingFocus()) heading.current?.focus();
  }, []);
  return (
    <div className={`page page-${width}`}>
      <div className="page-head">
        <div className="stack-tight">
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead && <div className="page-lead">{lead}</div>}
        </div>
        {actions && <div className="row no-print">{actions}</div>}
      </div>
      {children}
    </div>
  );
}

function useDocumentTitle(title: string): void {
  const text = useText();
  const m = useMessages(shellMessages);
  const { data: province } = useQuery(provinceQuery);
  useEffect(() => {
    document.title = [title, m.oneStop, province && text(province.name)].filter(Boolean).join(' · ');
  });
}
