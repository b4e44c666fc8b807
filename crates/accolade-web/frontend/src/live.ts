// Pages with a preview that follows what is typed. Without it the forms still work; the preview then comes with the answer.
import htmx from "htmx.org/dist/htmx.esm.js";

htmx.config.allowEval = false;
htmx.config.allowScriptTags = false;
htmx.config.includeIndicatorStyles = false;
htmx.config.selfRequestsOnly = true;
htmx.config.historyCacheSize = 0;

// The one policy: markup comes from our own server only, scripts from nowhere.
interface PolicyFactory {
  createPolicy(name: string, rules: { createHTML(text: string): string }): unknown;
}
const factory = (window as unknown as { trustedTypes?: PolicyFactory }).trustedTypes;
factory?.createPolicy("default", { createHTML: (text) => text });
