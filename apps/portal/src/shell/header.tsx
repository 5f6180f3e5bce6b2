import { useQuery } from '@tanstack/react-query';
import { Link, useRouterState } from '@tanstack/react-router';
import { Menu as MenuIcon, X } from 'lucide-react';
import { useState } from 'react';
import { provinceQuery, sessionQuery } from '../api/identity.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { Bell } from '../messages/bell.js';
import { AccountMenu } from '../session/account-menu.js';
import { IconButton } from '../ui/button.js';
import { LanguageSwitch } from './language-switch.js';
import { navigationFor } from './navigation.js';
import { shellMessages } from './shell.messages.js';
import { ThemeMenu } from './theme-menu.js';

export function Header() {
  const m = useMessages(shellMessages);
  const text = useText();
  const session = useQuery(sessionQuery).data;
  const profile = session && !session.awaits ? session : null;
  const { data: province } = useQuery(provinceQuery);
  const path = useRouterState({ select: (state) => state.location.pathname });
  const [openAt, setOpenAt] = useState<string>();
  const isOpen = openAt === path; // going elsewhere closes the menu
  return (
    <header className="header no-print">
      <div className="header-bar">
        <Link to="/" className="header-name">
          <img src="/door.svg" alt="" width={36} height={36} />
          <span className="header-words">
            <span className="header-province">{province && text(province.name)}</span>
            <span className="header-title">{m.oneStop}</span>
          </span>
        </Link>
        <div className="header-tools">
          <LanguageSwitch />
          <ThemeMenu />
          {profile && <Bell />}
          {profile && <AccountMenu profile={profile} />}
          {session !== undefined && !profile && (
            <Link to="/sign-in" className="header-sign-in">
              {m.signIn}
            </Link>
          )}
          <span className="header-menu">
            <IconButton label={m.menu} aria-expanded={isOpen} onPress={() => setOpenAt(isOpen ? undefined : path)}>
              {isOpen ? <X aria-hidden="true" /> : <MenuIcon aria-hidden="true" />}
            </IconButton>
          </span>
        </div>
      </div>
      <nav className={isOpen ? 'navigation navigation-open' : 'navigation'} aria-label={m.mainNavigation}>
        <ul>
          {navigationFor(profile).map(({ to, message }) => (
            <li key={to}>
              <Link to={to} activeOptions={{ exact: to === '/' }} className="navigation-link">
                {m[message]}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  );
}
