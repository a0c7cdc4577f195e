/**
 * Listens to what the browser tells.
 *
 * @param {EventTarget | undefined} target undefined: it does not exist here
 * @param {string} type
 * @param {(event: Event) => void} listener
 * @returns {() => void} ends it
 */
export function heard(target, type, listener) {
  target?.addEventListener(type, listener);
  return () => target?.removeEventListener(type, listener);
}
