import { create, hidden, icon } from "./dom.js";
import { say } from "./strings.js";

const MOST = 2000;
const NEAR = 200;
const TALLEST = 160;

/** The field, what is left of its 2 000 characters, and the button that sends. `send(text)` is called with what is typed. */
export class Composer {
  #field = create("textarea", { rows: "1", placeholder: say("placeholder"), "aria-describedby": "hint", enterkeyhint: "send" });
  #counter = create("span", { class: "counter", "aria-hidden": "true", hidden: true });
  #told = create("span", { class: "hidden", role: "status" });
  #send;
  element;

  constructor(send) {
    this.#send = send;
    this.#field.id = "field";
    const button = create("button", { type: "submit", class: "send", "aria-label": say("send"), title: say("send") }, icon("M4 12h15", "M13 6l6 6-6 6"));
    const hint = hidden(say("hint"));
    hint.id = "hint";
    const label = create("label", { class: "hidden", for: "field" }, say("field"));
    this.element = create("form", { class: "composer" }, label, this.#field, hint, this.#counter, this.#told, button);
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    this.#field.addEventListener("input", () => this.#changed());
    this.#field.addEventListener("keydown", (event) => {
      // While an accent or a word is being composed, Enter belongs to the keyboard.
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.submit();
    });
  }

  get text() {
    return this.#field.value.trim();
  }

  focus() {
    this.#field.focus();
  }

  clear() {
    this.#field.value = "";
    this.#changed();
  }

  /** Puts back what did not arrive, before what has been typed since. */
  restore(text) {
    this.#field.value = [text, this.#field.value].filter(Boolean).join("\n");
    this.#changed();
  }

  submit() {
    const over = length(this.text) - MOST;
    if (over > 0) this.#told.textContent = say("over", { count: over });
    else if (this.text) this.#send(this.text);
  }

  #changed() {
    const left = MOST - length(this.text);
    this.#counter.hidden = left > NEAR;
    this.#counter.textContent = say("counter", { count: MOST - left, most: MOST });
    this.#counter.classList.toggle("over", left < 0);
    this.#field.toggleAttribute("aria-invalid", left < 0);
    this.#tell(left);
    this.#field.style.height = "auto";
    this.#field.style.height = `${Math.min(this.#field.scrollHeight + 2, TALLEST)}px`;
  }

  /** Aloud by steps of fifty, not at each key. */
  #tell(left) {
    const step = left > NEAR ? "" : left < 0 ? say("over", { count: -left }) : say("left", { count: Math.ceil(left / 50) * 50 });
    if (this.#told.textContent !== step) this.#told.textContent = step;
  }
}

/** Characters as the server counts them: an emoji is one. */
function length(text) {
  return [...text].length;
}
