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
/* Filters and the day picker bring the main part alone. Whatever else comes back (a sign-in page, an error) is opened as
   the page it is; and after the change its heading is spoken, and a focus that went with its element is put on the part. */
document.addEventListener("htmx:before:response", (event) => {
  const { response, request } = event.detail.ctx;
  if (response.status === 200 && !response.raw.redirected) return;
  event.preventDefault();
  location.assign(request.action);
});
document.addEventListener("htmx:after:swap", (event) => {
  const part = document.getElementById(event.detail?.ctx?.target?.id) ?? document.getElementById("isi");
  document.getElementById("kabar").textContent = part.querySelector("caption, h1, p")?.textContent.trim() ?? "";
  if (document.activeElement === document.body) part.focus({ preventScroll: true });
  for (const next of document.querySelectorAll("input[name=next]")) next.value = location.pathname + location.search;
});
/* A half-written form: ask before the page is left. The browser words the question. */
let dirty = false;
document.addEventListener("input", (event) => { if (event.target.closest("form[data-pl-jaga]")) dirty = true; });
document.addEventListener("submit", () => { dirty = false; });
window.addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-pl-cetak]");
  if (button) window.print();
});
/* Nobody there for a while: say so before the server ends the session; whoever types is there. */
const still = document.querySelector("dialog.pl-diam");
if (still) {
  const idle = Number(document.body.dataset.plDiam) * 1000;
  const before = Math.min(120000, idle / 3);
  let pinged = Date.now(), warning, end;
  const wait = () => {
    clearTimeout(warning); clearTimeout(end);
    warning = setTimeout(() => still.showModal(), idle - before);
    end = setTimeout(ask, idle);
  };
  const ask = async () => {
    pinged = Date.now();
    const answer = await fetch(document.body.dataset.plMasih, { cache: "no-store" }).catch(() => null);
    if (answer?.status === 204) { still.close(); wait(); return; }
    if (!answer?.redirected) return;
    const to = new URL(answer.url);
    to.searchParams.set("next", location.pathname + location.search);
    dirty = false;
    location.assign(to);
  };
  still.addEventListener("cancel", ask);
  still.querySelector("button").addEventListener("click", ask);
  document.addEventListener("input", () => { if (Date.now() - pinged > 60000) ask(); });
  wait();
}
/* Passkeys: the browser's own ceremony; its answer goes into the form. */
for (const form of window.PublicKeyCredential?.parseRequestOptionsFromJSON ? document.querySelectorAll("[data-pl-kunci]") : []) {
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    const { plKunci, plPilihan, plAlamat } = form.dataset;
    if (form.elements.credential.value) return;
    event.preventDefault();
    const said = form.querySelector("[role=alert]");
    said.hidden = true;
    try {
      const options = plPilihan ? JSON.parse(plPilihan) : await (await fetch(plAlamat, { cache: "no-store" })).json();
      const answer = plKunci === "buat"
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
      form.elements.credential.value = JSON.stringify(answer.toJSON());
      form.submit();
    } catch { said.hidden = false; }
  });
}
/* Plain words read by a voice of the telephone itself. A voice that sends the words elsewhere is never used. */
const speech = window.speechSynthesis;
function voice() {
  return speech?.getVoices().find((one) => one.localService && one.lang.toLowerCase().startsWith(document.documentElement.lang));
}
function voiced() {
  for (const button of document.querySelectorAll("[data-pl-suara]")) button.parentElement.hidden = !voice();
}
speech?.addEventListener?.("voiceschanged", voiced);
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-pl-suara]");
  if (!button) return;
  if (speech.speaking) return speech.cancel();
  const words = new SpeechSynthesisUtterance(button.parentElement.previousElementSibling.textContent);
  words.voice = voice();
  words.lang = words.voice.lang;
  speech.speak(words);
});
window.addEventListener("pagehide", () => speech?.cancel());
voiced();
