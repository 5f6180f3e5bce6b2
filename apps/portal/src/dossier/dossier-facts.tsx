import type { Dossier } from '../api/types.js';
import { useFormat } from '../language/format.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { throughPortalMessages } from '../national-portal/through-portal.messages.js';
import { dossierMessages } from './dossier.messages.js';

/** Who filed the dossier, where, when and how. */
export function DossierFacts({ dossier }: { dossier: Dossier }) {
  const m = useMessages(dossierMessages);
  const text = useText();
  const format = useFormat();
  const portal = useMessages(throughPortalMessages);
  const channels: Record<string, string> = {
    online: m.channelOnline,
    counter: m.channelCounter,
    postal: m.channelPostal,
    mobile: m.channelMobile,
  };
  const facts: readonly (readonly [string, string | undefined])[] = [
    [m.submitter, dossier.submitter.fullName],
    [m.identityNumber, dossier.submitter.identityNumber],
    [m.phone, dossier.submitter.phone],
    [m.email, dossier.submitter.email],
    [m.address, dossier.submitter.address],
    [m.competent, text(dossier.competentAgency.name)],
    [m.intake, text(dossier.intakeAgency.name)],
    [
      m.channel,
      dossier.nationalPortal
        ? portal.channel(dossier.nationalPortal.number)
        : (channels[dossier.channel] ?? dossier.channel),
    ],
    [m.submittedAt, format.dateTime(dossier.submittedAt)],
    [m.acceptedAt, dossier.acceptedAt && format.dateTime(dossier.acceptedAt)],
    [m.decidedAt, dossier.decidedAt && format.dateTime(dossier.decidedAt)],
  ];
  return (
    <dl className="dossier-facts">
      {facts.map(
        ([title, value]) =>
          value && (
            <div key={title}>
              <dt>{title}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
