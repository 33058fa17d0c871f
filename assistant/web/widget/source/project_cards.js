import { create, hidden } from "./dom.js";
import { card, contacts, foot, group, heading, list, paragraph, programmeLinks } from "./parts.js";
import { euros } from "./strings.js";
import { link } from "./text.js";

/** Cards about the person's project. Each takes the data of docs/messages.md and the context {site, choose}. */

export function organisations({ title, items, about, questions, papers }, context) {
  if (!title) return null;
  return card(
    heading(title),
    contacts(items, context),
    group(about ? `À leur demander, sur « ${about.name} »` : "À leur demander", list(questions, "ol")),
    group("À avoir sous la main", list(papers)),
  );
}

function line(said, modified, payload, { choose }) {
  const title = `Modifier : ${modified}`;
  const attributes = { type: "button", class: "modify", onclick: (event) => choose({ payload, title }, event) };
  const modify = payload && create("button", attributes, "Modifier", hidden(` : ${modified}`));
  return create("li", { class: "line" }, create("span", {}, said), modify);
}

/** Told facts by their names; what was inferred in whole sentences, since the reason is what one checks. */
export function recap({ told, understood }, context) {
  const facts = told.map(({ label, value, text, payload }) =>
    line(label && value ? [create("span", { class: "muted label" }, label), value] : text, label ?? text, payload, context),
  );
  const inferred = understood.map(({ label, text, payload }) => line(text, label ?? text, payload, context));
  const lines = (found) => (found.length ? create("ul", { class: "plain" }, found) : null);
  return card(heading("Votre projet"), group("Vous m'avez dit", lines(facts)), group("J'ai compris que", lines(inferred)));
}

export function financing(data, context) {
  const rows = data.rows.map(({ name, amount, note }) =>
    create(
      "tr",
      {},
      create("th", { scope: "row" }, name, note && create("span", { class: "muted" }, note)),
      create("td", {}, euros(amount)),
    ),
  );
  const total = create("tr", { class: "total" }, create("th", { scope: "row" }, "Budget"), create("td", {}, euros(data.budget)));
  return card(
    heading(data.title),
    rows.length
      ? create(
          "table",
          {},
          create("caption", {}, "Une estimation : rien n'est acquis."),
          create("thead", {}, create("tr", {}, create("th", { scope: "col" }, "Qui paierait"), create("th", { scope: "col" }, "Combien"))),
          create("tbody", {}, rows, total),
        )
      : null,
    group("Montants à demander", programmeLinks(data.leads, context)),
    list(data.notes),
  );
}

function bar({ title, label, level }, levels) {
  const marks = Array.from({ length: levels }, (_, index) => create("span", { class: index < level ? "mark full" : "mark" }));
  return create(
    "li",
    {},
    create("span", { class: "lesson" }, title),
    create("span", { class: "marks", "aria-hidden": "true" }, marks),
    hidden(" : "),
    create("span", { class: "muted" }, label),
  );
}

export function readiness({ title, levels, items }) {
  return card(
    heading(title),
    create("ul", { class: "plain profile" }, items.map((item) => bar(item, levels))),
  );
}

export function sheet({ title, pdf, ics, expires_label: until }) {
  return card(
    heading(title),
    create(
      "p",
      { class: "foot" },
      link(pdf, "Télécharger la fiche (PDF)", { class: "button" }),
      " ",
      ics && link(ics, "Ajouter les dates à mon agenda", { class: "button" }),
    ),
    paragraph(["Qui a ces adresses peut les lire", until].filter(Boolean).join(" ; ") + ".", "muted"),
  );
}

export function request({ title, label, recipient, email }) {
  return card(
    heading(title),
    paragraph(label),
    paragraph(recipient && `Destinataire : ${recipient}`, "muted"),
    paragraph(email && `Réponse à : ${email}`, "muted"),
  );
}
