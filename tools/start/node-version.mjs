const floor = [20, 19];

/** Ends with one sentence when this Node is older than motcua's floor; written for the old Node that reads it. */
export function refuseOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > floor[0] || (major === floor[0] && minor >= floor[1])) return;
  console.error(`motcua needs Node ${floor.join('.')} or newer; this is Node ${process.versions.node}.`);
  process.exit(1);
}
