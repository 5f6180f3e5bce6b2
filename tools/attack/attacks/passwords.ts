import type { Attack } from '../attack.js';
import { Intruder } from '../intruder.js';

const guesses = 25;
/** How many the platform may judge before it lets who guesses wait. */
const judgedAtMost = 12;

/** Guesses at one account, and what they do to others: who guesses must wait, and nobody else may have to. */
export const passwords: Attack = {
  name: 'guessed passwords',
  async run(scene, tally) {
    const victim = scene.who('hotich.sotuphap');
    const guesser = new Intruder(scene.url);
    let judged = 0;
    for (let guess = 0; guess < guesses; guess += 1) {
      const body = { identifier: victim.identifier, password: `đoán-${guess}` };
      const { status } = await guesser.send('POST', '/api/identity/v1/session', { body });
      if (status !== 429) judged += 1;
      tally.count(
        `guess ${guess + 1}`,
        status === 200 || judged > judgedAtMost ? `${status}, ${judged} were judged` : undefined,
      );
    }
    const right = { identifier: victim.identifier, password: victim.password };
    const { status } = await guesser.send('POST', '/api/identity/v1/session', { body: right });
    tally.count('the right password behind the guesses', status === 429 ? undefined : String(status));
    const atHome = new Intruder(scene.url);
    const neighbour = scene.who('giamdoc.sotuphap');
    tally.count(
      'locks the account out elsewhere',
      (await isLetIn(atHome, victim.identifier, victim.password)) ? undefined : 'its owner cannot sign in',
    );
    tally.count(
      'locks others out at the same address',
      (await isLetIn(guesser, neighbour.identifier, neighbour.password)) ? undefined : 'they cannot sign in',
    );
  },
};

async function isLetIn(as: Intruder, identifier: string, password: string): Promise<boolean> {
  const { status } = await as.send('POST', '/api/identity/v1/session', { body: { identifier, password } });
  return status === 200;
}
