const BYTES = 12;

/**
 * A name that nobody else makes: 96 random bits, Base64url.
 * `crypto.randomUUID` is missing where the page comes over plain http; `getRandomValues` is not.
 *
 * @returns {string}
 */
export function newKey() {
  if (!globalThis.crypto) return keyOfBlob();
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES));
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_');
}

/** Node 18 has no global `crypto`, but names a blob by a random UUID (122 bits of the same source). */
function keyOfBlob() {
  const url = URL.createObjectURL(new Blob([]));
  URL.revokeObjectURL(url);
  return url.slice(-36).replaceAll('-', '');
}
