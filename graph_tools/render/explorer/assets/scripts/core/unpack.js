// What is packed in the page (gzip, then base64), unpacked by the browser itself.

/**
 * Return the bytes behind a packed text.
 * @param {string} packed
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
export async function unpackedBytes(packed) {
  const raw = Uint8Array.from(atob(packed), (sign) => sign.charCodeAt(0));
  const stream = new Blob([raw]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/**
 * Return the text behind a packed text.
 * @param {string} packed
 */
export async function unpackedText(packed) {
  return new TextDecoder().decode(await unpackedBytes(packed));
}
