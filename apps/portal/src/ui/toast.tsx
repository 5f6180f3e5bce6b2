import { CircleCheck } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import './feedback.css';

const shownForMs = 5000;
const listeners = new Set<() => void>();
let current: string | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

function show(text: string | undefined): void {
  current = text;
  for (const listener of listeners) listener();
}

/** Says briefly that something succeeded; what the reader must keep belongs on the page instead. */
export function announce(text: string): void {
  clearTimeout(timer);
  show(text);
  timer = setTimeout(() => show(undefined), shownForMs);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function ToastRegion() {
  const text = useSyncExternalStore(subscribe, () => current);
  return (
    <div className="toasts" role="status" aria-live="polite">
      {text && (
        <div className="toast">
          <CircleCheck aria-hidden="true" size={18} />
          {text}
        </div>
      )}
    </div>
  );
}
