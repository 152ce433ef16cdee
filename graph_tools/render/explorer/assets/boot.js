// Unpack the page's script and start it; it is packed because it is a third of the page.
(async function () {
  "use strict";
  if (!("DecompressionStream" in window) || !("replaceAll" in String.prototype)) {
    document.getElementById("old-browser").hidden = false;
    return;
  }
  const packed = JSON.parse(document.getElementById("packed").textContent).script;
  const raw = Uint8Array.from(atob(packed), (sign) => sign.charCodeAt(0));
  const stream = new Blob([raw]).stream().pipeThrough(new DecompressionStream("gzip"));
  const tag = document.createElement("script");
  tag.textContent = await new Response(stream).text();
  document.body.append(tag);
})();
