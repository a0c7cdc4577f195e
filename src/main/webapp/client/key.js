const BYTES = 12;

/**
 * A name that nobody else makes: 96 random bits, Base64url.
 * `crypto.randomUUID` is missing where the page comes over plain http; `getRandomValues` is not.
 *
 * @returns {string}
 */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES));
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_');
}
