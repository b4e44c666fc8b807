/** Fills a time zone field that still holds the server's suggestion with the zone of this computer. */
export function suggestTimeZone(root: ParentNode): void {
  for (const field of root.querySelectorAll<HTMLInputElement>("input[data-own-zone]")) {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (zone && field.value === field.dataset["ownZone"]) field.value = zone;
  }
}
