// Stands where something is awaited.
export const skeleton = () => Object.assign(document.createElement("div"), { className: "skeleton" });
