import { useMessages } from '../language/use-messages.js';
import { Button } from './button.js';
import { uiMessages } from './ui.messages.js';

/** The next page of a list, under what is already there. */
export function MoreButton({ isLoading, onMore }: { isLoading: boolean; onMore: () => void }) {
  const m = useMessages(uiMessages);
  return (
    <div className="more">
      <Button onPress={onMore} isPending={isLoading}>
        {m.more}
      </Button>
    </div>
  );
}
