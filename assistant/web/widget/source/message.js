import { drawn } from "./cards.js";
import { create, hidden } from "./dom.js";
import { say } from "./strings.js";
import { formatted, tied } from "./text.js";

// A question can be asked at any time; every other choice answers what was asked then, and goes out with it.
const QUESTION = /^\/(ask_(programme|steps|human|organisation|succession|legal|privacy)|define_term)\b/;
// Longer than this before the title of a card, it is the card's own contents and no opening.
const LONGEST_OPENING = 400;

/** Whether a message asks something that is waited for: what comes after it belongs to another answer. */
export function asks({ buttons }) {
  return Boolean(buttons?.some(({ payload }) => !QUESTION.test(payload)));
}

/** What the person said. */
export function holderMessage({ text }) {
  return create("div", { class: "said" }, hidden(say("you")), create("div", { class: "bubble" }, formatted(text)));
}

/** One answer: the bubbles of a turn under one name, so that it is announced once. */
export function answer(messages, context) {
  return create("div", { class: "answer" }, hidden(say("assistant")), messages.flatMap((one) => bubble(one, context)));
}

function bubble({ text, buttons, custom }, context) {
  const cards = drawn(custom, context);
  const { before, after } = cards ? around(text, custom) : { before: text, after: "" };
  return [
    before && create("div", { class: "bubble" }, formatted(before)),
    cards,
    after && create("div", { class: "bubble" }, formatted(after)),
    choices(buttons, context),
  ].flat().filter(Boolean);
}

/** What the text says besides its card: an opening before the card's title, the question or the invitation that ends it. */
function around(text, { type, title }) {
  const at = type === "recap" ? text.search(/Vous m'avez dit|J'ai compris que/) : text.indexOf(title);
  const before = at > 0 && at < LONGEST_OPENING ? text.slice(0, at).trim() : "";
  const last = text.trim().split("\n").at(-1);
  const after = /^(?!- |\d+\. ).{1,160}[?]$/.test(last) || /^Vous pouvez /.test(last) ? last : "";
  return { before, after };
}

function choices(buttons, { choose }) {
  if (!buttons?.length) return null;
  const items = buttons.map((one) => {
    const button = create("button", { type: "button", class: "choice", onclick: (event) => choose(one, event) }, tied(one.title));
    button.dataset.payload = one.payload ?? "";
    return create("li", {}, button);
  });
  return create("ul", { class: "choices", "aria-label": say("choices") }, items);
}

/** The answer has been followed by what the person said: its choices stay to be read, the chosen one is marked. */
export function settle(element, chosen) {
  for (const button of element.querySelectorAll(".choice, .modify")) {
    const used = chosen !== null && button.textContent === tied(chosen);
    if (used && button.matches(".choice")) {
      button.classList.add("chosen");
      button.append(hidden(` ${say("chosen")}`));
    }
    button.disabled ||= used || !QUESTION.test(button.dataset.payload ?? "");
  }
}
