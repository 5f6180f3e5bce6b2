import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import type { Dossier, ShownInFull } from '../api/types.js';
import { useMessages } from '../language/use-messages.js';
import { Button } from '../ui/button.js';
import { DisclosureDialog } from './disclosure-dialog.js';
import { disclosureMessages } from './disclosure.messages.js';

interface DisclosureBarProps {
  dossier: Dossier;
  isShown: boolean;
  /** Told what may be read in full, nothing when it is masked again. */
  onShow: (values: ShownInFull['values']) => void;
}

/** Says that personal data is masked, and lets those who may ask for it. Nothing where nothing is hidden from the reader. */
export function DisclosureBar({ dossier, isShown, onShow }: DisclosureBarProps) {
  const m = useMessages(disclosureMessages);
  const [isAsking, setAsking] = useState(false);
  if (!dossier.disclosure) return undefined;
  return (
    <div className="row">
      <p className="small muted">{isShown ? m.shown : m.hidden}</p>
      {isShown ? (
        <Button onPress={() => onShow([])}>
          <EyeOff aria-hidden="true" size={18} /> {m.hideAgain}
        </Button>
      ) : (
        <Button onPress={() => setAsking(true)}>
          <Eye aria-hidden="true" size={18} /> {m.showInFull}
        </Button>
      )}
      {isAsking && (
        <DisclosureDialog
          dossierId={dossier.id}
          disclosure={dossier.disclosure}
          onClose={() => setAsking(false)}
          onShow={onShow}
        />
      )}
    </div>
  );
}
