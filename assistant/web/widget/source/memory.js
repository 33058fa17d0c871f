/** What a page keeps between two loads. A browser that refuses storage is served from memory, for the life of the page. */
export class Memory {
  #kept = new Map();
  #name;

  /** `name`: "localStorage" (all tabs) or "sessionStorage" (this tab). */
  constructor(name) {
    this.#name = name;
  }

  get(key) {
    try {
      return window[this.#name].getItem(`assistant-cerapcoop:${key}`) ?? this.#kept.get(key) ?? null;
    } catch {
      return this.#kept.get(key) ?? null;
    }
  }

  /** `null` forgets the key. */
  set(key, value) {
    this.#kept.delete(key);
    if (value !== null) this.#kept.set(key, value);
    try {
      if (value === null) window[this.#name].removeItem(`assistant-cerapcoop:${key}`);
      else window[this.#name].setItem(`assistant-cerapcoop:${key}`, value);
    } catch {
      // Private browsing or a full storage: memory holds it.
    }
  }
}
