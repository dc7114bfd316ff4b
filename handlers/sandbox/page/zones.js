// Dates and times in the acting person's own zone, which is rarely the browser's.

import { me } from "./state.js";

function parts(ms, zone) {
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  return Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, value]));
}

/** Epoch milliseconds as "YYYY-MM-DDTHH:MM" on the person's wall clock. */
export function wallTime(ms, zone = me().tz) {
  const p = parts(ms, zone);
  return `${p.year}-${p.month}-${p.day}T${p.hour}:${p.minute}`;
}

/** The inverse: epoch milliseconds of a wall time. Inside a skipped hour it gives the time after it. */
export function epochOf(wall, zone = me().tz) {
  const asUtc = Date.parse(`${wall}:00Z`);
  const offsetAt = (ms) => Date.parse(`${wallTime(ms, zone)}:00Z`) - ms;
  // Two passes: the first guess may lie on the other side of a change of the clocks.
  const first = asUtc - offsetAt(asUtc);
  return asUtc - offsetAt(first);
}

const show = (options) => (ms) => new Intl.DateTimeFormat("en-GB", { timeZone: me().tz, ...options }).format(ms);

export const clockTime = show({ hour: "2-digit", minute: "2-digit" });
export const longTime = show({ weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" });
export const shortTime = show({ weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
const dayName = show({ weekday: "long", day: "numeric", month: "long" });

/** "Today", "Yesterday", or the day's name. */
export function dayWords(ms, nowMs) {
  const day = wallTime(ms).slice(0, 10);
  if (day === wallTime(nowMs).slice(0, 10)) return "Today";
  if (day === wallTime(nowMs - 86_400_000).slice(0, 10)) return "Yesterday";
  return dayName(ms);
}
