import { Composer } from "./composer.js";
import { Conversation } from "./conversation.js";
import { create, icon } from "./dom.js";
import { Log } from "./log.js";
import { Memory } from "./memory.js";
import { Confirmation, Menu } from "./menu.js";
import { Notices } from "./notices.js";
import { say } from "./strings.js";

const DRAFT = "draft";
const ASKED = "asked";

/** The panel: header, conversation, field. The view of a Conversation. `close()` is called when it is to be closed. */
export class Panel {
  #conversation;
  #log;
  #composer = new Composer((text) => this.#submit(text));
  #notices = new Notices(() => this.#retry());
  #menu;
  #confirmation = new Confirmation(() => this.#menu.button.focus());
  #tab = new Memory("sessionStorage");
  #close;
  element;

  constructor(client, site, close) {
    this.#close = close;
    this.#conversation = new Conversation(client, this);
    this.#log = new Log({
      site,
      choose: (choice, event) => this.#choose(choice, event),
      rate: (opinion) => this.#conversation.rate(opinion),
      tell: (sentence) => (this.#notices.retrying ? this.#notices.whisper(sentence) : this.#notices.tell(sentence)),
      whisper: (sentence) => this.#notices.whisper(sentence),
    });
    this.#menu = new Menu([
      [say("newConversation"), () => this.#confirmation.ask("new", () => this.#conversation.startAnew())],
      [say("privacy"), () => this.#choose({ title: say("privacy") })],
      [say("erase"), () => this.#confirmation.ask("erase", () => this.#conversation.erase())],
    ]);
    const closing = { type: "button", class: "plain-button", "aria-label": say("close"), title: say("close"), onclick: close };
    this.element = create(
      "dialog",
      { class: "panel", tabindex: "-1", "aria-labelledby": "name" },
      create(
        "div",
        { class: "head" },
        create("div", {}, create("h2", { id: "name" }, say("name")), create("p", {}, say("subtitle"))),
        this.#menu.element,
        create("button", closing, icon("M6 6l12 12", "M18 6L6 18")),
      ),
      this.#confirmation.element,
      this.#log.element,
      this.#notices.element,
      this.#composer.element,
    );
    this.element.addEventListener("keydown", (event) => this.#escaped(event));
    // A modal dialog closes by itself on Escape, and on a phone's «back»: it is ours to do.
    this.element.addEventListener("cancel", (event) => event.preventDefault());
    addEventListener("offline", () => this.#notices.retrying || this.#notices.tell(say("offline")));
    addEventListener("online", () => this.#online());
    addEventListener("pagehide", () => this.#leave());
  }

  focus() {
    this.#composer.focus();
  }

  /** The history, the first time that the panel is opened. */
  async start() {
    if (this.#conversation.loaded || this.#conversation.busy) return;
    this.#log.restore([]);
    try {
      await this.#conversation.load();
      await this.#recover();
    } catch (failure) {
      if (this.#notices.retrying) return;
      this.#notices.tell(failure.code === "network" && !navigator.onLine ? say("offline") : say("errors.history"));
    }
  }

  restored(messages) {
    this.#log.restore(messages);
  }

  started(sentence) {
    this.#notices.tell(sentence || say("renewed"));
    this.focus();
  }

  said(message) {
    this.#notices.tell("");
    this.#log.said(message);
  }

  answered(messages) {
    this.#log.answered(messages);
  }

  unsaid(message) {
    this.#log.unsaid();
    if (!message.payload) this.#composer.restore(message.text);
  }

  busy(yes) {
    this.#log.busy(yes);
    this.element.toggleAttribute("data-busy", yes);
  }

  failed({ code, sentence, retryAfter }, message) {
    const known = say(`errors.${code}`) ?? say("errors.unknown");
    const shown = code === "network" && !navigator.onLine ? say("offline") : sentence ?? known;
    // Only a limit is to be waited for: an assistant that was away may be back at any moment.
    this.#notices.fail(shown, message !== null, code === "rate_limited" ? retryAfter : 0);
  }

  #submit(text) {
    if (this.#conversation.busy) return;
    this.#composer.clear();
    this.#conversation.send({ text });
  }

  #retry() {
    this.#composer.focus();
    if (this.#conversation.failedChoice) {
      this.#conversation.retry();
      return;
    }
    const text = this.#composer.text;
    this.#composer.clear();
    if (text) this.#conversation.retry(text);
    else this.#notices.tell("");
  }

  /** Another page, or this one anew: what is in the field or on its way is taken along. */
  #leave() {
    this.#tab.set(DRAFT, this.#composer.text || null);
    this.#tab.set(ASKED, this.#conversation.asked);
  }

  async #recover() {
    const asked = this.#tab.get(ASKED);
    this.#composer.restore(this.#tab.get(DRAFT));
    for (const key of [DRAFT, ASKED]) this.#tab.set(key, null);
    if (asked && !(await this.#conversation.arrived(asked))) this.#composer.restore(asked);
  }

  #online() {
    if (!this.#notices.retrying) this.#notices.tell(say("online"));
    if (this.element.open) this.start();
  }

  #choose({ payload, title }, event) {
    if (this.#conversation.busy) return;
    // The pressed button goes out with its question: the focus goes to the field, or, under a finger, where no keyboard rises.
    const byFinger = event?.detail !== 0 && matchMedia("(pointer: coarse)").matches;
    if (byFinger) this.#log.element.focus({ preventScroll: true });
    else this.focus();
    this.#conversation.send(payload ? { payload, title } : { text: title });
  }

  #escaped(event) {
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    if (this.#confirmation.open) this.#confirmation.cancel();
    else if (this.#menu.open) {
      this.#menu.close();
      this.#menu.button.focus();
    } else this.#close();
  }
}
