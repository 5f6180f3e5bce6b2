import { useMessages } from '../language/use-messages.js';
import { TextField } from '../ui/text-field.js';
import { counterMessages } from './counter.messages.js';
import { fieldIds } from './field-ids.js';
import type { Intake } from './use-intake.js';

export function SubmitterFields({ intake: { form, change, faults } }: { intake: Intake }) {
  const m = useMessages(counterMessages);
  const { submitter } = form;
  const set = (name: keyof typeof submitter) => (value: string) =>
    change({ submitter: { ...submitter, [name]: value } });
  return (
    <section className="form-section">
      <h2>{m.submitterPart}</h2>
      <div className="form-grid">
        <TextField
          id={fieldIds.fullName}
          label={m.fullName}
          autoFocus={form.competentAgencyCode !== undefined}
          value={submitter.fullName}
          onChange={set('fullName')}
          error={faults.fullName ? m.fullNameMissing : undefined}
        />
        <TextField
          id={fieldIds.identityNumber}
          label={m.identityNumber}
          isOptional
          inputMode="numeric"
          value={submitter.identityNumber ?? ''}
          onChange={set('identityNumber')}
          error={faults.identityNumber ? m.identityNumberWrong : undefined}
        />
        <TextField
          label={m.phone}
          isOptional
          type="tel"
          inputMode="tel"
          value={submitter.phone ?? ''}
          onChange={set('phone')}
        />
        <TextField
          label={m.email}
          isOptional
          type="email"
          inputMode="email"
          value={submitter.email ?? ''}
          onChange={set('email')}
        />
        <div className="form-full">
          <TextField label={m.address} isOptional value={submitter.address ?? ''} onChange={set('address')} />
        </div>
      </div>
    </section>
  );
}
