/* Our own few lines. Every page works without them. */
/* What a script puts on a page is text the server sent: no scripts, no handlers, nothing that loads a script. */
const active = /<script|\son\w+\s*=|javascript:|srcdoc\s*=/i;
window.trustedTypes?.createPolicy("default", { createHTML: (text) => (active.test(text) ? null : text) });
/* Leaving at once: the page goes blank before the next one comes, and "back" does not lead here. */
const leave = document.querySelector("[data-pl-tinggalkan]");
function gone(event) {
  event.preventDefault();
  document.documentElement.hidden = true;
  document.title = "…";
  window.location.replace(leave.href);
}
leave?.addEventListener("click", gone);
if (leave) document.addEventListener("keydown", (event) => { if (event.key === "Escape") gone(event); });
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
