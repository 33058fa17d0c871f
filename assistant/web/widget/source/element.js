import { Client } from "./client.js";
import { create, icon } from "./dom.js";
import { Memory } from "./memory.js";
import { Panel } from "./panel.js";
import { say } from "./strings.js";
import STYLE from "./widget.css" with { type: "css" };
import TOKENS from "../../pages/static/tokens.css" with { type: "css" };

const BUBBLE = ["M21 12a8 8 0 0 1-8 8H4l2-3.5A8 8 0 1 1 21 12z", "M9 11h8", "M9 14.5h5"];
// The panel covers a screen of this width or height: the page behind it is then out of reach, and said so.
const COVERED = "(max-width: 480px), (max-height: 480px)";
const OPEN = "open";
// A link to this address, in the page or from elsewhere, opens the panel.
const ADDRESS = "#assistant";

/**
 * <assistant-cerapcoop>: the launcher and its panel.
 * `data-site`: the origin that serves the assistant; `data-position`: "left" or "right"; `data-open`: open at once.
 */
export class AssistantElement extends HTMLElement {
  #panel;
  #launcher;
  #opener;
  #covered = matchMedia(COVERED);
  #tab = new Memory("sessionStorage");

  constructor() {
    super();
    this.attachShadow({ mode: "open" }).adoptedStyleSheets = [TOKENS, STYLE];
  }

  connectedCallback() {
    if (this.#panel) return;
    this.lang = "fr";
    const site = this.dataset.site || location.origin;
    this.#panel = new Panel(new Client(site), site, () => this.close());
    const opening = { type: "button", class: "launcher", "aria-haspopup": "dialog", "aria-label": say("openFull"), onclick: () => this.open(this.#launcher) };
    this.#launcher = create("button", opening, icon(...BUBBLE), create("span", {}, say("open")));
    this.shadowRoot.append(create("section", { "aria-label": say("name") }, this.#launcher, this.#panel.element));
    this.#covered.addEventListener("change", () => this.#panel.element.open && this.#show());
    for (const change of ["resize", "scroll"]) window.visualViewport?.addEventListener(change, () => this.#fit());
    document.addEventListener("click", (event) => {
      const opener = event.target.closest?.(`a[href="${ADDRESS}"]`);
      if (!opener) return;
      event.preventDefault();
      this.open(opener);
    });
    if (location.hash === ADDRESS) this.open();
    else if (this.#wasOpen()) this.#begin();
  }

  /** Opens the panel and gives it the focus; `opener` gets it back. */
  open(opener = this.#launcher) {
    this.#opener = opener;
    this.#begin();
    this.#panel.focus();
  }

  /** Closes it and gives the focus back to what opened it. */
  close() {
    this.#tab.set(OPEN, "no");
    this.#panel.element.close();
    this.#launcher.hidden = false;
    (this.#opener?.isConnected ? this.#opener : this.#launcher).focus();
  }

  #begin() {
    this.#tab.set(OPEN, location.pathname);
    this.#launcher.hidden = true;
    this.#show();
    this.#panel.start();
  }

  #show() {
    const panel = this.#panel.element;
    const focused = this.shadowRoot.activeElement ?? document.activeElement;
    panel.close();
    // Showing a dialog moves the focus to its first button; a page that is merely loaded again presses none.
    if (this.#covered.matches) {
      panel.showModal();
      (panel.contains(focused) ? focused : panel).focus({ preventScroll: true });
    } else {
      panel.show();
      this.shadowRoot.activeElement?.blur();
      focused.focus({ preventScroll: true });
    }
    this.#fit();
  }

  /** Above a phone's keyboard, which covers the page without making it smaller. */
  #fit() {
    const { height, offsetTop } = window.visualViewport ?? {};
    const style = this.#panel.element.style;
    style.setProperty("--seen", this.#covered.matches && height ? `${height}px` : "100dvh");
    style.setProperty("--seen-top", this.#covered.matches && offsetTop ? `${offsetTop}px` : "0px");
  }

  /** Open as it was on the page before; a panel that covers the page lets the person see the page that they went to. */
  #wasOpen() {
    const kept = this.#tab.get(OPEN);
    if (kept === null) return this.hasAttribute("data-open") && !this.#covered.matches;
    return kept === location.pathname || (kept !== "no" && !this.#covered.matches);
  }
}
