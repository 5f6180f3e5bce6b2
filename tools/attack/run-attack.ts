import type { Attack } from './attack.js';
import type { Scene } from './scene.js';
import { Tally, type AttackReport } from './tally.js';

export async function runAttack(scene: Scene, attack: Attack): Promise<AttackReport> {
  const tally = new Tally();
  await attack.run(scene, tally);
  return tally.reportOf(attack.name);
}
