import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { postponeReorganisation, reorganisationsQuery, type Reorganisation } from '../api/reorganisations.js';
import { civilDateOf } from '../language/civil-date.js';
import { civilDate } from '../language/format.js';
import { useMessages } from '../language/use-messages.js';
import { ProblemBanner } from '../shell/problem-view.js';
import { Button } from '../ui/button.js';
import { DateField } from '../ui/date-field.js';
import { Banner } from '../ui/feedback.js';
import { reorganisationsMessages } from './reorganisations.messages.js';

/** Another day for a reorganisation; undoes one that has taken effect. */
export function PostponeForm({ reorganisation: { code, state } }: { reorganisation: Reorganisation }) {
  const m = useMessages(reorganisationsMessages);
  const queryClient = useQueryClient();
  const [day, setDay] = useState('');
  const [isTried, setTried] = useState(false);
  // What is sent again after a lost answer is the same command.
  const key = useRef<{ of: string; key: string }>(undefined);
  const postpone = useMutation({
    mutationFn: () => {
      if (key.current?.of !== day) key.current = { of: day, key: crypto.randomUUID() };
      return postponeReorganisation(code, day, key.current.key);
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: reorganisationsQuery.queryKey }),
  });
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(day) && day > civilDateOf(new Date());
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (isDay) postpone.mutate();
      }}
    >
      <p className="small muted">{m.postponeText}</p>
      <DateField label={m.newDay} value={day} onChange={setDay} error={isTried && !isDay ? m.dayMissing : undefined} />
      {postpone.error && <ProblemBanner error={postpone.error} />}
      {postpone.isSuccess && <Banner tone="success" title={m.postponed(civilDate(day))} />}
      <div>
        <Button type="submit" tone={state === 'inEffect' ? 'danger' : 'secondary'} isPending={postpone.isPending}>
          {state === 'inEffect' ? m.undo : m.postpone}
        </Button>
      </div>
    </form>
  );
}
