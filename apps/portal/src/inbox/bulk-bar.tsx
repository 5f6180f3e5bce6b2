import { CheckCheck, CirclePause, CirclePlay, Hand, UserRoundPlus, X } from 'lucide-react';
import type { Task } from '../api/types.js';
import { useMessages } from '../language/use-messages.js';
import { useSession } from '../session/session.js';
import { Button, IconButton } from '../ui/button.js';
import { offeredFor, type BulkActName } from './bulk-acts.js';
import { inboxMessages } from './inbox.messages.js';

const icons = {
  claim: Hand,
  reassign: UserRoundPlus,
  complete: CheckCheck,
  pause: CirclePause,
  resume: CirclePlay,
} as const;

interface BulkBarProps {
  tasks: readonly Task[];
  onClear: () => void;
  onAct: (act: BulkActName) => void;
}

/** What can be done to the chosen tasks together. It names how many they are. */
export function BulkBar({ tasks, onClear, onAct }: BulkBarProps) {
  const m = useMessages(inboxMessages);
  const leads = useSession()?.permissions.includes('dossier.approve') ?? false;
  const offered = offeredFor(tasks, leads);
  return (
    <div className="bulk-bar" role="group" aria-label={m.bulkActions}>
      <div className="row-apart">
        <strong role="status">{m.chosen(tasks.length)}</strong>
        <IconButton label={m.clear} onPress={onClear}>
          <X aria-hidden="true" size={18} />
        </IconButton>
      </div>
      <div className="bulk-acts">
        {offered.map((name) => {
          const Icon = icons[name];
          return (
            <Button key={name} icon={<Icon aria-hidden="true" size={18} />} onPress={() => onAct(name)}>
              {m[name]}
            </Button>
          );
        })}
        {!offered.includes('complete') && <p className="small muted">{m.whyNotComplete}</p>}
      </div>
    </div>
  );
}
