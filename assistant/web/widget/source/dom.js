/**
 * An element, its properties and its children. Strings become text nodes, never markup.
 * `on…` keys are listeners, `class`, `role`, `aria-…`, `data-…` and the like are attributes.
 */
export function create(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child || child === 0));
  return element;
}

/** Text for screen readers only. */
export function hidden(text) {
  return create("span", { class: "hidden" }, text);
}

const SVG = "http://www.w3.org/2000/svg";

/** A decorative icon, from the `d` of its strokes on a 24 × 24 grid. */
export function icon(...strokes) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  for (const stroke of strokes) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", stroke);
    svg.append(path);
  }
  return svg;
}
