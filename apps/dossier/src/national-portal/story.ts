import { readPayload, type EventType } from '@motcua/contracts/events';
import { nationalStateOf, type DossierRow } from '../dossier/dossier-view.js';

/** What the events of a dossier have come to, as far as the portal is to know. */
export interface Story {
  readonly state: DossierRow['state'];
  readonly pausedGrounds: readonly string[];
  /** A step behind the acceptance was begun. */
  readonly worked: boolean;
  readonly dueAt: string | undefined;
  /** The supplement request that is open. */
  readonly request?: string | undefined;
}

export const newStory: Story = { state: 'submitted', pausedGrounds: [], worked: false, dueAt: undefined };

/** One row of a dossier's history. */
export interface StoryEvent {
  readonly type: string;
  readonly data: string;
  /** The kind of the task that it is about. */
  readonly taskKind: string | null;
}

/** The state of the ten that citizens and the portal know. */
export function stateOf({ state, pausedGrounds, worked }: Story): number {
  return nationalStateOf({ state, paused_grounds: pausedGrounds }, worked);
}

/** What comes of a story by one more event of its dossier; the same story when the event says nothing that the portal is to know. */
export function continued(story: Story, { type, data, taskKind }: StoryEvent): Story {
  switch (type as EventType) {
    case 'dossier.accepted':
      return { ...story, state: 'inProcess', ...due(readPayload('dossier.accepted', data).dueAt) };
    case 'task.claimed':
    case 'step.completed':
      return story.worked || taskKind === 'receive' || story.state === 'submitted' ? story : { ...story, worked: true };
    case 'supplement.requested':
      return { ...paused(story, 'supplement'), request: readPayload('supplement.requested', data).supplementId };
    case 'supplement.answered':
      return {
        ...resumed(story, 'supplement'),
        ...due(readPayload('supplement.answered', data).dueAt),
        request: undefined,
      };
    case 'clock.paused': {
      const { ground } = readPayload('clock.paused', data);
      // The request, which comes with it, says what is asked for as well.
      return ground === 'supplement' ? story : paused(story, ground);
    }
    case 'clock.resumed': {
      const { ground, dueAt } = readPayload('clock.resumed', data);
      return { ...resumed(story, ground), ...due(dueAt) };
    }
    case 'dossier.extended':
      return { ...story, ...due(readPayload('dossier.extended', data).dueAt) };
    case 'deadline.recomputed':
      return { ...story, ...due(readPayload('deadline.recomputed', data).dueAt) };
    case 'dossier.reopened':
      return { ...ended(story, 'inProcess'), worked: true, ...due(readPayload('dossier.reopened', data).dueAt) };
    case 'dossier.reinstated': {
      const { accepted, pausedGrounds, supplementId } = readPayload('dossier.reinstated', data);
      return { ...story, state: accepted ? 'inProcess' : 'submitted', pausedGrounds, request: supplementId };
    }
    case 'dossier.decided':
      return ended(story, 'decided');
    case 'dossier.returned':
      return ended(story, 'returned');
    case 'dossier.rejected':
      return ended(story, 'rejected');
    case 'dossier.withdrawn':
      return ended(story, 'withdrawn');
    case 'dossier.stopped':
      return ended(story, 'stopped');
    default:
      return story;
  }
}

function paused(story: Story, ground: string): Story {
  return story.pausedGrounds.includes(ground)
    ? story
    : { ...story, pausedGrounds: [...story.pausedGrounds, ground].sort() };
}

function resumed(story: Story, ground: string): Story {
  return { ...story, pausedGrounds: story.pausedGrounds.filter((other) => other !== ground) };
}

function ended(story: Story, state: Story['state']): Story {
  return { ...story, state, pausedGrounds: [], request: undefined };
}

function due(dueAt: Date | undefined): Partial<Story> {
  return dueAt ? { dueAt: dueAt.toISOString() } : {};
}
