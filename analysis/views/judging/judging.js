const { head, items, words } = JSON.parse(document.getElementById("data").textContent);
const answers = new Array(items.length).fill(undefined);
let at = 0;
let saved = true;

const element = (name, text, attributes = {}) => {
  const made = document.createElement(name);
  made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  return made;
};

const nameOf = (item, option) => (option === null ? words.none : words[`${item.field}-${option}`]);

function show() {
  const item = items[at];
  const judged = answers.filter((answer) => answer !== undefined).length;
  document.getElementById("place").textContent =
    `${words[item.record.type]} ${at + 1} / ${items.length} · ${words.done} ${judged}`;
  const names = [item.record.a ?? item.record.document, item.record.b];
  document.getElementById("texts").replaceChildren(
    ...item.texts.map((text, side) => {
      const part = element("article", "", { tabindex: "0" });
      part.append(element("h2", names[side]), text);
      return part;
    }),
  );
  document.getElementById("answers").replaceChildren(
    ...item.options.map((option, number) => {
      const pressed = String(answers[at] === option);
      const label = `${number + 1} ${nameOf(item, option)}`;
      const button = element("button", label, { type: "button", "aria-pressed": pressed });
      button.addEventListener("click", () => answer(number));
      return button;
    }),
  );
}

function answer(number) {
  answers[at] = items[at].options[number];
  saved = false;
  move(1);
}

function move(step) {
  at = Math.min(Math.max(at + step, 0), items.length - 1);
  show();
}

/* A stratum of which only a part was judged: each that was stands for more. */
function gold() {
  const drawn = new Map();
  const judged = new Map();
  const stratum = (item) => `${item.record.type} ${item.record.stratum}`;
  for (const [number, item] of items.entries()) {
    const key = stratum(item);
    drawn.set(key, (drawn.get(key) ?? 0) + 1);
    if (answers[number] !== undefined) {
      judged.set(key, (judged.get(key) ?? 0) + 1);
    }
  }
  const lines = [head];
  for (const [number, item] of items.entries()) {
    if (answers[number] !== undefined) {
      const key = stratum(item);
      const weight = (item.record.weight * drawn.get(key)) / judged.get(key);
      lines.push({ ...item.record, [item.field]: answers[number], weight });
    }
  }
  return `${lines.map((line) => JSON.stringify(line)).join("\n")}\n`;
}

function save() {
  const link = element("a", "", {
    href: URL.createObjectURL(new Blob([gold()], { type: "application/jsonl;charset=utf-8" })),
    download: "gold.jsonl",
  });
  link.click();
  saved = true;
}

document.getElementById("back").addEventListener("click", () => move(-1));
document.getElementById("skip").addEventListener("click", () => move(1));
document.getElementById("save").addEventListener("click", save);
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  const number = Number(event.key);
  if (items.length && number >= 1 && number <= items[at].options.length) {
    answer(number - 1);
  } else if (event.key === "ArrowLeft") {
    move(-1);
  } else if (event.key === "ArrowRight") {
    move(1);
  }
});
window.addEventListener("beforeunload", (event) => {
  if (!saved) {
    event.preventDefault();
  }
});
if (items.length) {
  show();
}
