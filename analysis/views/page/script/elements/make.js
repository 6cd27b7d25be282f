// Making elements. Text enters the page here and nowhere else, as text: nothing reads markup.

const HIDDEN_CHARACTERS =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

// What would steer or hide text is written out, so that it can be seen and does nothing.
export function visible(text) {
  return String(text).replace(
    HIDDEN_CHARACTERS,
    (character) => "\\u" + character.charCodeAt(0).toString(16).padStart(4, "0"),
  );
}

export function add(parent, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    parent.append(child instanceof Node ? child : document.createTextNode(visible(child)));
  }
  return parent;
}

// make("a", {class: "link", href: "#doc=1", onclick: f}, "text", otherElement)
export function make(tag, properties, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "style") Object.assign(element.style, value);
    else if (name === "title" || name.startsWith("aria-label"))
      element.setAttribute(name, visible(value));
    else element.setAttribute(name, value === true ? "" : value);
  }
  return add(element, children);
}

export function draw(tag, properties, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(properties || {})) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value);
  }
  return add(element, children);
}

export function button(label, action, properties) {
  return make("button", { type: "button", onclick: action, ...properties }, label);
}

export function replace(parent, ...children) {
  parent.replaceChildren();
  return add(parent, children);
}
