/**
 * Reads `text/event-stream`: text in, the data of complete events out, wherever the text was cut.
 */
export class SseParser {
  #rest = '';
  #data = [];

  /**
   * @param {string} text
   * @returns {string[]} the data of the events that `text` completed
   */
  feed(text) {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop();
    return lines.map((line) => this.#line(line.replace(/\r$/, ''))).filter((data) => data !== null);
  }

  #line(line) {
    if (line === '') return this.#dispatch();
    const [, field, value] = /^([^:]*):? ?(.*)$/.exec(line);
    if (field === 'data') this.#data.push(value);
    return null;
  }

  #dispatch() {
    const data = this.#data.join('\n');
    this.#data = [];
    return data === '' ? null : data;
  }
}
