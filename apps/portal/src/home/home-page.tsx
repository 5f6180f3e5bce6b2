import { useMessages } from '../language/use-messages.js';
import { HandInHere, useFollowHere } from '../national-portal/handed-in-elsewhere.js';
import { Page } from '../shell/page.js';
import { homeMessages } from './home.messages.js';
import './home.css';
import { LifeEvents } from './life-events.js';
import { ProcedureSearch } from './procedure-search.js';
import { Link } from '@tanstack/react-router';
import { ArrowRight, FolderOpen, ScanSearch } from 'lucide-react';
import type { ReactNode } from 'react';

export function HomePage() {
  const m = useMessages(homeMessages);
  const followsHere = useFollowHere();
  return (
    <Page title={m.title} lead={m.lead}>
      <HandInHere>{null}</HandInHere>
      <ProcedureSearch />
      <LifeEvents />
      <section className="stack" aria-labelledby="already-filed">
        <h2 id="already-filed">{m.alreadyFiled}</h2>
        <div className="doors">
          {followsHere && (
            <Door to="/track" icon={<ScanSearch aria-hidden="true" />} title={m.trackTitle} text={m.trackText} />
          )}
          <Door to="/my/dossiers" icon={<FolderOpen aria-hidden="true" />} title={m.mineTitle} text={m.mineText} />
        </div>
      </section>
    </Page>
  );
}

interface DoorProps {
  to: '/track' | '/my/dossiers';
  icon: ReactNode;
  title: string;
  text: string;
}

function Door({ to, icon, title, text }: DoorProps) {
  return (
    <Link to={to} className="door">
      <span className="door-title">
        {icon}
        {title}
        <ArrowRight aria-hidden="true" className="door-arrow" size={18} />
      </span>
      <span className="small muted">{text}</span>
    </Link>
  );
}
