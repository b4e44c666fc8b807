/** A second click on a button that is already at work does nothing; coming back with "Back" frees it. */
export function guardSubmits(root: Document): void {
  root.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (form.dataset["sent"] !== undefined) return event.preventDefault();
    form.dataset["sent"] = "";
    form.setAttribute("aria-busy", "true");
  });
  window.addEventListener("pageshow", () => {
    for (const form of root.querySelectorAll<HTMLFormElement>("form[data-sent]")) {
      delete form.dataset["sent"];
      form.removeAttribute("aria-busy");
    }
  });
}
