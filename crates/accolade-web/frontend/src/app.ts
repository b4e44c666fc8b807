// What every page may use. All pages work without it.
import { copyButtons } from "./copy";
import { dropZones } from "./drop-zone";
import { guardSubmits } from "./submit";
import { suggestTimeZone } from "./time-zone";

copyButtons(document);
dropZones(document);
guardSubmits(document);
suggestTimeZone(document);
