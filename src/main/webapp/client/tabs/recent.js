const KEPT = 1000;

/** The newest events, for a tab that has missed some of them. */
export class Recent {
  #events = [];
  #floor = Infinity;
  #last = 0;

  /**
   * Starts anew: nothing before this is known.
   *
   * @param {number} last id of the newest event that needs no telling; infinite: everybody needs all
   */
  from(last) {
    this.#events = [];
    this.#floor = last;
    this.#last = last === Infinity ? 0 : last;
  }

  /** @param {object[]} events in log order; what came before is passed over */
  add(events) {
    const news = events.filter(({ id }) => id > this.#last);
    this.#events.push(...news);
    this.#last = news.at(-1)?.id ?? this.#last;
    const gone = this.#events.splice(0, Math.max(0, this.#events.length - KEPT));
    if (gone.length > 0) this.#floor = gone.at(-1).id;
  }

  /**
   * @param {number | undefined} known id of the newest event that somebody has
   * @returns {object[] | null} those after it; null: not all of them are here, or it is newer than they, or of another log
   */
  since(known) {
    return known >= this.#floor && known <= this.#last ? this.#events.filter(({ id }) => id > known) : null;
  }
}
