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
