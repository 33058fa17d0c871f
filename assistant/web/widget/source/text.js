import { create, hidden } from "./dom.js";
import { say } from "./strings.js";

const SAFE = new Set(["http:", "https:", "mailto:", "tel:"]);
// What is worth a link in a plain text: web addresses, e-mail addresses, French phone numbers.
const LINKED = /(https?:\/\/[^\s<>«»"]+)|([\w.+-]+@[\w-]+(?:\.[\w-]+)+)|((?:\+33 ?|\b0)[1-9](?:[\s.]?\d\d){4}\b)/g;
const TRAILING = /[.,;:!?)\]]+$/;

/** The address when it may be followed, else null: no `javascript:`, no `data:`. */
export function safeAddress(address) {
  try {
    const url = new URL(address, document.baseURI);
    return SAFE.has(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/** A link; plain text where the address is not safe. Pages of this site open here, the others in a tab of their own. */
export function link(address, label, attributes = {}) {
  const href = safeAddress(address);
  if (!href) return create("span", {}, label);
  const elsewhere = href.startsWith("http") && new URL(href).origin !== location.origin;
  return create(
    "a",
    { href, rel: "noopener noreferrer", target: elsewhere && "_blank", ...attributes },
    label,
    elsewhere && hidden(` ${say("newTab")}`),
  );
}

function phone(number) {
  return link(`tel:${number.replace(/[^\d+]/g, "")}`, number);
}

export function email(address, attributes = {}) {
  return link(`mailto:${address}`, address, attributes);
}

/** A web address shown by its site's name. */
export function website(address, attributes = {}) {
  return link(address, siteName(address), attributes);
}

export function siteName(address) {
  const href = safeAddress(address);
  return href ? new URL(href).hostname.replace(/^www\./, "") : address;
}

/** What French sets apart stays on one line: punctuation and its word, the thousands of a number. */
export function tied(text) {
  return text.replace(/(?<=\S) (?=[?!:;»€%])|(?<=«) |(?<=\d) (?=\d{3}\b)/g, "\u00a0");
}

/** Plain text as nodes, its addresses made links. */
export function linked(sentence) {
  const text = tied(sentence);
  const nodes = [];
  let end = 0;
  for (const found of text.matchAll(LINKED)) {
    const [whole, url, mail] = found;
    const shown = url ? balanced(whole) : whole;
    nodes.push(text.slice(end, found.index), url ? link(shown, shortened(shown)) : mail ? email(whole) : phone(whole));
    end = found.index + shown.length;
  }
  return [...nodes, text.slice(end)];
}

function balanced(url) {
  const bare = url.replace(TRAILING, "");
  return bare.includes("(") && url[bare.length] === ")" ? `${bare})` : bare;
}

function shortened(url) {
  const shown = url.replace(/^https?:\/\/(www\.)?/, "").replace(/\/$/, "");
  return shown.length > 48 ? `${shown.slice(0, 45)}…` : shown;
}

/** Plain text as paragraphs and lists: blank lines part blocks, «- » and «1. » begin items. */
export function formatted(text) {
  const blocks = [];
  let list = null;
  for (const line of String(text).split("\n")) {
    const item = /^(?:(-|•) |(\d+)\. )(.*)$/.exec(line);
    if (item) {
      const tag = item[1] ? "ul" : "ol";
      if (list?.localName !== tag) blocks.push((list = create(tag, { start: tag === "ol" && item[2] })));
      list.append(create("li", {}, linked(item[3])));
    } else {
      list = null;
      if (line.trim()) blocks.push(create("p", {}, linked(line)));
    }
  }
  return blocks;
}
