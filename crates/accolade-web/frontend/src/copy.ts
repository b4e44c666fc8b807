/** Shows the copy buttons, which are hidden where there is no script, and lets them copy. */
export function copyButtons(root: ParentNode): void {
  for (const button of root.querySelectorAll<HTMLButtonElement>("button[data-copy]")) {
    const source = document.getElementById(button.dataset["copy"] ?? "");
    if (!(source instanceof HTMLInputElement) || !navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", () => void copy(source, button));
  }
}

async function copy(source: HTMLInputElement, button: HTMLButtonElement): Promise<void> {
  const label = button.querySelector<HTMLElement>("[data-label]");
  try {
    await navigator.clipboard.writeText(source.value);
    if (label) label.textContent = button.dataset["done"] ?? label.textContent;
  } catch {
    source.select();
  }
}
