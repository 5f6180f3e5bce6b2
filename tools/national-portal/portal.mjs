import { randomUUID } from 'node:crypto';

/**
 * @typedef {object} Told a state that it was told
 * @property {number} sequence
 * @property {string} state
 * @property {string} at when it came to be, as the sender says
 * @property {string} eventId
 * @property {string} [code]
 * @property {string} trackingNumber
 * @property {string} [dueAt]
 * @property {{ id: string, lapsesAt: string, reason: string, items: object[], fields: string[] }} [request] what the citizen is to bring
 *
 * @typedef {object} Dossier
 * @property {string} number
 * @property {Record<string, unknown>} content what it hands over
 * @property {boolean} confirmed the province has it
 * @property {number} handedOver how often
 * @property {number} sequence of the last state; 0 before the first
 * @property {string} state
 * @property {Told[]} told in the order in which they were taken
 * @property {number} repeats states that it had already
 * @property {number} gaps states that came before their turn
 *
 * @typedef {object} FollowUp what a citizen says of a dossier later
 * @property {string} number
 * @property {Record<string, unknown>} content what it hands over
 * @property {boolean} confirmed the province has it
 * @property {number} handedOver how often
 * @property {Record<string, unknown> | undefined} outcome what came of it, as the province says
 * @property {number} repeats outcomes that it had already
 *
 * @typedef {object} Behaviour what it does instead of its duty
 * @property {'no' | 'reset' | 'unavailable' | 'silent'} out breaks connections, answers 503, or never answers
 * @property {number} delayMs before each answer
 * @property {number} failEvery each so-many-th call fails with 500; 0 for none
 * @property {number} loseAnswerEvery each so-many-th call is carried out and its connection broken; 0 for none
 * @property {boolean} repeat hands over again what was confirmed
 * @property {Record<string, number>} slow numbers whose states take so many milliseconds
 * @property {string[]} refuse numbers whose states it will not have
 * @property {boolean} filesOut its files alone are away
 */

/** @type {Behaviour} */
const dutiful = {
  out: 'no',
  delayMs: 0,
  failEvery: 0,
  loseAnswerEvery: 0,
  repeat: false,
  slow: {},
  refuse: [],
  filesOut: false,
};

/** What the portal refuses, with its status. */
export class Refusal extends Error {
  /**
   * @param {number} status
   * @param {string} message
   */
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** The national portal as far as a province sees it: dossiers that are handed in, and the states that it is told. In memory. */
export class Portal {
  /** @type {Map<string, Dossier>} */
  dossiers = new Map();
  /** @type {Map<string, FollowUp>} */
  followUps = new Map();
  /** @type {Map<string, { mediaType: string, content: Buffer }>} */
  files = new Map();
  /** @type {Behaviour} */
  behaviour = { ...dutiful };
  calls = 0;

  /** @param {Partial<Behaviour>} change what is not named is as it should be again */
  behave(change) {
    this.behaviour = { ...dutiful, ...change };
  }

  /**
   * A citizen hands in.
   * @param {Record<string, any>} content as it is handed over, but for number and files; a file is `{name, mediaType, base64}`
   */
  handIn(content) {
    const day = new Date(content.receivedAt ?? Date.now()).toISOString().slice(2, 10).replaceAll('-', '');
    const number = content.number ?? `G22.99-${day}-${String(this.dossiers.size + 1).padStart(6, '0')}`;
    const components = this.keepAll(content.components);
    const whole = { receivedAt: new Date().toISOString(), ...content, number, components };
    this.dossiers.set(number, {
      ...{ number, content: whole, confirmed: false, handedOver: 0, sequence: 0, state: '' },
      ...{ told: [], repeats: 0, gaps: 0 },
    });
    return number;
  }

  /**
   * A citizen supplements a dossier or takes it back.
   * @param {Record<string, any>} content as it is handed over, but for number and files; without `request` the last one that it was told of
   */
  giveMore(content) {
    const number = content.number ?? `${content.dossierNumber}-B${this.followUps.size + 1}`;
    const known = this.dossiers.get(content.dossierNumber);
    const request = known?.told.findLast((told) => told.request)?.request?.id;
    const whole = {
      ...{ givenAt: new Date().toISOString(), ...(content.kind === 'supplement' && request && { request }) },
      ...{ ...content, number, components: this.keepAll(content.components) },
    };
    const counts = { confirmed: false, handedOver: 0, outcome: undefined, repeats: 0 };
    this.followUps.set(number, { number, content: whole, ...counts });
    return number;
  }

