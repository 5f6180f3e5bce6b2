import { useQuery } from '@tanstack/react-query';
import { accountQuery } from '../api/identity.js';
import { useMessages } from '../language/use-messages.js';
import { Loaded } from '../shell/loaded.js';
import { Page } from '../shell/page.js';
import { accountMessages } from './account.messages.js';
import { FactorSection } from './factor-section.js';
import { LanguageSection } from './language-section.js';
import { PasswordSection } from './password-section.js';
import { SessionSection } from './session-section.js';
import './account.css';

export function AccountPage() {
  const m = useMessages(accountMessages);
  const account = useQuery(accountQuery);
  return (
    <Page title={m.title} lead={m.lead}>
      <Loaded query={account}>
        {(own) => (
          <div className="stack-wide">
            <SessionSection sessions={own.sessions} nowMs={account.dataUpdatedAt} />
            <FactorSection account={own} />
            <PasswordSection />
            <LanguageSection language={own.language} />
          </div>
        )}
      </Loaded>
    </Page>
  );
}
