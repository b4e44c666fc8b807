// @digitalbazaar/vc on the credential of the benchmark: prints name, tab, nanoseconds for one.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createRequire } from "node:module";

const [folder, contexts, home] = process.argv.slice(2);
const require = createRequire(join(home, "x.js"));
const load = async (name) => import(require.resolve(name));
const read = (path) => JSON.parse(readFileSync(path, "utf8"));
const version = (name) => read(join(home, "node_modules", name, "package.json")).version;

const vc = await load("@digitalbazaar/vc");
const { DataIntegrityProof } = await load("@digitalbazaar/data-integrity");
const { cryptosuite } = await load("@digitalbazaar/eddsa-rdfc-2022-cryptosuite");
const Ed25519 = await load("@digitalbazaar/ed25519-multikey");

const signed = readFileSync(join(folder, "signed.json"), "utf8");
const unsigned = readFileSync(join(folder, "unsigned.json"), "utf8");
const method = [JSON.parse(signed).proof].flat()[0].verificationMethod;
const controller = method.split("#")[0];

const documents = new Map([
  ["https://www.w3.org/ns/credentials/v2", read(join(contexts, "credentials-v2.jsonld"))],
  ["https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json", read(join(contexts, "ob-v3p0-3.0.3.json"))],
]);
const key = {
  "@context": "https://w3id.org/security/multikey/v1",
  id: method,
  type: "Multikey",
  controller,
  publicKeyMultibase: method.split("#")[1],
};
documents.set("https://w3id.org/security/multikey/v1", read(join(contexts, "multikey-v1.json")));
documents.set("https://www.w3.org/ns/did/v1", read(join(contexts, "did-v1.jsonld")));
documents.set(method, key);
documents.set(controller, {
  "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
  id: controller,
  assertionMethod: [key],
});
const documentLoader = async (url) => {
  if (!documents.has(url)) throw new Error(`no document ${url}`);
  return { contextUrl: null, documentUrl: url, document: documents.get(url), tag: "static" };
};

const verify = async () => {
  const suite = new DataIntegrityProof({ cryptosuite });
  const credential = JSON.parse(signed);
  const checkStatus = async () => ({ verified: true });
  const result = await vc.verifyCredential({ credential, suite, documentLoader, checkStatus });
  if (!result.verified) throw new Error(JSON.stringify(result, null, 1));
};
const keyPair = await Ed25519.from({
  ...key,
  secretKeyMultibase: secret(readFileSync(join(folder, "seed"))),
});
const sign = async () => {
  const suite = new DataIntegrityProof({ signer: keyPair.signer(), cryptosuite });
  return JSON.stringify(await vc.issue({ credential: JSON.parse(unsigned), suite, documentLoader }));
};

// The secret Multikey of a seed: multicodec 0x8026, base58btc.
function secret(seed) {
  const alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  let number = BigInt(`0x8026${seed.toString("hex")}`);
  let text = "";
  for (; number > 0n; number /= 58n) text = alphabet[Number(number % 58n)] + text;
  return `z${text}`;
}

async function median(work) {
  for (let round = 0; round < 20; round++) await work();
  const samples = [];
  for (let round = 0; round < 61; round++) {
    const start = process.hrtime.bigint();
    await work();
    samples.push(Number(process.hrtime.bigint() - start));
  }
  return samples.sort((a, b) => a - b)[30];
}

console.log(`peer: @digitalbazaar/vc ${version("@digitalbazaar/vc")}, eddsa-rdfc-2022 ${version("@digitalbazaar/eddsa-rdfc-2022-cryptosuite")}, node ${process.version}`);
console.log(`verify_digitalbazaar\t${await median(verify)}`);
console.log(`sign_digitalbazaar\t${await median(sign)}`);
