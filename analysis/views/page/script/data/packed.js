// Data stand in script elements: as JSON, or compressed (raw DEFLATE, in base64).

export async function held(id) {
  const element = document.getElementById(id);
  const text = element.textContent;
  if (element.type === "application/json") return JSON.parse(text);
  const stream = new Blob([bytes(text)]).stream();
  const unpacked = stream.pipeThrough(new DecompressionStream("deflate-raw"));
  element.textContent = "";
  return JSON.parse(await new Response(unpacked).text());
}

function bytes(text) {
  const characters = atob(text);
  const found = new Uint8Array(characters.length);
  for (let n = 0; n < characters.length; n += 1) found[n] = characters.charCodeAt(n);
  return found;
}
