/** A sentence in which numbers of papers stay in one piece: a line would break at their strokes. */

/** Letters, strokes and figures without a space, such as `INV/26-27/0098`. */
const number = /((?<![\p{L}\d])\p{L}{1,12}[-/](?:[\p{L}\d]{1,12}[-/]){0,4}\d{1,12}(?![\p{L}\d]))/u;

export function Unbroken({ text }: { text: string }) {
  return text.split(number).map((part, at) =>
    at % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence have no other name.
      <bdi key={at} className="id">
        {part}
      </bdi>
    ) : (
      part
    ),
  );
}
