import type { PostgresUser } from './postgres-user.js';

/** Spawn options that PostgreSQL's programs share: the account, and an environment that leads to English messages. */
export function runAs(user: PostgresUser | undefined) {
  return {
    cwd: '/',
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
    ...(user === undefined ? {} : { uid: user.uid, gid: user.gid }),
  };
}
