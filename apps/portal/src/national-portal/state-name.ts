import { useMessages } from '../language/use-messages.js';
import { nationalPortalMessages } from './national-portal.messages.js';

/** The ten states as citizens and the portal know them. */
export function useStateName(): (state: number) => string {
  const m = useMessages(nationalPortalMessages);
  const names = [
    ...[m.state1, m.state2, m.state3, m.state4, m.state5],
    ...[m.state6, m.state7, m.state8, m.state9, m.state10],
  ];
  return (state) => `${state}. ${names[state - 1] ?? ''}`;
}
