import { checkAnswers, givenAnswers, type AnswerFault } from '@motcua/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { acceptAtCounter } from '../api/dossiers.js';
import type {
  AcceptAtCounter,
  AcceptedDossier,
  Answers,
  CopyKind,
  IntakeChannel,
  Procedure,
  Submitter,
} from '../api/types.js';
import { useUploads, type Uploads } from '../files/use-uploads.js';
import { answerFaultsOf } from '../form/server-faults.js';

/** A paper on the desk: in what kind and in how many sets it was handed over. */
export interface ReceivedComponent {
  copyKind: CopyKind;
  sets: number;
}

interface IntakeForm {
  intakeAgencyCode: string;
  competentAgencyCode?: string | undefined;
  channel: IntakeChannel;
  submitter: Submitter;
  answers: Answers;
  received: Readonly<Record<string, ReceivedComponent | undefined>>;
}

interface IntakeFaults {
  answers: AnswerFault[];
  agency: boolean;
  fullName: boolean;
  identityNumber: boolean;
  /** Codes of required components that were not handed over. */
  components: string[];
}

const noFaults: IntakeFaults = {
  answers: [],
  agency: false,
  fullName: false,
  identityNumber: false,
  components: [],
};

export interface Intake {
  procedure: Procedure;
  form: IntakeForm;
  change: (part: Partial<IntakeForm>) => void;
  uploads: Uploads;
  /** How often the officer has sent the form off. */
  attempt: number;
  /** What stands in the way, from the first try on. */
  faults: IntakeFaults;
  submit: () => void;
  isSubmitting: boolean;
  error: Error | null;
}

/** One dossier at the counter, from the first field to its code. */
export function useIntake(
  procedure: Procedure,
  agencies: { intakeCode: string; decidingCodes: readonly string[] },
  onAccepted: (dossier: AcceptedDossier) => void,
): Intake {
  const [form, setForm] = useState<IntakeForm>({
    intakeAgencyCode: agencies.intakeCode,
    // Most people file where they live: the agency of this counter decides, if it may.
    competentAgencyCode: agencies.decidingCodes.find((code) => code === agencies.intakeCode),
    channel: 'counter',
    submitter: { fullName: '' },
    answers: {},
    received: {},
  });
  const [attempt, setAttempt] = useState(0);
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const uploads = useUploads();
  const acceptance = useMutation({
    mutationFn: (input: AcceptAtCounter) => acceptAtCounter(input, idempotencyKey),
    onSuccess: onAccepted,
    onError: () => setAttempt(attempt + 1),
  });
  const found = findFaults(procedure, form);
  return {
    procedure,
    form,
    change: (part) => setForm((current) => ({ ...current, ...part })),
    uploads,
    attempt,
    faults: attempt > 0 ? { ...found, answers: [...found.answers, ...answerFaultsOf(acceptance.error)] } : noFaults,
    submit: () => {
      setAttempt(attempt + 1);
      if (hasFaults(found) || uploads.isBusy || !form.competentAgencyCode) return;
      acceptance.mutate(inputOf(procedure, form, form.competentAgencyCode, uploads));
    },
    isSubmitting: acceptance.isPending,
    error: acceptance.error,
  };
}

function findFaults(procedure: Procedure, form: IntakeForm): IntakeFaults {
  const { fullName, identityNumber } = form.submitter;
  return {
    answers: checkAnswers(procedure.form, form.answers),
    agency: !form.competentAgencyCode,
    fullName: fullName.trim() === '',
    identityNumber: !!identityNumber && !/^\d{12}$/.test(identityNumber.trim()),
    components: procedure.components
      .filter(({ code, required, isForm }) => required && !isForm && !form.received[code])
      .map(({ code }) => code),
  };
}

function hasFaults({ answers, agency, fullName, identityNumber, components }: IntakeFaults): boolean {
  return answers.length > 0 || agency || fullName || identityNumber || components.length > 0;
}

function inputOf(
  procedure: Procedure,
  form: IntakeForm,
  competentAgencyCode: string,
  uploads: Uploads,
): AcceptAtCounter {
  const given = givenAnswers(form.answers);
  return {
    procedureCode: procedure.code,
    competentAgencyCode,
    intakeAgencyCode: form.intakeAgencyCode,
    channel: form.channel,
    submitter: givenSubmitter(form.submitter),
    answers: typeof given === 'object' && given !== null ? { ...given } : {},
    components: procedure.components.flatMap(({ code }) => {
      const received = form.received[code];
      return received ? [{ code, fileIds: uploads.storedIds(code), ...received }] : [];
    }),
  };
}

/** The submitter without what was left empty. */
function givenSubmitter({ fullName, ...contacts }: Submitter): Submitter {
  const given = Object.entries(contacts).flatMap<[string, string]>(([name, value]) =>
    value?.trim() ? [[name, value.trim()]] : [],
  );
  return { fullName: fullName.trim(), ...Object.fromEntries(given) };
}
