import { checkAnswers, givenAnswers, type AnswerFault } from '@motcua/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { submitDossier } from '../api/dossiers.js';
import type { Answers, Procedure, ProcedureComponent, SubmittedDossier } from '../api/types.js';
import { useUploads, type Uploads } from '../files/use-uploads.js';
import { answerFaultsOf } from '../form/server-faults.js';
import { forgetDraft, keepDraft, readDraft, type Draft } from '../form/draft.js';
import { useSession } from '../session/session.js';
import { askForHeadingFocus } from '../shell/heading-focus.js';

/** An application in the making: its draft, its files, what still stands in its way, and its submission. */
export interface Application {
  procedure: Procedure;
  draft: Draft;
  change: (draft: Draft) => void;
  uploads: Uploads;
  attachments: readonly ProcedureComponent[];
  answerFaults: () => AnswerFault[];
  missingFiles: () => ProcedureComponent[];
  submit: () => void;
  isSubmitting: boolean;
  error: Error | null;
}

interface Outcomes {
  onSubmitted: (dossier: SubmittedDossier) => void;
  /** The server found faults in the answers. */
  onRejected: () => void;
}

export function useApplication(procedure: Procedure, { onSubmitted, onRejected }: Outcomes): Application {
  const subjectId = useSession()?.subjectId ?? '';
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState(() => readDraft(subjectId, procedure.code));
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const uploads = useUploads();
  const attachments = procedure.components.filter((component) => !component.isForm);

  const submission = useMutation({
    mutationFn: (agencyCode: string) =>
      submitDossier(
        {
          procedureCode: procedure.code,
          competentAgencyCode: agencyCode,
          answers: givenTo(draft.answers),
          components: attachments.flatMap(({ code }) => {
            const fileIds = uploads.storedIds(code);
            return fileIds.length > 0 ? [{ code, fileIds }] : [];
          }),
        },
        idempotencyKey,
      ),
    onSuccess: (dossier) => {
      forgetDraft(subjectId, procedure.code);
      void queryClient.invalidateQueries({ queryKey: ['my-dossiers'] });
      askForHeadingFocus();
      onSubmitted(dossier);
    },
    onError: (error) => answerFaultsOf(error).length > 0 && onRejected(),
  });

  return {
    procedure,
    draft,
    change: (next) => {
      setDraft(next);
      keepDraft(subjectId, procedure.code, next);
    },
    uploads,
    attachments,
    answerFaults: () => checkAnswers(procedure.form, draft.answers),
    missingFiles: () => attachments.filter(({ code, required }) => required && uploads.storedIds(code).length === 0),
    submit: () => draft.agencyCode && submission.mutate(draft.agencyCode),
    isSubmitting: submission.isPending,
    error: submission.error,
  };
}

/** The answers as they are sent: trimmed, without the empty ones. */
function givenTo(answers: Answers): Answers {
  const given = givenAnswers(answers);
  return typeof given === 'object' && given !== null ? { ...given } : {};
}
