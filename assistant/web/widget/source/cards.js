import { advice, definition, differences, law } from "./knowledge_cards.js";
import { ended, examples, programme, programmes, recommendations, steps, succession, why } from "./programme_cards.js";
import { financing, organisations, readiness, recap, request, sheet } from "./project_cards.js";

const CARDS = {
  advice, definition, differences, ended, examples, financing, law, organisations, programme, programmes, readiness, recap,
  recommendations, request, sheet, steps, succession, why,
};

/**
 * The nodes that draw `custom`, or null where its text says it better: an unknown type, nothing to draw, data of
 * another shape than the one that is known here.
 * `context`: `site`, the origin of the public pages; `choose({payload, title})`, called with a choice made in a card.
 */
export function drawn(custom, context) {
  if (!Object.hasOwn(CARDS, custom?.type ?? "")) return null;
  try {
    const nodes = CARDS[custom.type](custom, context);
    return nodes && [nodes].flat(2).filter(Boolean);
  } catch (failed) {
    console.warn("assistant-cerapcoop:", custom.type, failed);
    return null;
  }
}