  /** @param {any[]} [components] */
  keepAll(components = []) {
    return components.map((component) => ({
      ...component,
      files: (component.files ?? []).map((/** @type {any} */ file) => this.keep(file)),
    }));
  }

  /** @param {{ name: string, mediaType?: string, base64?: string, location?: string }} file */
  keep({ name, mediaType = 'application/pdf', base64, location }) {
    if (base64 === undefined) return { name, mediaType, location };
    const id = randomUUID();
    this.files.set(id, { mediaType, content: Buffer.from(base64, 'base64') });
    return { name, mediaType, location: `/files/${id}` };
  }

  /** @param {number} limit */
  arrivals(limit) {
    const open = [...this.dossiers.values()].filter(({ confirmed }) => !confirmed || this.behaviour.repeat);
    const items = open.slice(0, limit);
    for (const dossier of items) dossier.handedOver += 1;
    return { items: items.map(({ content }) => content) };
  }

  /** @param {string} number */
  received(number) {
    this.find(number).confirmed = true;
    return {};
  }

  /** @param {number} limit */
  listFollowUps(limit) {
    const open = [...this.followUps.values()].filter(({ confirmed }) => !confirmed || this.behaviour.repeat);
    const items = open.slice(0, limit);
    for (const one of items) one.handedOver += 1;
    return { items: items.map(({ content }) => content) };
  }

  /** @param {string} number */
  followUpReceived(number) {
    this.findFollowUp(number).confirmed = true;
    return {};
  }

  /**
   * What came of it; said again it changes nothing, and it is never something else.
   * @param {string} number
   * @param {Record<string, unknown>} outcome
   */
  settle(number, outcome) {
    const one = this.findFollowUp(number);
    if (typeof outcome?.taken !== 'boolean') throw new Refusal(400, 'not an outcome');
    if (one.outcome && one.outcome.taken !== outcome.taken) throw new Refusal(409, 'it was something else before');
    if (one.outcome) one.repeats += 1;
    one.outcome ??= outcome;
    return {};
  }

  /**
   * @param {string} number
   * @param {Told} told
   */
  tell(number, told) {
    const dossier = this.find(number);
    if (this.behaviour.refuse.includes(number)) throw new Refusal(422, 'the state is not allowed here');
    if (!Number.isInteger(told.sequence) || typeof told.state !== 'string') throw new Refusal(400, 'not a state');
    if (told.sequence > dossier.sequence + 1) {
      dossier.gaps += 1;
      throw new Refusal(409, `after ${dossier.sequence} comes ${dossier.sequence + 1}, not ${told.sequence}`);
    }
    if (told.sequence <= dossier.sequence) dossier.repeats += 1;
    else dossier.told.push(told);
    if (told.sequence >= dossier.sequence) {
      dossier.sequence = told.sequence;
      dossier.state = told.state;
    }
    return { number, sequence: dossier.sequence, state: dossier.state };
  }

  /**
   * @param {string} after
   * @param {number} limit
   */
  standings(after, limit) {
    const known = [...this.dossiers.values()].filter(({ number, sequence }) => sequence > 0 && number > after);
    const page = known.sort((a, b) => (a.number < b.number ? -1 : 1)).slice(0, limit);
    return {
      items: page.map(({ number, sequence, state }) => ({ number, sequence, state })),
      ...(known.length > limit && { next: page.at(-1)?.number }),
    };
  }

  /**
   * It loses or changes what it knew, as after a restore.
   * @param {string} number
   * @param {{ sequence?: number, state?: string }} to
   */
  forget(number, { sequence, state }) {
    const dossier = this.find(number);
    dossier.sequence = sequence ?? dossier.sequence;
    dossier.state = state ?? dossier.told.find((told) => told.sequence === dossier.sequence)?.state ?? '';
    dossier.told = dossier.told.filter((told) => told.sequence <= dossier.sequence);
  }

  /** @param {string} number */
  find(number) {
    const found = this.dossiers.get(number);
    if (!found) throw new Refusal(404, `no dossier ${number}`);
    return found;
  }

  /** @param {string} number */
  findFollowUp(number) {
    const found = this.followUps.get(number);
    if (!found) throw new Refusal(404, `nothing of the number ${number} was given`);
    return found;
  }
}
