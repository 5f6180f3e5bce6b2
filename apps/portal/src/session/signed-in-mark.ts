const key = 'motcua.signedIn';

/**
 * A mark that somebody is signed in on this browser. The session itself is a cookie that no script can see; without the
 * mark the page does not ask for it, since a session that is not there is answered 401, which browsers log as an error.
 */
export function markSignedIn(isSignedIn: boolean): void {
  if (isSignedIn) localStorage.setItem(key, 'yes');
  else localStorage.removeItem(key);
}

export function mayBeSignedIn(): boolean {
  return localStorage.getItem(key) !== null;
}
