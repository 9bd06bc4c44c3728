/**
 * Rewrites a PNG of a screen with at most 256 colours: the most frequent stay, then one of every hue that is left, so that a small
 * red badge is not lost among the shades of grey; each other becomes the nearest of them.
 */
import { crc32, deflateSync, inflateSync } from 'node:zlib';

const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);

function* chunksOf(png) {
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    yield { type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) };
    at += length + 12;
  }
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** The predictor of PNG's fourth filter: whichever of left, up and corner is nearest to left + up − corner. */
function paeth(left, up, corner) {
  const [toLeft, toUp] = [Math.abs(up - corner), Math.abs(left - corner)];
  const toCorner = Math.abs(left + up - 2 * corner);
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

/** The colours of each pixel as 0xRRGGBB; 8 bits a channel, as browsers write them. */
function pixelsOf(png) {
  const chunks = [...chunksOf(png)];
  const head = chunks[0].data;
  const [width, height, depth, kind] = [head.readUInt32BE(0), head.readUInt32BE(4), head[8], head[9]];
  const step = { 2: 3, 6: 4 }[kind];
  if (depth !== 8 || step === undefined || head[12] !== 0) throw new Error('not a picture that a browser took');
  const raw = inflateSync(Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data)));
  const stride = width * step;
  const pixels = new Uint32Array(width * height);
  let above = Buffer.alloc(stride);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (stride + 1)];
    const line = raw.subarray(y * (stride + 1) + 1, (y + 1) * (stride + 1));
    for (let x = 0; x < stride; x += 1) {
      const [left, up, corner] = [line[x - step] ?? 0, above[x], above[x - step] ?? 0];
      line[x] += [0, left, up, (left + up) >> 1, filter === 4 ? paeth(left, up, corner) : 0][filter];
    }
    for (let x = 0; x < width; x += 1) pixels[y * width + x] = line.readUIntBE(x * step, 3);
    above = line;
  }
  return { width, height, pixels };
}

const apart = (a, b) =>
  ((a >> 16) - (b >> 16)) ** 2 + (((a >> 8) & 255) - ((b >> 8) & 255)) ** 2 + ((a & 255) - (b & 255)) ** 2;

/** Colours that look alike. */
const hue = (colour) => ((colour >> 19) & 31) * 1024 + ((colour >> 11) & 31) * 32 + ((colour >> 3) & 31);

/** The half that is seen most, then the most frequent of each hue that has none yet. */
function chosen(counts) {
  const byCount = [...counts].sort(([, a], [, b]) => b - a).map(([colour]) => colour);
  const kept = byCount.slice(0, 128);
  const hues = new Set(kept.map(hue));
  for (const colour of byCount.slice(128)) {
    if (kept.length === 256) break;
    if (hues.has(hue(colour))) continue;
    hues.add(hue(colour));
    kept.push(colour);
  }
  return kept;
}

export function reduced(png) {
  const { width, height, pixels } = pixelsOf(png);
  const counts = new Map();
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const kept = chosen(counts);
  const places = new Map(kept.map((colour, place) => [colour, place]));
  for (const colour of counts.keys()) {
    if (places.has(colour)) continue;
    let best = 0;
    for (let place = 1; place < kept.length; place += 1)
      if (apart(kept[place], colour) < apart(kept[best], colour)) best = place;
    places.set(colour, best);
  }
  const rows = Buffer.alloc((width + 1) * height);
  pixels.forEach((colour, at) => {
    rows[at + Math.floor(at / width) + 1] = places.get(colour);
  });
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3], 8);
  const colours = Buffer.alloc(kept.length * 3);
  kept.forEach((colour, place) => colours.writeUIntBE(colour, place * 3, 3));
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
