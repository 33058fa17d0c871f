import STRINGS from "./strings.json" with { type: "json" };

/** A sentence of strings.json («errors.network»), its `{names}` filled with `values`. */
export function say(name, values = {}) {
  const found = name.split(".").reduce((node, part) => node?.[part], STRINGS);
  return typeof found === "string" ? found.replace(/\{(\w+)\}/g, (_, key) => values[key]) : found;
}

export function euros(amount) {
  return new Intl.NumberFormat("fr-FR", { style: "currency", currency: "EUR", maximumFractionDigits: 0 }).format(amount);
}

/** «2027-09-30» → «30 septembre 2027»; what is no day is shown as it is. */
export function frenchDay(day) {
  const date = new Date(`${String(day).slice(0, 10)}T12:00:00`);
  if (Number.isNaN(date.getTime())) return String(day);
  return new Intl.DateTimeFormat("fr-FR", { day: "numeric", month: "long", year: "numeric" }).format(date).replace(/^1 /, "1er ");
}
