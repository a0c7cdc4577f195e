/**
 * What a check found. `fault` names what is wrong, or worth knowing although nothing is (`note`), in words that the catalogue and
 * `remedies.js` know; `values` go with it, and `signs` names further sentences, of what was found besides.
 *
 * @typedef {{ok: boolean, note?: boolean, fault?: string, values: Record<string, any>, signs?: string[]}} Finding
 */

/** @returns {Finding} nothing is wrong */
export const good = (values, signs = []) => ({ ok: true, values, signs });

/** @returns {Finding} nothing is wrong, and something is to be known */
export const note = (fault, values = {}, signs = []) => ({ ok: true, note: true, fault, values, signs });

/** @returns {Finding} it comes of what another check found, and was looked at (`follows`) or not (`not-looked-at`) */
export const follows = (how, { check, of }) => note(how, { since: check, of });

/** @returns {Finding} something is wrong; where something between answered with a status of its own, that is said too */
export const bad = (fault, values = {}) => ({ ok: false, fault, values, ...(values.status && { signs: ['status'] }) });
