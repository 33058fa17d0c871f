import { create } from "./dom.js";
import { say } from "./strings.js";

/** What is said beside the conversation: a failure with «Réessayer», the connection, an opinion received. */
export class Notices {
  #sentence = create("p", { role: "status" });
  #whispered = create("span", { class: "hidden", role: "status" });
  #retry = create("button", { type: "button", class: "button", hidden: true });
  #countdown;
  element;

  constructor(retry) {
    this.#retry.addEventListener("click", retry);
    this.element = create("div", { class: "notices" }, this.#sentence, this.#whispered, this.#retry);
  }

  get retrying() {
    return !this.#retry.hidden;
  }

  /** A sentence to read and hear; an empty one clears. */
  tell(sentence) {
    this.#show(sentence, false);
  }

  /** For ears alone: nothing to see, and what is to be seen stays. */
  whisper(sentence) {
    this.#whispered.textContent = sentence;
  }

  /** A failure; `after` seconds must go by before trying again. */
  fail(sentence, retriable, after = 0) {
    this.#show(sentence, true);
    this.#retry.hidden = !retriable;
    if (retriable) this.#wait(after);
  }

  #show(sentence, failed) {
    clearInterval(this.#countdown);
    this.#retry.hidden = true;
    this.element.classList.toggle("failed", failed);
    this.#sentence.textContent = sentence;
  }

  #wait(seconds) {
    let left = Math.ceil(seconds);
    const show = () => {
      this.#retry.disabled = left > 0;
      this.#retry.textContent = left > 0 ? say("retryIn", { count: left }) : say("retry");
      if (left-- <= 0) clearInterval(this.#countdown);
    };
    show();
    if (left >= 0) this.#countdown = setInterval(show, 1000);
  }
}
