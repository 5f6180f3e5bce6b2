import type { ActivationCode } from '../api/types.js';
import { useFormat } from '../language/format.js';
import { useMessages } from '../language/use-messages.js';
import { Button } from '../ui/button.js';
import { CopyCode } from '../ui/copy-code.js';
import { Dialog } from '../ui/dialog.js';
import { officersMessages } from './officers.messages.js';

/** Shows a code this once, for an administrator to hand on. */
export function CodeDialog({ given, name, onClose }: { given: ActivationCode; name: string; onClose: () => void }) {
  const m = useMessages(officersMessages);
  const format = useFormat();
  return (
    <Dialog title={m.codeTitle} isOpen onClose={onClose}>
      <div className="stack">
        <p>{m.codeText(name, format.dateTime(given.expiresAt))}</p>
        <CopyCode code={given.code} isLarge />
        <p>
          {m.codeWhere} <strong>{`${window.location.origin}/activate`}</strong>
        </p>
        <div className="dialog-actions">
          <Button tone="primary" onPress={onClose}>
            {m.close}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
