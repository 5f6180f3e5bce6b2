import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { decidingAgenciesQuery } from '../api/procedures.js';
import type { AcceptedDossier, IntakeChannel, Procedure } from '../api/types.js';
import { FormFields } from '../form/form-fields.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { Loaded } from '../shell/loaded.js';
import { ProblemBanner } from '../shell/problem-view.js';
import { Button } from '../ui/button.js';
import { ComboBox } from '../ui/combo-box.js';
import { ErrorSummary, type Fault } from '../ui/error-summary.js';
import { Banner } from '../ui/feedback.js';
import { RadioGroup } from '../ui/radio-group.js';
import { Select, type Option } from '../ui/select.js';
import { counterMessages } from './counter.messages.js';
import { fieldIds } from './field-ids.js';
import { ReceivedComponents } from './received-components.js';
import { SubmitterFields } from './submitter-fields.js';
import { useIntake, type Intake } from './use-intake.js';

interface IntakeFormViewProps {
  procedure: Procedure;
  intakeAgencies: readonly Option[];
  onAccepted: (dossier: AcceptedDossier) => void;
}

/** Everything about one dossier on one page, in the order in which it lies on the desk. */
export function IntakeFormView(props: IntakeFormViewProps) {
  const text = useText();
  const agencies = useQuery(decidingAgenciesQuery(props.procedure.code));
  return (
    <Loaded query={agencies}>
      {({ items }) => (
        <LoadedIntakeForm {...props} agencies={items.map(({ code, name }) => ({ value: code, label: text(name) }))} />
      )}
    </Loaded>
  );
}

function LoadedIntakeForm({ procedure, intakeAgencies, agencies, onAccepted }: IntakeFormViewProps & Routes) {
  const m = useMessages(counterMessages);
  const codes = { intakeCode: intakeAgencies[0]?.value ?? '', decidingCodes: agencies.map(({ value }) => value) };
  const intake = useIntake(procedure, codes, onAccepted);
  const form = useRef<HTMLFormElement>(null);
  return (
    <form
      ref={form}
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        intake.submit();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.current?.requestSubmit();
      }}
    >
      <ErrorSummary attempt={intake.attempt} faults={useFaultList(intake)} />
      <Routing intake={intake} intakeAgencies={intakeAgencies} agencies={agencies} />
      <SubmitterFields intake={intake} />
      <FormFields
        form={procedure.form}
        answers={intake.form.answers}
        onChange={(answers) => intake.change({ answers })}
        faults={intake.faults.answers}
      />
      <ReceivedComponents intake={intake} />
      {intake.uploads.isBusy && <Banner tone="info">{m.filesBusy}</Banner>}
      {intake.error && <ProblemBanner error={intake.error} />}
      <div className="counter-submit">
        <Button type="submit" tone="primary" isPending={intake.isSubmitting} isDisabled={intake.uploads.isBusy}>
          {m.accept}
        </Button>
      </div>
    </form>
  );
}

interface Routes {
  intakeAgencies: readonly Option[];
  /** The agencies that decide the procedure. */
  agencies: readonly Option[];
}

/** Who receives, who decides, and how the dossier came: only by ways that the procedure takes. */
function Routing({ intake, intakeAgencies, agencies }: { intake: Intake } & Routes) {
  const m = useMessages(counterMessages);
  const { form, change, faults, procedure } = intake;
  const channels: readonly { value: IntakeChannel; label: string }[] = [
    { value: 'counter' as const, label: m.counter, isOffered: procedure.ways.includes('counter') },
    { value: 'postal' as const, label: m.postal, isOffered: procedure.ways.includes('postal') },
    { value: 'mobile' as const, label: m.mobile, isOffered: procedure.ways.includes('counter') },
  ].filter(({ isOffered }) => isOffered);
  return (
    <div className="form-grid">
      {intakeAgencies.length > 1 && (
        <Select
          label={m.intakeAgency}
          options={intakeAgencies}
          value={form.intakeAgencyCode}
          onChange={(intakeAgencyCode) => change({ intakeAgencyCode })}
        />
      )}
      <ComboBox
        id={fieldIds.agency}
        label={m.agency}
        autoFocus={!form.competentAgencyCode}
        options={agencies}
        value={form.competentAgencyCode}
        onChange={(competentAgencyCode) => change({ competentAgencyCode })}
        error={faults.agency ? m.agencyMissing : undefined}
      />
      <RadioGroup
        label={m.channel}
        options={channels}
        value={form.channel}
        onChange={(value) => {
          const channel = channels.find((candidate) => candidate.value === value);
          if (channel) change({ channel: channel.value });
        }}
      />
    </div>
  );
}

function useFaultList({ faults, procedure }: Intake): Fault[] {
  const m = useMessages(counterMessages);
  const text = useText();
  return [
    ...(faults.agency ? [{ fieldId: fieldIds.agency, text: m.agencyMissing }] : []),
    ...(faults.fullName ? [{ fieldId: fieldIds.fullName, text: m.fullNameMissing }] : []),
    ...(faults.identityNumber ? [{ fieldId: fieldIds.identityNumber, text: m.identityNumberWrong }] : []),
    ...faults.answers.map(({ pointer, message }) => ({ fieldId: pointer, text: text(message) })),
    ...procedure.components
      .filter(({ code }) => faults.components.includes(code))
      .map(({ code, name }) => ({ fieldId: fieldIds.component(code), text: m.componentMissing(text(name)) })),
  ];
}
