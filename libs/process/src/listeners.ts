import type { Effect, TimerDuration } from './effect.js';
import { isList, valueOf } from './feel-value.js';
import { subscriptionKeyOf, timerKeyOf } from './keys.js';
import type { MessageCatchEvent, ProcessElement, ReceiveTask, TimerCatchEvent } from './process-definition.js';
import type { BoundaryEvent, MessageBoundaryEvent, TimerBoundaryEvent } from './process-definition.js';
import type { Scalar, Variables } from './process-event.js';
import type { OpenSubscription, RunningTimer, Token } from './process-state.js';
import { tellOf, type Reason } from './reason.js';
import { timeOf } from './timer-trigger.js';
import type { WorkingState } from './working-state.js';

/** What may happen to a token while it rests. */
export type ListeningElement =
  TimerCatchEvent | TimerBoundaryEvent | MessageCatchEvent | MessageBoundaryEvent | ReceiveTask;

type Listener =
  | {
      readonly type: 'timer';
      readonly elementId: string;
      readonly time: { duration: TimerDuration } | { date: string };
    }
  | {
      readonly type: 'message';
      readonly elementId: string;
      readonly messageName: string;
      readonly correlation?: Scalar;
    };

/** The boundary events that wait for something from outside; errors come from inside. */
export function listening(boundaries: readonly BoundaryEvent[]): ListeningElement[] {
  return boundaries.filter((event) => event.type !== 'errorBoundaryEvent');
}

/** Works out what timers and messages to wait for: all of them, or a failure. */
export function prepareListeners(
  elements: readonly ListeningElement[],
  variables: Variables,
  at: Date,
): { listeners: Listener[] } | { failure: Reason } {
  const listeners: Listener[] = [];
  for (const element of elements) {
    const elementId = element.id;
    if ('message' in element) {
      const { name: messageName, correlation } = element.message;
      const outcome = correlation === undefined ? undefined : valueOf(correlation, variables, at);
      const subject = { vi: `thông điệp ${elementId}`, en: `the message ${elementId}` };
      if (outcome && 'failure' in outcome) return { failure: tellOf(subject, outcome.failure) };
      if (outcome && isList(outcome.value)) {
        const list = { vi: `"${correlation}" là một danh sách`, en: `"${correlation}" is a list` };
        return { failure: tellOf(subject, list) };
      }
      listeners.push({
        type: 'message',
        elementId,
        messageName,
        ...(outcome && !isList(outcome.value) && { correlation: outcome.value }),
      });
    } else {
      const time = timeOf(element, variables, at);
      if ('failure' in time) {
        const subject = { vi: `bộ hẹn giờ ${elementId}`, en: `the timer ${elementId}` };
        return { failure: tellOf(subject, time.failure) };
      }
      listeners.push({ type: 'timer', elementId, time });
    }
  }
  return { listeners };
}

/** Gives the listeners their ids, and the effects that start them. */
export function startListeners(
  working: WorkingState,
  listeners: readonly Listener[],
): { held: Pick<Token, 'timers' | 'subscriptions'>; effects: Effect[] } {
  const timers: RunningTimer[] = [];
  const subscriptions: OpenSubscription[] = [];
  const effects: Effect[] = [];
  for (const listener of listeners) {
    const { elementId } = listener;
    const id = working.takeId();
    if (listener.type === 'timer') {
      timers.push({ id, elementId });
      effects.push({ type: 'startTimer', timerKey: timerKeyOf({ id }), elementId, ...listener.time });
    } else {
      const correlation = listener.correlation === undefined ? {} : { correlation: listener.correlation };
      subscriptions.push({ id, elementId, ...correlation });
      effects.push(opening({ id, elementId, ...correlation }, listener.messageName));
    }
  }
  return {
    held: { ...(timers.length > 0 && { timers }), ...(subscriptions.length > 0 && { subscriptions }) },
    effects,
  };
}

/** Waits for the next message of a boundary event that did not interrupt, by a new key. */
export function renewSubscription(
  working: WorkingState,
  { elementId, correlation }: OpenSubscription,
  element: MessageBoundaryEvent,
): OpenSubscription {
  const renewed = { id: working.takeId(), elementId, ...(correlation !== undefined && { correlation }) };
  working.effects.push(opening(renewed, element.message.name));
  return renewed;
}

/** Whether a token rests at the element only to wait for a timer or message. */
export function isCatching(
  element: ProcessElement | undefined,
): element is TimerCatchEvent | MessageCatchEvent | ReceiveTask {
  return (
    element?.type === 'timerCatchEvent' || element?.type === 'messageCatchEvent' || element?.type === 'receiveTask'
  );
}

function opening({ id, elementId, correlation }: OpenSubscription, messageName: string): Effect {
  return {
    type: 'openSubscription',
    subscriptionKey: subscriptionKeyOf({ id }),
    elementId,
    messageName,
    ...(correlation !== undefined && { correlation }),
  };
}
