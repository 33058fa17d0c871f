import { create } from "./dom.js";
import { card, checked, foot, group, heading, list, page, paragraph, programmeLinks } from "./parts.js";
import { frenchDay } from "./strings.js";

/** Cards about words, law and experience. Each takes the data of docs/messages.md and the context {site, choose}. */

function termLinks(terms, context) {
  const items = (terms ?? []).map((term) => create("li", {}, page(term.page, term.title, context) ?? term.title));
  return items.length ? create("ul", { class: "plain" }, items) : null;
}

export function definition(data, context) {
  const over = data.in_force === false;
  return card(
    heading(data.title),
    paragraph(data.expansion, "muted"),
    over ? paragraph("Ce texte n'est plus en vigueur.", "warning") : null,
    paragraph(data.text),
    group("Remplacé par", termLinks(data.replaced_by && [data.replaced_by], context)),
    group("Le programme", programmeLinks(data.programme && [data.programme], context)),
    group("Voir aussi", termLinks(data.see, context)),
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
    items.map((item) => group(item.name, paragraph(item.text), foot(page(item.page, "Dans le glossaire", context)))),
    paragraph(besides),
  );
}

export function advice({ title, items, further }) {
  return card(
    heading(title),
    items.map((item) => group(item.title, paragraph(item.text), checked(item))),
    group("Voyez ensuite", list(further)),
  );
}
