// What was pasted, as bytes: the server fetches them in pieces, since one message may not be that long.
export function read(id) {
  return new TextEncoder().encode(document.getElementById(id)?.value ?? "");
}
