/**
 * Does one step of several in sight of the user: a plain line when it begins, each ten seconds, and when it is done.
 * @template Result
 * @param {string} name
 * @param {() => Promise<Result>} work
 * @returns {Promise<Result>}
 */
export async function step(name, work) {
  const beganMs = performance.now();
  const seconds = () => `${Math.round((performance.now() - beganMs) / 1000)} s`;
  console.log(`${name} ...`);
  const reminder = setInterval(() => console.log(`${name} ... ${seconds()}`), 10_000);
  try {
    const result = await work();
    console.log(`${name}: ${seconds()}`);
    return result;
  } finally {
    clearInterval(reminder);
  }
}
