import { Memory } from "./memory.js";

const MOST_WAIT = 75_000;
const TOKEN = "token";

/** A call that failed: `code` of the gateway (or "network", "timeout"), its French `sentence` if any, seconds to wait. */
export class CallFailed extends Error {
  constructor(code, { message = null, status = 0, retryAfter = 0 } = {}) {
    super(message ?? code);
    Object.assign(this, { code, status, sentence: message, retryAfter });
  }
}

/**
 * The gateway's addresses. On the site's own pages the visitor is known by a cookie; on another origin, or without
 * cookies, by a token that the page keeps, so that nothing depends on third-party cookies.
 */
export class Client {
  #origin;
  #byToken;
  #kept = new Memory("localStorage");

  constructor(origin) {
    this.#origin = origin;
    this.#byToken = origin !== location.origin || !navigator.cookieEnabled;
  }

  history() {
    if (this.#byToken && !this.#kept.get(TOKEN)) return { messages: [] };
    return this.#call("GET", "/api/messages");
  }

  /** `message`: {text} or {payload}. */
  send(message) {
    return this.#call("POST", "/api/messages", message);
  }

  async startAnew() {
    const { token } = await this.#call("POST", "/api/conversation");
    if (token) this.#kept.set(TOKEN, token);
  }

  async erase() {
    const answer = await this.#call("DELETE", "/api/conversation");
    if (this.#byToken) this.#kept.set(TOKEN, answer.token ?? null);
    return answer;
  }

  rate(opinion) {
    return this.#call("POST", "/api/feedback", opinion);
  }

  async #call(method, path, body) {
    if (!this.#byToken) return this.#fetch(method, path, body, { credentials: "same-origin" });
    const known = this.#kept.get(TOKEN);
    try {
      return await this.#fetch(method, path, body, this.#bearer(known ?? (await this.#newToken())));
    } catch (failed) {
      // A token that the site no longer knows (its key changed): once more with a new one.
      if (!known || failed.status !== 401) throw failed;
      return this.#fetch(method, path, body, this.#bearer(await this.#newToken()));
    }
  }

  #bearer(token) {
    return { credentials: "omit", headers: { Authorization: `Bearer ${token}` } };
  }

  async #newToken() {
    const { token } = await this.#fetch("POST", "/api/session", undefined, { credentials: "omit" });
    this.#kept.set(TOKEN, token);
    return token;
  }

  async #fetch(method, path, body, { credentials, headers = {} }) {
    const typed = body === undefined ? {} : { "Content-Type": "application/json" };
    let response;
    try {
      response = await fetch(this.#origin + path, {
        method,
        credentials,
        headers: { ...headers, ...typed },
        body: body && JSON.stringify(body),
        signal: AbortSignal.timeout(MOST_WAIT),
        cache: "no-store",
      });
    } catch (failed) {
      throw new CallFailed(failed.name === "TimeoutError" ? "timeout" : "network");
    }
    const answer = await response.json().catch(() => ({}));
    if (response.ok) return answer;
    const { code = "unavailable", message } = answer.error ?? {};
    const retryAfter = Number(response.headers.get("Retry-After")) || 0;
    throw new CallFailed(code, { message, status: response.status, retryAfter });
  }
}
