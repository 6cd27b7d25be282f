// Links to documents.

import { documentAddress } from "../data/address.js";
import { make } from "./make.js";
import { label } from "../words/words.js";

export function link(target, ...children) {
  return make("a", { href: target }, children);
}

export function documentLink(row, at) {
  return link(documentAddress(row, at), label(row));
}
