import type { GetTurnResponse } from '@motcua/contracts/dossier/v1/dossier';
import type { EventPayload, EventType } from '@motcua/contracts/events';
import type { MessageKind } from '@motcua/pack';
import type { SaidFacts } from '../message/render-message.js';

/** Officers by id, and whoever holds a position, as `<agency>/<position>`. */
export interface Officers {
  readonly people: readonly string[];
  readonly positions: readonly string[];
}

/** A message that an event makes: to the dossier's citizen, who may have no account, or to officers. */
export interface Told {
  readonly kind: MessageKind;
  readonly to: 'citizen' | Officers;
  readonly says?: SaidFacts;
}

/** What the dossier service knows of an event beside its payload. Asked for where a message needs it alone. */
export type Turn = GetTurnResponse;
export type AskTurn = () => Promise<Turn>;

/** Who hears of an event, in which words. */
type Hearing<T extends EventType> = (
  event: EventPayload<T>,
  askTurn: AskTurn,
) => readonly Told[] | Promise<readonly Told[]>;

/** A decision that nobody is told. */
export interface Nobody {
  readonly nobody: string;
}

export type Hearings = { readonly [T in EventType]?: Hearing<T> | Nobody };
