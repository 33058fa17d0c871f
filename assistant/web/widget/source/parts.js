import { create } from "./dom.js";
import { email, link, linked, website } from "./text.js";

const MOST_SOURCES = 2;

/** The small parts that cards are made of (docs/messages.md, «What they are made of»). What is empty draws nothing. */

export function card(...children) {
  return create("article", { class: "card" }, ...children);
}

export function heading(text) {
  return text ? create("h3", {}, text) : null;
}

export function paragraph(text, style) {
  return text ? create("p", { class: style }, linked(text)) : null;
}

export function list(sentences, tag = "ul") {
  return sentences?.length ? create(tag, {}, sentences.map((one) => create("li", {}, linked(one)))) : null;
}

/** A titled group: nothing when all its contents are empty. */
export function group(title, ...contents) {
  const found = contents.flat().filter(Boolean);
  return found.length ? create("div", { class: "group" }, create("h4", {}, title), found) : null;
}

/** A group that is opened by whoever wants it. */
export function more(title, ...contents) {
  const found = contents.flat().filter(Boolean);
  return found.length ? create("details", {}, create("summary", {}, title), found) : null;
}

export function badge({ status, status_label: label }) {
  return label ? create("span", { class: `badge badge-${status}` }, capital(label)) : null;
}

export function deadline(found) {
  return found?.label ? create("span", { class: "deadline" }, capital(found.label)) : null;
}

/** A link to a public page of our site. */
export function page(path, label, { site }) {
  return path ? link(new URL(path, site).href, label) : null;
}

export function programmeLink(programme, context) {
  return create("li", {}, page(programme.page, programme.name, context) ?? programme.name, " ", badge(programme));
}

export function programmeLinks(programmes, context) {
  return programmes?.length ? create("ul", { class: "plain" }, programmes.map((one) => programmeLink(one, context))) : null;
}

/** Their sentences, without the words that their group's title says already. */
export function points(found, said = "") {
  return list(found?.map(({ text }) => (text.startsWith(said) ? capital(text.slice(said.length)) : text)));
}

/** A body to call: its name, why, and every way to reach it. */
function contact(body, context) {
  const ways = [
    body.phone && create("span", { class: "contact" }, linked(body.phone)),
    body.email && email(body.email, { class: "contact" }),
    body.url && website(body.url, { class: "contact" }),
  ].filter(Boolean);
  return create(
    "li",
    { class: "body" },
    create("strong", {}, page(body.page, body.name, context) ?? body.name),
    paragraph(body.reason, "muted"),
    ways.length ? create("p", { class: "ways" }, ways.flatMap((way) => [way, " "])) : null,
    paragraph(body.address, "muted"),
  );
}

export function contacts(bodies, context) {
  return bodies?.length ? create("ul", { class: "plain" }, bodies.map((body) => contact(body, context))) : null;
}

/** «Sources : …, vérifié le …»: the first ones; the page of the record has them all. */
export function checked({ sources, checked_label: day }) {
  const named = sources.slice(0, MOST_SOURCES).map(({ name, url }) => (url ? link(url, name) : name));
  if (!named.length) return paragraph(day && capital(day), "source");
  const listed = named.flatMap((one, index) => (index ? [", ", one] : [one]));
  return create("p", { class: "source" }, named.length > 1 ? "Sources : " : "Source : ", listed, day && ` ; ${day}`);
}

export function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Links side by side at the foot of a card. */
export function foot(...links) {
  const found = links.filter(Boolean);
  return found.length ? create("p", { class: "foot" }, found.flatMap((one) => [one, " "])) : null;
}

