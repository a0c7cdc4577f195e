/** What this browser remembers for its user: choices, never secrets. Nothing where storage is blocked. */

/** @returns {string | undefined} */
export function remembered(name) {
  try {
    return localStorage.getItem(`parley.${name}`) ?? undefined;
  } catch {
    return undefined;
  }
}

/** @param {string | undefined} value undefined forgets it */
export function remember(name, value) {
  try {
    if (value === undefined) localStorage.removeItem(`parley.${name}`);
    else localStorage.setItem(`parley.${name}`, value);
  } catch {
    // A choice that can't be kept holds for this page.
  }
}
