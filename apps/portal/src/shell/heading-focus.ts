let isDue = false;

/** Called when a link leads to another page: its heading shall have the focus. */
export function askForHeadingFocus(): void {
  isDue = true;
}

/** True once after each call of `askForHeadingFocus`. */
export function takeHeadingFocus(): boolean {
  const wasDue = isDue;
  isDue = false;
  return wasDue;
}
