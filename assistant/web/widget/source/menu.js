import { create, icon } from "./dom.js";
import { say } from "./strings.js";

/** The button «Plus d'actions» and what it opens: `items`, pairs of a title and what it does. */
export class Menu {
  #list;
  button;
  element;

  constructor(items) {
    this.button = create(
      "button",
      { type: "button", class: "plain-button", "aria-expanded": "false", "aria-controls": "menu", "aria-label": say("menu"), title: say("menu") },
      icon("M5 12h.01", "M12 12h.01", "M19 12h.01"),
    );
    this.#list = create("ul", { id: "menu", class: "menu", hidden: true });
    this.#list.append(
      ...items.map(([title, act]) => {
        const press = () => {
          this.close();
          act();
        };
        return create("li", {}, create("button", { type: "button", onclick: press }, title));
      }),
    );
    this.element = create("div", { class: "menu-place" }, this.button, this.#list);
    this.button.addEventListener("click", () => this.#toggle(this.#list.hidden));
    this.element.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !this.element.contains(event.relatedTarget)) this.close();
    });
  }

  get open() {
    return !this.#list.hidden;
  }

  close() {
    this.#toggle(false);
  }

  #toggle(open) {
    this.#list.hidden = !open;
    this.button.setAttribute("aria-expanded", String(open));
  }
}

/** Asks before doing what cannot be undone, inside the panel. `back()` gives the focus back. */
export class Confirmation {
  #yes;
  #act = null;
  #back;
  #title = create("h3", { id: "confirm-title" });
  #text = create("p", { id: "confirm-text" });
  element;

  constructor(back) {
    this.#back = back;
    this.#yes = create("button", { type: "button", class: "button", onclick: () => this.#answer(true) });
    const no = create("button", { type: "button", class: "button quiet", onclick: () => this.#answer(false) }, say("cancel"));
    this.element = create(
      "div",
      { class: "confirmation", role: "alertdialog", "aria-labelledby": "confirm-title", "aria-describedby": "confirm-text", hidden: true },
      this.#title,
      this.#text,
      create("p", { class: "foot" }, no, " ", this.#yes),
    );
    this.no = no;
  }

  get open() {
    return !this.element.hidden;
  }

  /** `name`: "erase" or "new", whose sentences it shows; `act` is done on a yes. */
  ask(name, act) {
    this.#title.textContent = say(`${name}Title`);
    this.#text.textContent = say(`${name}Text`);
    this.#yes.textContent = say(`${name}Yes`);
    this.#act = act;
    this.element.hidden = false;
    this.no.focus();
  }

  cancel() {
    this.#answer(false);
  }

  #answer(yes) {
    this.element.hidden = true;
    this.#back();
    if (yes) this.#act();
  }
}
