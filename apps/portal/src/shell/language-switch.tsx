import { setLanguage, useLanguage, type Language } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { shellMessages } from './shell.messages.js';

const languages: readonly { code: Language; short: string; name: string }[] = [
  { code: 'vi', short: 'VI', name: 'Tiếng Việt' },
  { code: 'en', short: 'EN', name: 'English' },
];

export function LanguageSwitch() {
  const m = useMessages(shellMessages);
  const language = useLanguage();
  return (
    <div className="language-switch" role="group" aria-label={m.language}>
      {languages.map(({ code, short, name }) => (
        <button
          key={code}
          type="button"
          lang={code}
          title={name}
          aria-label={`${short}, ${name}`}
          aria-pressed={language === code}
          onClick={() => setLanguage(code)}
        >
          {short}
        </button>
      ))}
    </div>
  );
}
