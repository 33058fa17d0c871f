import { create, icon } from "./dom.js";
import { say } from "./strings.js";

const UP = ["M7 10v11H3V10zM7 10l4-8a3 3 0 0 1 3 3v4h5a2 2 0 0 1 2 2.3l-1.4 8a2 2 0 0 1-2 1.7H7"];
const DOWN = ["M7 14V3H3v11zM7 14l4 8a3 3 0 0 0 3-3v-4h5a2 2 0 0 0 2-2.3l-1.4-8A2 2 0 0 0 17.6 3H7"];
const MOST_ANSWER = 2000;

/**
 * «Was this useful?» under an answer: a press is sent at once, a word may follow.
 * `rate(opinion)` sends; `tell` and `whisper` say what became of it, to the eyes and ears or to the ears alone.
 */
export function feedback(text, { rate, tell, whisper }) {
  const opinion = { answer: text.slice(0, MOST_ANSWER) };
  const box = create("div", { class: "feedback", role: "group", "aria-live": "off", "aria-label": say("feedback") });
  const buttons = [[true, "useful", UP], [false, "useless", DOWN]].map(([useful, name, strokes]) => {
    const attributes = { type: "button", class: "thumb", "aria-pressed": "false", "aria-label": say(name), title: say(name) };
    return create("button", { ...attributes, onclick: () => choose(useful) }, icon(...strokes));
  });
  box.append(...buttons);

  async function send(more) {
    try {
      await rate({ ...opinion, ...more });
      whisper(say("thanks"));
      return true;
    } catch {
      tell(say("feedbackFailed"));
      return false;
    }
  }

  async function choose(useful) {
    if (!(await send({ useful }))) return;
    buttons.forEach((button, index) => button.setAttribute("aria-pressed", String((index === 0) === useful)));
    box.classList.add("rated");
    box.querySelector("form")?.remove();
    const form = wordForm(useful);
    box.append(form);
    form.scrollIntoView({ block: "nearest" });
  }

  function wordForm(useful) {
    const input = create("input", { type: "text", maxlength: "500", autocomplete: "off" });
    const form = create(
      "form",
      {},
      create("label", {}, create("span", {}, say("word")), input),
      create("button", { type: "submit", class: "button" }, say("sendWord")),
    );
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const word = input.value.trim();
      if (!word || !(await send({ useful, word }))) return;
      const thanks = create("p", { class: "muted", tabindex: "-1" }, say("thanks"));
      form.replaceWith(thanks);
      thanks.focus();
    });
    return form;
  }

  return box;
}
