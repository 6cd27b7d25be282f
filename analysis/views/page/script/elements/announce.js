// What is said to screen readers, and shown for a moment.

import { replace } from "./make.js";

// Says something to screen readers, and shows it for a moment.
export function announce(text) {
  const place = document.getElementById("announcement");
  replace(place, text);
  place.classList.add("shown");
  clearTimeout(announce.timer);
  announce.timer = setTimeout(() => place.classList.remove("shown"), 1800);
}
