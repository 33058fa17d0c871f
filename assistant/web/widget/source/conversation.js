const MOST_TRIES = 4;
const BETWEEN_TRIES = 700;

/**
 * What was said, and what can be done about it. It knows no element: `view` is told what happened.
 *
 * view: restored(messages), said(message), unsaid(message), answered(messages), busy(yes), failed(failure, message),
 * started(sentence or null).
 */
export class Conversation {
  #client;
  #view;
  #busy = false;
  #failed = null;
  #asked = null;
  #messages = [];
  // Other tabs of the same site are told that something was said; they ask the server what.
  #tabs = "BroadcastChannel" in window ? new BroadcastChannel("assistant-cerapcoop") : null;
  loaded = false;

  constructor(client, view) {
    this.#client = client;
    this.#view = view;
    this.#tabs?.addEventListener("message", () => this.loaded && this.load().catch(() => {}));
  }

  get busy() {
    return this.#busy;
  }

  /** The typed message whose answer is awaited, or null. */
  get asked() {
    return this.#asked;
  }

  /** Whether what failed is a choice, not what was typed. */
  get failedChoice() {
    return Boolean(this.#failed?.payload);
  }

  /** The history from the server, shown where it is not what is shown already. Raises CallFailed. */
  async load() {
    if (this.#busy) return;
    const { messages } = await this.#client.history();
    if (this.#busy || (this.loaded && same(messages, this.#messages))) return;
    this.loaded = true;
    this.#messages = messages;
    this.#view.restored(messages);
  }

  /** Whether the server has a message that was typed before the page was left; it may still be answering it. */
  async arrived(text) {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      if (this.#messages.findLast((one) => one.from === "holder")?.text === text) return true;
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_TRIES));
      await this.load();
    }
    return false;
  }

  /** `message`: {text} as typed, or {payload, title} of a choice. What fails is handed to the view, and can be retried. */
  async send(message) {
    if (this.#busy) return;
    this.#failed = null;
    this.#asked = message.payload ? null : message.text;
    const said = { from: "holder", text: message.title ?? message.text };
    this.#view.said(said);
    await this.#during(async () => {
      const { messages } = await this.#client.send(message.payload ? { payload: message.payload } : { text: message.text });
      const answer = messages.map((one) => ({ ...one, from: "assistant" }));
      this.#messages = [...this.#messages, said, ...answer];
      this.#view.answered(answer);
      this.#tabs?.postMessage("said");
    }, (failure) => {
      this.#failed = message;
      this.#view.unsaid(message);
      this.#view.failed(failure, message);
    });
  }

  /** Sends again what failed: `text`, as it may have been mended since, or the choice. What did arrive is not sent twice. */
  async retry(text) {
    const message = this.failedChoice ? this.#failed : { text };
    const before = this.#messages.length;
    try {
      await this.load();
    } catch {
      // Still unreachable: sending says so.
    }
    const since = this.#messages.slice(before);
    const arrived = since.findLast((one) => one.from === "holder")?.text === (message.title ?? message.text);
    if (arrived && since.at(-1).from === "assistant") return;
    if (arrived) {
      this.#messages.pop();
      this.#view.restored(this.#messages);
    }
    await this.send(message);
  }

  /** A fresh conversation; the former is no more shown. */
  startAnew() {
    return this.#restart(async () => {
      await this.#client.startAnew();
      return null;
    });
  }

  /** Erases everything that is kept of the person, everywhere. */
  erase() {
    return this.#restart(async () => (await this.#client.erase()).messages?.map((one) => one.text).join("\n"));
  }

  rate(opinion) {
    return this.#client.rate(opinion);
  }

  #restart(call) {
    return this.#during(async () => {
      const sentence = await call();
      this.#failed = null;
      this.#messages = [];
      this.#view.restored([]);
      this.#view.started(sentence);
      this.#tabs?.postMessage("restarted");
    }, (failure) => this.#view.failed(failure, null));
  }

  async #during(work, failed) {
    if (this.#busy) return;
    this.#busy = true;
    this.#view.busy(true);
    try {
      await work();
    } catch (failure) {
      if (!failure.code) throw failure;
      failed(failure);
    } finally {
      this.#asked = null;
      this.#busy = false;
      this.#view.busy(false);
      // Who speaks before the history has come gets it afterwards.
      if (!this.loaded) this.load().catch(() => {});
    }
  }
}

function same(one, other) {
  const shown = (messages) => JSON.stringify(messages.map(({ from, text }) => [from, text]));
  return shown(one) === shown(other);
}
