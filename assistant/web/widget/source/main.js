import { AssistantElement } from "./element.js";

const script = document.currentScript;

/** One line embeds the assistant: <script src="https://…/widget.js" defer></script>, with data-position and data-open if wanted. */
function embed() {
  if (customElements.get("assistant-cerapcoop")) return;
  customElements.define("assistant-cerapcoop", AssistantElement);
  if (document.querySelector("assistant-cerapcoop")) return;
  const element = document.createElement("assistant-cerapcoop");
  Object.assign(element.dataset, script?.dataset, { site: new URL(script?.src || location.href).origin });
  document.body.append(element);
}

if (document.body) embed();
else addEventListener("DOMContentLoaded", embed);
