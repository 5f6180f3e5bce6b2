import { useState } from 'react';
import { withdrawQuestion } from '../api/turns.js';
import type { Consultation, Dossier } from '../api/types.js';
import { ConflictBanner } from '../dossier/conflict-banner.js';
import { isConflict, useTaskCommand, type ReportConflict } from '../dossier/use-task-command.js';
import { FileList } from '../files/file-list.js';
import { useFormat } from '../language/format.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { Badge, type BadgeTone } from '../ui/badge.js';
import { Button } from '../ui/button.js';
import './consultation.css';
import { consultationMessages } from './consultation.messages.js';

interface ConsultationPanelProps {
  dossier: Dossier;
  reportConflict: ReportConflict;
}

const tones: Record<Consultation['state'], BadgeTone> = {
  open: 'soon',
  answered: 'onTime',
  lapsed: 'overdue',
  withdrawn: 'neutral',
};

/** Who was asked for an opinion, until when, and what came back. Answering is a step of its own, in the hands of whoever was asked. */
export function ConsultationPanel({ dossier, reportConflict }: ConsultationPanelProps) {
  const m = useMessages(consultationMessages);
  const consultations = dossier.consultations ?? [];
  if (consultations.length === 0) return undefined;
  const answered = consultations.filter(({ state }) => state === 'answered').length;
  return (
    <section className="stack-tight" aria-labelledby="consultations">
      <div className="row-apart">
        <h2 id="consultations" className="panel-title">
          {m.title}
        </h2>
        <p className="small muted">{m.count(answered, consultations.length)}</p>
      </div>
      <ul className="consultations">
        {consultations.map((consultation) => (
          <ConsultationItem
            key={consultation.taskId}
            consultation={consultation}
            dossier={dossier}
            reportConflict={reportConflict}
          />
        ))}
      </ul>
    </section>
  );
}

function ConsultationItem({
  consultation,
  dossier,
  reportConflict,
}: ConsultationPanelProps & { consultation: Consultation }) {
  const m = useMessages(consultationMessages);
  const text = useText();
  const format = useFormat();
  const { agency, stepName, state, askedAt, dueAt, answeredAt, question, opinion, note, files } = consultation;
  return (
    <li className="consultation">
      <div className="row-apart">
        <h3 className="consultation-agency">{text(agency.name)}</h3>
        <Badge tone={tones[state]}>{state === 'answered' && opinion ? text(opinion.name) : m[state]}</Badge>
      </div>
      <p className="small muted tabular">
        {question === undefined && <>{text(stepName)} · </>}
        {m.asked(format.dateTime(askedAt))} ·{' '}
        {answeredAt ? m.answeredAt(format.dateTime(answeredAt)) : m.until(format.dateTime(dueAt))}
      </p>
      {question !== undefined && <p>{question}</p>}
      {state === 'lapsed' && opinion && <p>{m.silence(text(opinion.name))}</p>}
      {note !== undefined && <p className="event-note">{note}</p>}
      {files.length > 0 && <FileList files={files} />}
      {mayWithdraw(consultation, dossier) && (
        <Withdrawal consultation={consultation} dossier={dossier} reportConflict={reportConflict} />
      )}
    </li>
  );
}

/** What the drawing asks belongs to the drawing; what was asked beside it, with a question, can be taken back. */
function mayWithdraw({ state, question }: Consultation, { turns }: Dossier): boolean {
  return state === 'open' && question !== undefined && turns.some(({ turn, allowed }) => turn === 'consult' && allowed);
}

function Withdrawal({
  consultation,
  dossier,
  reportConflict,
}: ConsultationPanelProps & { consultation: Consultation }) {
  const m = useMessages(consultationMessages);
  const text = useText();
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const agency = text(consultation.agency.name);
  const withdraw = useTaskCommand({
    run: () => withdrawQuestion({ dossier, key: idempotencyKey }, consultation.taskId),
    successText: () => m.withdrawDone,
    reportConflict,
  });
  return (
    <div className="stack-tight">
      <div>
        <Button
          tone="quiet"
          aria-label={m.withdrawOf(agency)}
          isPending={withdraw.isPending}
          onPress={() => withdraw.mutate(undefined)}
        >
          {m.withdraw}
        </Button>
      </div>
      {withdraw.error && !isConflict(withdraw.error) && <ConflictBanner error={withdraw.error} />}
    </div>
  );
}
