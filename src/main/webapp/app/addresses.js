const ADDRESS = /https?:\/\/[^\s<>"'`\u3000-\u303f\uff00-\uffef]+/gi;
const TAIL = /[.,;:!?)\]}]+$/;

/**
 * A text taken apart into http addresses and the words between them.
 *
 * @param {string} text
 * @returns {{address?: string, words?: string}[]}
 */
export function pieces(text) {
  const found = [];
  let end = 0;
  for (const { 0: match, index } of text.matchAll(ADDRESS)) {
    const address = trimmed(match);
    if (index > end) found.push({ words: text.slice(end, index) });
    found.push(valid(address) ? { address } : { words: address });
    end = index + address.length;
  }
  if (end < text.length) found.push({ words: text.slice(end) });
  return found;
}

/** A full stop or bracket behind an address belongs to the sentence, a bracket opened within it to the address. */
function trimmed(match) {
  const tail = TAIL.exec(match)?.[0] ?? '';
  const kept = tail.startsWith(')') && match.includes('(') ? 1 : 0;
  return match.slice(0, match.length - tail.length + kept);
}

function valid(address) {
  return URL.canParse?.(address) ?? true;
}
