// The mark as a PNG for home screens, which take no SVG: the same shapes as src/mark.svg, sampled.
import { crc32, deflateSync } from "node:zlib";

const PAPER = [0xfa, 0xf7, 0xf1];
const BRAND = [0x14, 0x59, 0x4b];
const GOLD = [0xb9, 0x7a, 0x14];
const CARD = [0xff, 0xfd, 0xf9];
const TAILS = [
  [[9.6, 18.5], [6, 29.2], [11, 27.5], [14.2, 31.4], [16.6, 22]],
  [[22.4, 18.5], [26, 29.2], [21, 27.5], [17.8, 31.4], [15.4, 22]],
];
const TICK = [[10.9, 12.9], [14.4, 16.4], [21.1, 9.2]];

function inside(polygon, x, y) {
  return polygon.reduce((odd, [ax, ay], i) => {
    const [bx, by] = polygon[(i + 1) % polygon.length];
    return ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax ? !odd : odd;
  }, false);
}

function distance([ax, ay], [bx, by], x, y) {
  const along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2);
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay));
}

function colour(x, y) {
  if (Math.min(distance(TICK[0], TICK[1], x, y), distance(TICK[1], TICK[2], x, y)) <= 1.35) return CARD;
  if (Math.hypot(x - 16, y - 12.6) <= 11.6) return BRAND;
  return TAILS.some((tail) => inside(tail, x, y)) ? GOLD : PAPER;
}

/** Mean of 4 × 4 samples; the 32-unit mark fills 72 % of the icon. */
function pixel(column, row, size) {
  const sum = [0, 0, 0];
  for (let i = 0; i < 16; i++) {
    const at = (n, offset) => (((n + (offset + 0.5) / 4) / size - 0.5) / 0.72 + 0.5) * 32;
    colour(at(column, i % 4), at(row, i >> 2)).forEach((value, channel) => (sum[channel] += value / 16));
  }
  return sum.map(Math.round);
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  crc.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, crc]);
}

export function touchIcon(size) {
  const header = Buffer.from([0, 0, size >> 8, size & 255, 0, 0, size >> 8, size & 255, 8, 2, 0, 0, 0]);
  const rows = [];
  for (let row = 0; row < size; row++) {
    rows.push(0);
    for (let column = 0; column < size; column++) rows.push(...pixel(column, row, size));
  }
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", deflateSync(Buffer.from(rows))), chunk("IEND", Buffer.alloc(0))]);
}
