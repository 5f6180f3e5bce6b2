import { useMutation, useQueryClient } from '@tanstack/react-query';
import { accountQuery, preferLanguage } from '../api/identity.js';
import type { Account } from '../api/types.js';
import { setLanguage } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { ProblemBanner } from '../shell/problem-view.js';
import { RadioGroup } from '../ui/radio-group.js';
import { announce } from '../ui/toast.js';
import { accountMessages } from './account.messages.js';

const languages = [
  { value: 'vi', label: 'Tiếng Việt' },
  { value: 'en', label: 'English' },
] as const;

export function LanguageSection({ language }: { language: Account['language'] }) {
  const m = useMessages(accountMessages);
  const queryClient = useQueryClient();
  const preferring = useMutation({
    mutationFn: preferLanguage,
    onSuccess: async (_, preferred) => {
      setLanguage(preferred);
      announce(m.kept);
      await queryClient.invalidateQueries(accountQuery);
    },
  });
  return (
    <section className="stack" aria-labelledby="preferences">
      <h2 id="preferences">{m.preferencesTitle}</h2>
      {preferring.error && <ProblemBanner error={preferring.error} />}
      <RadioGroup
        label={m.preferencesLead}
        options={languages}
        value={preferring.variables ?? language}
        onChange={(value) => preferring.mutate(value === 'en' ? 'en' : 'vi')}
      />
    </section>
  );
}
