/** Lets files be dropped on a `.drop` label and names the chosen file in it. */
export function dropZones(root: ParentNode): void {
  for (const zone of root.querySelectorAll<HTMLElement>(".drop")) {
    const input = zone.querySelector<HTMLInputElement>("input[type=file]");
    if (input) prepare(zone, input);
  }
}

function prepare(zone: HTMLElement, input: HTMLInputElement): void {
  const over = (is: boolean) => zone.classList.toggle("drop-over", is);
  for (const name of ["dragenter", "dragover"]) {
    zone.addEventListener(name, (event) => {
      event.preventDefault();
      over(true);
    });
  }
  zone.addEventListener("dragleave", () => over(false));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    over(false);
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    input.files = alone(file);
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  input.addEventListener("change", () => chosen(zone, input));
}

/** Where one file is asked for, a second one would be sent unseen. */
function alone(file: File): FileList {
  const one = new DataTransfer();
  one.items.add(file);
  return one.files;
}

function chosen(zone: HTMLElement, input: HTMLInputElement): void {
  const name = zone.querySelector<HTMLElement>("[data-file-name]");
  if (name && input.files?.[0]) name.textContent = input.files[0].name;
  if (zone.dataset["submit"] !== undefined && input.files?.length) input.form?.requestSubmit();
}
