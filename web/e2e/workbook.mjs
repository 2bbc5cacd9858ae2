// A workbook edited as a spreadsheet program would, with nothing but what Node has.
import { readFileSync, writeFileSync } from 'node:fs';
import { crc32, inflateRawSync } from 'node:zlib';

/** The parts of an Office package by name. */
export function parts(bytes) {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  let at = bytes.readUInt32LE(end + 16);
  const found = [];
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, packed] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)];
    const [name, extra, note] = [28, 30, 32].map((place) => bytes.readUInt16LE(at + place));
    const start = bytes.readUInt32LE(at + 42);
    const body = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28);
    const raw = bytes.subarray(body, body + packed);
    found.push([
      bytes.subarray(at + 46, at + 46 + name).toString(),
      method === 0 ? raw : inflateRawSync(raw),
    ]);
    at += 46 + name + extra + note;
  }
  return found;
}

/** Parts as a package, unpacked. */
function pack(entries) {
  const [bodies, directory] = [[], []];
  let offset = 0;
  for (const [name, content] of entries) {
    const title = Buffer.from(name);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(20, 4);
    head.writeUInt32LE(crc32(content), 14);
    head.writeUInt32LE(content.length, 18);
    head.writeUInt32LE(content.length, 22);
    head.writeUInt16LE(title.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(20, 4);
    head.copy(entry, 6, 4, 30);
    entry.writeUInt32LE(offset, 42);
    bodies.push(head, title, content);
    directory.push(entry, title);
    offset += head.length + title.length + content.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, central, end]);
}

/** Writes into cells of the first sheet, by their places; a place that has no cell is a fault of the journey. */
export function edit(path, cells) {
  const entries = parts(readFileSync(path)).map(([name, content]) => {
    if (!name.endsWith('worksheets/sheet1.xml')) return [name, content];
    let text = content.toString();
    for (const [place, value] of Object.entries(cells)) {
      const cell = new RegExp(`<c r="${place}"( s="\\d+")?[^>]*>.*?</c>`);
      if (!cell.test(text)) throw new Error(`the workbook has no cell ${place}`);
      const filled =
        typeof value === 'number' ? `><v>${value}</v>` : ` t="inlineStr"><is><t>${value}</t></is>`;
      text = text.replace(cell, (_, style = '') => `<c r="${place}"${style}${filled}</c>`);
    }
    return [name, Buffer.from(text)];
  });
  writeFileSync(path, pack(entries));
}
