import { advised } from './advice.js';

const RETRYABLE = new Set(['rate-limited', 'unavailable', 'lost', 'offline']);

/** A refusal, as a problem document or an `error` names it, or one that the client itself met (`lost`, `offline`). */
export class Problem extends Error {
  /** @param {{code: string, status?: number, detail?: string, message?: string}} document with its extras */
  constructor(document) {
    super(document.detail ?? document.message ?? document.code);
    this.name = 'Problem';
    const { message, detail, ...extras } = document;
    Object.assign(this, extras);
    if ('retry' in extras) this.retry = advised(extras.retry);
  }

  /** As plain data, from which an equal one can be made. */
  document() {
    const { name, ...extras } = this;
    return { ...extras, message: this.message };
  }

  /** Whether the same command with the same key may be sent again; so too if not Parley, but something before it, refused (`foreign`). */
  get retryable() {
    return RETRYABLE.has(this.code) || this.foreign === true;
  }
}

/** The line went away before the answer came. */
export const lost = () => new Problem({ code: 'lost' });
