import { create } from "./dom.js";
import { capital, card, checked, foot, group, heading, list, page, paragraph, programmeLinks } from "./parts.js";
import { frenchDay } from "./strings.js";

/** Cards about words, law and experience. Each takes the data of docs/messages.md and the context {site, choose}. */

export function definition(data, context) {
  const over = data.in_force === false;
  return card(
    heading(data.title),
    paragraph(data.expansion, "muted"),
    over ? paragraph("Ce texte n'est plus en vigueur.", "warning") : null,
    paragraph(data.text),
    data.replaced_by && group("Remplacé par", create("p", {}, page(data.replaced_by.page, data.replaced_by.title, context))),
    group("Le programme", programmeLinks(data.programme && [data.programme], context)),
    checked(data),
    foot(page(data.page, "Dans le glossaire", context)),
  );
}

export function law(data) {
  return card(
    heading(data.title),
    paragraph(data.text),
    group("Ce qui a changé", list(data.changes.map(({ date, term, text }) => `${frenchDay(date)} : ${term.title} ${text}`))),
    checked(data),
  );
}

export function differences({ title, items, besides }, context) {
  return card(
    heading(title),
    items.map((item) => group(item.name, paragraph(capital(item.text)), foot(page(item.page, "Dans le glossaire", context)))),
    paragraph(besides),
  );
}

/** A group that stands at the head of its card. */
function section(title, ...contents) {
  return [heading(title), ...contents];
}

export function advice({ title, items, further }) {
  return card(
    heading(title),
    items.map((item) => (title ? group : section)(item.title, paragraph(item.text), checked(item))),
    group("Voyez ensuite", list(further)),
  );
}
