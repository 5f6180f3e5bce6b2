import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * When a process began, as an opaque text that no later process of the same number shares; `undefined` when none runs
 * (a zombie does not run). Slim containers have no `ps`, macOS has no /proc.
 */
export function startedAt(pid: number): string | undefined {
  if (process.platform !== 'linux') return ps(pid, 'lstart=');
  const stat = readOrNothing(`/proc/${pid}/stat`);
  if (stat === undefined) return undefined;
  // The second field is the name in brackets and may hold spaces itself.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, startTicks] = [fields[0], fields[19]];
  if (state === 'Z' || state === 'X') return undefined;
  return `${readOrNothing('/proc/sys/kernel/random/boot_id')?.trim() ?? ''} ${startTicks ?? ''}`;
}

/** The command line of a running process, its words separated by spaces. */
export function commandLine(pid: number): string | undefined {
  if (process.platform !== 'linux') return ps(pid, 'command=');
  return readOrNothing(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ').trim();
}

function ps(pid: number, column: string): string | undefined {
  try {
    const out = execFileSync('ps', ['-ww', '-o', column, '-p', String(pid)], { encoding: 'utf8', timeout: 5000 });
    return out.trim() || undefined;
  } catch {
    return undefined;
  }
}

function readOrNothing(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
