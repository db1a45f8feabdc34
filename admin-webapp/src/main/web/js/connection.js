// Says so when the server cannot be reached or the session has ended, and keeps what was typed until it can be sent.
// Before a form goes out the server is asked for the session's token: a form of yesterday's session then still works
// after a new log-in, and one without a session is not lost.
const LOST = "No connection to the server. What you typed stays; this goes away when it can be sent.";
const AGAIN_MILLIS = 2000;

export function watchConnection() {
  document.addEventListener("htmx:sendError", connectionLost);
  document.addEventListener("htmx:afterOnLoad", connectionRestored);
  document.addEventListener("htmx:responseError", ({ detail }) => {
    if (detail.xhr.status >= 500) say("bad", "The server could not do that. Its log says why.");
  });
  document.addEventListener("submit", sendWhenPossible, true);
}

const sure = new WeakSet();

async function sendWhenPossible(event) {
  const form = event.target;
  const token = form.querySelector("input[name=csrf]");
  const address = document.body.dataset.session;
  if (!token || !address || sure.has(form) || form.hasAttribute("hx-post")) return;
  event.preventDefault();
  const response = await fetch(address, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (!response) return connectionLost();
  if (response.status === 401) return loggedOut();
  connectionRestored();
  if (response.ok) token.value = await response.text();
  sure.add(form);
  form.requestSubmit(event.submitter);
  sure.delete(form);
}

let asking = null;

export function connectionLost() {
  say("warn", LOST);
  asking ??= setInterval(async () => {
    const response = await fetch(document.body.dataset.session, { headers: { "HX-Request": "true" } }).catch(() => null);
    if (response?.status === 401) loggedOut();
    else if (response) connectionRestored();
  }, AGAIN_MILLIS);
}

export function connectionRestored() {
  clearInterval(asking);
  asking = null;
  if (banner().textContent === LOST) banner().hidden = true;
}

export function loggedOut() {
  clearInterval(asking);
  asking = null;
  const link = Object.assign(document.createElement("a"), {
    href: `${document.body.dataset.login}?next=${encodeURIComponent(location.pathname + location.search)}`,
    target: "_blank",
    textContent: "Log in in a new tab",
  });
  say("warn", "Your session has ended. ", link, ", then go on here: what you typed stays.");
}

function say(tone, ...content) {
  banner().replaceChildren(...content);
  banner().dataset.tone = tone;
  banner().hidden = false;
}

function banner() {
  let found = document.getElementById("connection");
  if (!found) {
    found = Object.assign(document.createElement("div"), { id: "connection", className: "banner", hidden: true });
    found.setAttribute("role", "status");
    document.body.append(found);
  }
  return found;
}
