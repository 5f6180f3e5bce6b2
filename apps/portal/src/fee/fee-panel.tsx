import type { ReactNode } from 'react';
import type { Dossier } from '../api/types.js';
import { useFormat } from '../language/format.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { Badge, type BadgeTone } from '../ui/badge.js';
import './fee.css';
import { feeMessages } from './fee.messages.js';
import { PaymentList } from './payment-list.js';

const tones: Record<Dossier['feeState'], BadgeTone> = {
  none: 'neutral',
  due: 'soon',
  paid: 'onTime',
  partlyRefunded: 'paused',
  refunded: 'paused',
};

/** What a dossier costs, charge by charge with its ground, how it stands, and the money that came and went. */
export function FeePanel({ dossier, children }: { dossier: Dossier; children?: ReactNode }) {
  const m = useMessages(feeMessages);
  const format = useFormat();
  const { fees, feeState, feeFirst, payments } = dossier;
  if (fees.length === 0 && payments.length === 0) return undefined;
  const when = { acceptance: m.beforeAcceptance, result: m.beforeResult };
  return (
    <section className="fee-panel" aria-labelledby="fees">
      <div className="row">
        <h2 id="fees">{m.fees}</h2>
        <Badge tone={tones[feeState]}>{m[feeState]}</Badge>
      </div>
      <dl className="fee-lines">
        {fees.map((fee, index) => (
          <FeeLine key={index} fee={fee} />
        ))}
        {fees.length > 1 && (
          <div className="fee-total">
            <dt>{m.total}</dt>
            <dd>{format.money(fees.reduce((sum, { amountVnd }) => sum + amountVnd, 0))}</dd>
          </div>
        )}
      </dl>
      {feeState === 'due' && <p>{feeFirst ? when[feeFirst] : m.anyTime}</p>}
      {children}
      {payments.length > 0 && <PaymentList dossierId={dossier.id} payments={payments} />}
    </section>
  );
}

function FeeLine({ fee }: { fee: Dossier['fees'][number] }) {
  const m = useMessages(feeMessages);
  const text = useText();
  const format = useFormat();
  const { name, amountVnd, fullAmountVnd, relief, basis } = fee;
  return (
    <div>
      <dt>
        {text(name)}
        {relief && fullAmountVnd !== undefined && (
          <span className="small muted">
            {m.relief(relief.percent, format.money(fullAmountVnd))}: {text(relief.name)} ({relief.basis})
          </span>
        )}
        {basis && <span className="small muted">{basis}</span>}
      </dt>
      <dd>{format.money(amountVnd)}</dd>
    </div>
  );
}
