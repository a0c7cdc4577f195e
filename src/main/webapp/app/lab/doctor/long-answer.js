/** Each line of a long answer is its own number: 15 hexadecimal digits and the end of the line. */
export const LINE = 16;

/**
 * Reads a long answer as far as it comes.
 *
 * @param {Response} response
 * @returns {Promise<{bytes: number, same: boolean}>} how many bytes came, and whether they are those that the server sends
 */
export async function whole(response) {
  const text = await asFarAsItComes(response);
  const lines = Math.floor(text.length / LINE);
  for (let line = 0; line < lines; line++) {
    if (text.slice(line * LINE, (line + 1) * LINE) !== `${line.toString(16).padStart(LINE - 1, '0')}\n`) return { bytes: text.length, same: false };
  }
  return { bytes: text.length, same: true };
}

async function asFarAsItComes(response) {
  const reader = response.body.getReader();
  const decoder = new TextDecoder('latin1');
  let text = '';
  for (;;) {
    const { done, value } = await reader.read().catch(() => ({ done: true }));
    if (done) return text;
    text += decoder.decode(value, { stream: true });
  }
}
