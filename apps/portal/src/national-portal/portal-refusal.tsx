import type { PortalArrival } from '../api/types.js';
import { useText } from '../language/language.js';
import { Code } from '../ui/copy-code.js';

/** Why something that the portal handed over was not taken, and what is wrong with each field. */
export function PortalRefusal({ refusal }: { refusal: NonNullable<PortalArrival['refusal']> }) {
  const text = useText();
  return (
    <div className="stack-tight">
      <p>
        <strong>{text(refusal.title)}.</strong> {text(refusal.detail)}
      </p>
      {refusal.faults.length > 0 && (
        <ul className="portal-faults">
          {refusal.faults.map((fault) => (
            <li key={`${fault.pointer} ${fault.code}`}>
              <Code>{fault.pointer}</Code> {text(fault.text)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
