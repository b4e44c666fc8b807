// Builds everything the browser gets and writes a Rust table of it.
// Called by ../build.rs with the output directory as its argument.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";
import { ICONS } from "./icons.mjs";
import { touchIcon } from "./touch-icon.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2];
const npm = (path) => join(here, "node_modules", path);
const read = (path) => readFileSync(join(here, path));

const TYPES = { css: "text/css; charset=utf-8", js: "text/javascript; charset=utf-8", svg: "image/svg+xml", png: "image/png", woff2: "font/woff2" };
const assets = [];

function hash(bytes) {
  return createHash("sha256").update(bytes).digest("hex").slice(0, 16);
}

/** Adds a file, pre-compressed where that pays, and answers its address. */
function add(name, bytes) {
  const extension = name.split(".").pop();
  const asset = { name, hash: hash(bytes), type: TYPES[extension], bytes };
  if (["css", "js", "svg"].includes(extension)) {
    asset.brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
    asset.gzip = gzipSync(bytes, { level: 9 });
  }
  assets.push(asset);
  return `/assets/${asset.hash}/${name}`;
}

const FONTS = {
  "bricolage-grotesque": ["latin-wght-normal", "latin-ext-wght-normal"],
  "atkinson-hyperlegible-next": ["latin-wght-normal", "latin-ext-wght-normal"],
};

/** `BRICOLAGE_LATIN` in `fonts.css` stands for the address of that font. */
function fonts() {
  const addresses = {};
  for (const [family, files] of Object.entries(FONTS)) {
    for (const file of files) {
      const name = `${family}-${file}.woff2`;
      addresses[name] = add(name, readFileSync(npm(`@fontsource-variable/${family}/files/${name}`)));
    }
  }
  return addresses;
}

async function bundle(entry, options = {}) {
  const result = await build({
    entryPoints: [join(here, "src", entry)],
    bundle: true,
    minify: true,
    write: false,
    target: ["es2022", "chrome111", "firefox114", "safari16.4"],
    legalComments: "none",
    logLevel: "error",
    external: ["/assets/*"],
    ...options,
  });
  return Buffer.from(result.outputFiles[0].contents);
}

/** Every `font://NAME` of the stylesheets becomes the fingerprinted address. */
function fontAddresses(addresses) {
  return {
    name: "font-addresses",
    setup(build) {
      build.onResolve({ filter: /^font:/ }, ({ path }) => ({ path: addresses[path.slice("font:".length)], external: true }));
    },
  };
}

const constant = (name) => name.replace(/[^a-z0-9]+/gi, "_").toUpperCase();

function icons() {
  return ICONS.map((name) => {
    const svg = readFileSync(npm(`lucide-static/icons/${name}.svg`), "utf8");
    const shapes = svg.slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.indexOf("</svg>")).replace(/\s*\n\s*/g, "");
    const icon = `<svg class="icon" viewBox="0 0 24 24" width="18" height="18" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">${shapes}</svg>`;
    return `/// Lucide \`${name}\`.\npub(crate) const ${constant(name)}: &str = r#"${icon}"#;`;
  });
}

/** Writes an asset's forms beside the table and answers the Rust value that includes them. */
function rust(asset) {
  const file = join(out, `${asset.hash}-${asset.name}`);
  const include = (bytes, suffix) => {
    writeFileSync(file + suffix, bytes);
    return `include_bytes!(${JSON.stringify(file + suffix)})`;
  };
  const form = (bytes, suffix) => (bytes && bytes.length < asset.bytes.length ? `Some(${include(bytes, suffix)})` : "None");
  return `Asset { hash: "${asset.hash}", name: "${asset.name}", media_type: "${asset.type}", identity: ${include(asset.bytes, "")}, brotli: ${form(asset.brotli, ".br")}, gzip: ${form(asset.gzip, ".gz")} }`;
}

/** Copies a file of a package beside the table, which must not depend on the packages once it is written. */
function kept(path) {
  const file = join(out, path.replace(/[^\w.-]+/g, "-"));
  writeFileSync(file, readFileSync(npm(path)));
  return JSON.stringify(file);
}

const WEIGHTS = ["600SemiBold", "700Bold", "800ExtraBold"];
const LICENCES = [
  ["Bricolage Grotesque", "@fontsource-variable/bricolage-grotesque/LICENSE"],
  ["Atkinson Hyperlegible Next", "@fontsource-variable/atkinson-hyperlegible-next/LICENSE"],
  ["Montserrat", "@expo-google-fonts/montserrat/LICENSE_FONT"],
  ["Lucide", "lucide-static/LICENSE"],
  ["htmx", "htmx.org/LICENSE"],
];

const addresses = fonts();
add("style.css", await bundle("styles/index.css", { plugins: [fontAddresses(addresses)] }));
add("app.js", await bundle("app.ts", { format: "esm" }));
add("live.js", await bundle("live.ts", { format: "esm" }));
add("mark.svg", read("src/mark.svg"));
add("touch-icon.png", touchIcon(180));

mkdirSync(out, { recursive: true });
const badgeFonts = WEIGHTS.map((weight) => `include_bytes!(${kept(`@expo-google-fonts/montserrat/${weight}/Montserrat_${weight}.ttf`)})`);
const licences = LICENCES.map(([name, path]) => `(${JSON.stringify(name)}, include_str!(${kept(path)}))`);
const table = [
  `pub(crate) const ASSETS: &[Asset] = &[${assets.map(rust).join(",\n")}];`,
  // The stylesheet alone names the fonts of rarer letters.
  ...assets.filter((a) => !a.name.includes("-ext-")).map((a) => `pub(crate) const ${constant(a.name)}: &str = "/assets/${a.hash}/${a.name}";`),
  `pub(crate) const BADGE_FONTS: &[&[u8]] = &[${badgeFonts.join(",\n")}];`,
  `pub(crate) const LICENCES: &[(&str, &str)] = &[${licences.join(",\n")}];`,
];
writeFileSync(join(out, "assets.rs"), table.join("\n"));
writeFileSync(join(out, "icons.rs"), icons().join("\n"));
