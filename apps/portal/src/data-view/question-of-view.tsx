import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { questionDataView, type DataView } from '../api/data-views.js';
import { useMessages } from '../language/use-messages.js';
import { ProblemBanner } from '../shell/problem-view.js';
import { Button } from '../ui/button.js';
import { Code } from '../ui/copy-code.js';
import { Dialog } from '../ui/dialog.js';
import { TextField } from '../ui/text-field.js';
import { dataViewMessages } from './data-view.messages.js';

interface QuestionOfViewProps {
  view: DataView;
  /** The dossier by which the reader has asked about it. */
  asked: { dossierId: string; trackingNumber: string } | undefined;
}

/** What became of the reader's question about a look, or the way to ask it. */
export function QuestionOfView({ view, asked }: QuestionOfViewProps) {
  const m = useMessages(dataViewMessages);
  const [isAsking, setAsking] = useState(false);
  if (asked)
    return (
      <p className="small">
        <Link to="/my/dossiers/$dossierId" params={{ dossierId: asked.dossierId }}>
          {m.asked} <Code>{asked.trackingNumber}</Code>
        </Link>
      </p>
    );
  return (
    <>
      <p>
        <Button onPress={() => setAsking(true)}>{m.ask}</Button>
      </p>
      {isAsking && <AskDialog view={view} onClose={() => setAsking(false)} />}
    </>
  );
}

function AskDialog({ view, onClose }: { view: DataView; onClose: () => void }) {
  const m = useMessages(dataViewMessages);
  const queryClient = useQueryClient();
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const [question, setQuestion] = useState('');
  const [isTried, setTried] = useState(false);
  const ask = useMutation({
    mutationFn: (text: string) => questionDataView(view.id, text, idempotencyKey),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['data-view-questions'] });
      onClose();
    },
  });
  return (
    <Dialog title={m.ask} isOpen onClose={onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (question.trim()) ask.mutate(question.trim());
        }}
      >
        <p>{m.askLead}</p>
        {ask.error && <ProblemBanner error={ask.error} />}
        <TextField
          label={m.question}
          isMultiline
          autoFocus
          value={question}
          onChange={setQuestion}
          error={isTried && !question.trim() ? m.questionMissing : undefined}
        />
        <div className="dialog-actions">
          <Button onPress={onClose}>{m.cancelAsking}</Button>
          <Button type="submit" tone="primary" isPending={ask.isPending}>
            {m.sendQuestion}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
