import { Copy } from 'lucide-react';
import { useMessages } from '../language/use-messages.js';
import { IconButton } from './button.js';
import './data.css';
import { announce } from './toast.js';
import { uiMessages } from './ui.messages.js';

/** A code as people compare and dictate it, with a button that copies it. */
export function CopyCode({ code, isLarge }: { code: string; isLarge?: boolean }) {
  const m = useMessages(uiMessages);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(code);
    announce(m.copied);
  };
  return (
    <span className={isLarge ? 'copy-code copy-code-large' : 'copy-code'}>
      <Code>{code}</Code>
      <IconButton label={m.copy(code)} onPress={() => void copy()}>
        <Copy aria-hidden="true" />
      </IconButton>
    </span>
  );
}

/** A code in the monospaced cut; it may break after its dashes only. */
export function Code({ children }: { children: string }) {
  return <span className="code">{children}</span>;
}
