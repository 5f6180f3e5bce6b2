import { useNavigate } from '@tanstack/react-router';
import { CircleUserRound } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import type { Profile } from '../api/types.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { shellMessages } from '../shell/shell.messages.js';
import { useSignOut } from './session.js';

export function AccountMenu({ profile }: { profile: Profile }) {
  const m = useMessages(shellMessages);
  const text = useText();
  const navigate = useNavigate();
  const signOut = useSignOut();
  return (
    <MenuTrigger>
      <Button className="header-account" aria-label={`${m.signedInAs}: ${profile.displayName}`}>
        <CircleUserRound aria-hidden="true" size={20} />
        <span className="account-name">{profile.displayName}</span>
      </Button>
      <Popover className="popover" placement="bottom end">
        <div className="account-facts">
          <p>
            <strong>{profile.displayName}</strong>
          </p>
          {profile.positions.map((position) => (
            <p key={position.agencyCode + position.positionCode} className="small muted">
              {text(position.title)}, {text(position.agencyName)}
            </p>
          ))}
        </div>
        <Menu className="options" aria-label={m.signedInAs}>
          <MenuItem className="option" onAction={() => void navigate({ to: '/account' })}>
            {m.myAccount}
          </MenuItem>
          <MenuItem className="option" onAction={() => void signOut()}>
            {m.signOut}
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
