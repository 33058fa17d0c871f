import { create } from "./dom.js";
import {
  badge, card, checked, contacts, deadline, foot, group, heading, list, more, page, paragraph, points, programmeLinks,
} from "./parts.js";
import { euros } from "./strings.js";
import { link, siteName } from "./text.js";

/** Cards about programmes. Each takes the data of docs/messages.md and the context {site, choose}. */

function state(programme) {
  return create("p", { class: "state" }, badge(programme), " ", deadline(programme.deadline));
}

function pages(programme, context) {
  return foot(
    page(programme.page, "Fiche complète", context),
    programme.url && link(programme.url, "Page officielle"),
  );
}

// The first reasons weigh most; the others are there for who wants them.
const MOST_REASONS = 3;

function recommendation(item, context) {
  const others = item.reasons.slice(MOST_REASONS);
  return card(
    heading(`${item.rank}. ${item.name}`),
    state(item),
    paragraph(item.estimate?.text ?? item.money?.[0], "money"),
    group("Pourquoi", points(item.reasons.slice(0, MOST_REASONS))),
    group("Attention", points(item.reservations)),
    group("À vérifier", points(item.checks, "À vérifier : ")),
    group("Contacts", contacts(item.organisations, context)),
    more(
      "En savoir plus",
      group("Où en est-il", paragraph(item.status_text), paragraph(item.succession)),
      group("Ce qui convient aussi", points(others)),
      group("Premiers pas", list(item.steps, "ol")),
    ),
    checked(item),
    pages(item, context),
  );
}

export function recommendations({ title, items, missing }, context) {
  if (!items.length) return null;
  return [heading(title), items.map((item) => recommendation(item, context)), list(missing)];
}

export function programme(data, context) {
  return card(
    heading(data.name),
    state(data),
    paragraph(data.summary),
    paragraph(data.status_text, "muted"),
    paragraph(data.holders_label),
    group("Combien", list(data.money)),
    paragraph(data.note),
    group("Sa suite", programmeLinks(data.successors, context)),
    group("Ses volets", programmeLinks(data.parts, context)),
    group("Contacts", contacts(data.organisations, context)),
    more("Conditions", list(data.conditions)),
    more("Premiers pas", list(data.steps, "ol")),
    more("Il prend la suite de", programmeLinks(data.replaces, context)),
    checked(data),
    pages(data, context),
  );
}

export function programmes({ title, items, page: all }, context) {
  const shown = items.map((item) =>
    create(
      "li",
      { class: "body" },
      create("strong", {}, page(item.page, item.name, context) ?? item.name),
      state(item),
      paragraph(item.summary, "muted"),
    ),
  );
  return card(heading(title), create("ul", { class: "plain" }, shown), foot(page(all, "Tous les programmes", context)));
}

export function ended({ title, items, upcoming }, context) {
  return card(
    heading(title),
    list(items.map((item) => item.text)),
    group("Aujourd'hui", programmeLinks(unique(items.flatMap((item) => item.successors)), context)),
    group("Pour après 2027, rien n'est adopté", programmeLinks(upcoming, context)),
  );
}

function unique(programmes) {
  return [...new Map(programmes.map((one) => [one.programme, one])).values()];
}

export function succession(data, context) {
  return card(
    heading(data.title),
    paragraph(data.text),
    group("Avant", programmeLinks(data.before, context)),
    group("Après", programmeLinks(data.after, context)),
    group("Aujourd'hui", programmeLinks(data.living, context)),
    list(data.notes),
    checked(data),
  );
}

export function why(data, context) {
  return card(
    heading(data.title),
    paragraph(data.text),
    group("Ce qui s'y oppose", points(data.against)),
    group("À vérifier", points(data.checks, "À vérifier : ")),
    group("Ce qui devrait changer", list(data.changes)),
    paragraph(data.ahead),
    group("Voyez plutôt", programmeLinks(data.instead, context)),
    checked(data),
    foot(page(data.programme?.page, "Fiche complète", context)),
  );
}

export function steps(data, context) {
  return card(
    heading(data.title),
    paragraph(data.status_text),
    list(data.steps, "ol"),
    group("Conditions", list(data.conditions)),
    group("À appeler avant d'écrire", contacts(data.organisations, context)),
    checked(data),
    foot(page(data.programme?.page, "Fiche complète", context), data.url && link(data.url, "Page officielle")),
  );
}

/** A source that is an address, or the name of a document. */
function source(told) {
  return told.startsWith("http") ? { name: siteName(told), url: told } : { name: told, url: null };
}

export function examples({ title, items }, context) {
  return card(
    heading(title),
    items.map((item) =>
      create(
        "div",
        { class: "group" },
        create("h4", {}, item.title),
        paragraph([item.lead, item.year].filter(Boolean).join(", "), "muted"),
        paragraph(item.partners && `Avec ${item.partners}.`),
        paragraph(item.grant && `Aide : ${euros(item.grant)}.`),
        paragraph(item.note),
        programmeLinks(item.programme && [item.programme], context),
        checked({ sources: [source(item.source)], checked_label: item.checked_label }),
      ),
    ),
  );
}
