/* Pulang's own few lines. Every page works without them. */
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) document.body.classList.add("govuk-frontend-supported");
const narrow = window.matchMedia("(max-width: 48em)");
function start(root) {
  initAll({ scope: root });
  for (const part of root.querySelectorAll("[data-pl-lipat]")) part.open = !narrow.matches;
}
start(document);
document.addEventListener("htmx:after:swap", (event) => start(event.detail?.ctx?.target ?? document));
/* A half-written form: ask before the page is left. The browser words the question. */
let dirty = false;
document.addEventListener("input", (event) => { if (event.target.closest("form[data-pl-jaga]")) dirty = true; });
document.addEventListener("submit", () => { dirty = false; });
window.addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-pl-cetak]");
  if (button) window.print();
});
