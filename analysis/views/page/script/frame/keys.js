// Keys of the view that is shown.

let keys = {};

export function shortcuts(actions) {
  keys = actions;
}

// Does what a key stands for in this view; whether it stands for anything.
export function press(key) {
  const action = Object.hasOwn(keys, key) ? keys[key] : null;
  if (action) action();
  return action !== null;
}
