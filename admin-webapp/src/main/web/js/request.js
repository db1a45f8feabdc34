// What htmx sends: the token that proves where it comes from, and no parameter that is empty, so that addresses stay short.
export function tidyRequests() {
  document.addEventListener("htmx:configRequest", ({ detail }) => {
    if (detail.verb !== "get") detail.headers["X-CSRF-Token"] = csrfToken();
    for (const [name, value] of [...detail.formData.entries()]) {
      if (value === "") detail.formData.delete(name);
    }
  });
}

export function csrfToken() {
  return document.body.dataset.csrf;
}

// Lets a style sheet that a script makes pass the content security policy.
export function cspNonce() {
  return document.querySelector("script[nonce]").nonce;
}

// Sends a form by a script.
export function ask(address, parameters, signal) {
  return fetch(address, {
    method: "POST",
    headers: { "X-CSRF-Token": csrfToken() },
    body: new URLSearchParams(parameters),
    signal,
  });
}
