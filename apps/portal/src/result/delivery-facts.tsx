import type { Dossier } from '../api/types.js';
import { useFormat } from '../language/format.js';
import { useMessages } from '../language/use-messages.js';
import { resultMessages } from './result.messages.js';

/** How the applicant wants the result, and how it was handed over: to whom, or by which postal item. */
export function DeliveryFacts({ dossier }: { dossier: Dossier }) {
  const m = useMessages(resultMessages);
  const format = useFormat();
  const { resultBy, postalAddress, returnedAt, receiver, postalItem, originalsChecked } = dossier;
  const relation = receiver?.relation === 'authorised' ? m.authorised : m.holder;
  const facts: readonly (readonly [string, string | undefined])[] = [
    [m.wish, resultBy === 'postal' ? m.byPost : m.byCounter],
    [m.address, resultBy === 'postal' ? postalAddress : undefined],
    [m.handedOver, returnedAt && format.dateTime(returnedAt)],
    [m.receiver, receiver && [receiver.fullName, receiver.relation && relation].filter(Boolean).join(', ')],
    [m.identityNumber, receiver?.identityNumber],
    [m.authorisation, receiver?.authorisation],
    [m.postalItem, postalItem],
    [m.originals, originalsChecked ? m.originalsChecked : undefined],
  ];
  return (
    <section className="stack-tight">
      <h3>{m.delivery}</h3>
      <dl className="facts">
        {facts.map(
          ([title, value]) =>
            value && (
              <div key={title} className="fact">
                <dt>{title}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
    </section>
  );
}
