import { create } from "./dom.js";
import { feedback } from "./feedback.js";
import { answer, asks, holderMessage, settle } from "./message.js";
import { say } from "./strings.js";

const SILENCE = 600;

/**
 * The conversation as it is read: a live region where each new answer is announced once. What is restored is silent.
 * `context`: {site, choose, rate, tell, whisper}.
 */
export class Log {
  #context;
  // The indicator of writing stands beside the live region: it speaks for itself, and only where an answer takes long.
  #typing = create("div", { class: "typing", hidden: true }, create("span"), create("span"), create("span"));
  #messages = create("div", { role: "log", "aria-live": "polite", "aria-relevant": "additions", "aria-label": say("log") });
  #waiting;
  element;

  constructor(context) {
    this.#context = context;
    this.element = create("div", { class: "log", tabindex: "0", role: "group", "aria-label": say("log") }, this.#messages, this.#typing);
  }

  /** Everything anew, without announcing it; a conversation without a word begins with the welcome. */
  restore(messages) {
    this.#messages.setAttribute("aria-live", "off");
    this.#messages.replaceChildren(this.#welcome());
    for (const turn of turns(messages)) {
      if (turn[0].from === "holder") this.#say(turn[0]);
      else this.#answer(turn);
    }
    if (messages.length) this.scrollToEnd();
    else this.element.scrollTop = 0;
    setTimeout(() => this.#messages.setAttribute("aria-live", "polite"), SILENCE);
  }

  said(message) {
    this.#say(message);
    this.scrollToEnd();
  }

  /** Takes back what the person said last: it did not arrive. */
  unsaid() {
    const last = this.#messages.lastElementChild;
    if (last?.matches(".said")) last.remove();
  }

  answered(messages) {
    const element = this.#answer(messages);
    // An answer is read from its beginning: what was asked stays above it.
    const from = element.previousElementSibling ?? element;
    this.element.scrollTo({ top: from.offsetTop - 12, behavior: calm() ? "auto" : "smooth" });
  }

  busy(yes) {
    clearTimeout(this.#waiting);
    this.#context.whisper("");
    this.#typing.hidden = !yes;
    if (!yes) return;
    this.#waiting = setTimeout(() => this.#context.whisper(say("writing")), 1500);
    this.scrollToEnd();
  }

  scrollToEnd() {
    this.element.scrollTop = this.element.scrollHeight;
  }

  #welcome() {
    const starters = say("starters").map((title) => ({ title, payload: null }));
    return answer([{ text: say("welcome"), buttons: starters }], this.#context);
  }

  #say(message) {
    this.#messages.append(holderMessage(message));
  }

  #answer(messages) {
    const said = this.#messages.lastElementChild;
    const former = [...this.#messages.querySelectorAll(".answer")].at(-1);
    if (former) settle(former, said.matches(".said") ? said.querySelector(".bubble").textContent : null);
    this.#messages.querySelectorAll(".feedback:not(.rated)").forEach((box) => box.remove());
    const element = answer(messages, this.#context);
    const opinion = feedback(messages[0].text ?? "", this.#context);
    // Before the choices: they stay next to the field for whoever goes back by keyboard.
    element.insertBefore(opinion, element.lastElementChild.matches(".choices") ? element.lastElementChild : null);
    this.#messages.append(element);
    return element;
  }
}

/** The messages in turns: what the person said, one by one; the bubbles of an answer together. */
function turns(messages) {
  const found = [];
  for (const message of messages) {
    const before = found.at(-1);
    const goesOn = message.from === "assistant" && before?.[0].from === "assistant" && !asks(before.at(-1));
    if (goesOn) before.push(message);
    else found.push([message]);
  }
  return found;
}

function calm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
