// Notes, in milliseconds since the page was asked for: when the field of the chat can be typed in (`usable`), and how
// long after Enter the expected words are drawn (`answered`). It looks once a frame, and into shadow roots.
(() => {
  const expected = "Groupement européen de coopération territoriale";
  const probe = (window.probe = { usable: null, answered: null });
  let sent = null;

  function* elements(root) {
    for (const element of root.querySelectorAll("*")) {
      yield element;
      if (element.shadowRoot) yield* elements(element.shadowRoot);
    }
  }
  const found = (selector) => [...elements(document)].find((element) => element.matches(selector) && element.getClientRects().length);
  const says = (root) =>
    root.textContent.includes(expected) ||
    [...elements(root)].some((element) => element.shadowRoot?.textContent.includes(expected));

  function look(now) {
    if (probe.usable === null) {
      if (found("textarea:enabled, [contenteditable=true]")) probe.usable = performance.now();
      else found("button[aria-haspopup=dialog]")?.click(); // a chat that waits to be opened
    } else if (sent !== null && probe.answered === null && says(document.body)) {
      // The frame that shows the words is drawn after this one's callbacks.
      requestAnimationFrame(() => (probe.answered = performance.now() - sent));
    }
    if (probe.answered === null) requestAnimationFrame(look);
  }
  requestAnimationFrame(look);
  addEventListener("keydown", (event) => event.key === "Enter" && (sent ??= performance.now()), { capture: true });
})();
