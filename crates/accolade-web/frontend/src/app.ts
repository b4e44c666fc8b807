// What every page may use. All pages work without it.
import { copyButtons } from "./copy";
import { dropZones } from "./drop-zone";
import { guardSubmits } from "./submit";

copyButtons(document);
dropZones(document);
guardSubmits(document);
