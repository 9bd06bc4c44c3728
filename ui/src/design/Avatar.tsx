/** A person as one or two letters; the name stands beside it or is its label. */
const arabic = /[\u0600-\u06ff]/;

/** First letters of the first and last word; one letter in Arabic, whose letters join. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const first = words[0] ?? '';
  const letter = (word: string) => [...word][0]?.toUpperCase() ?? '';
  if (arabic.test(first) || words.length < 2) return letter(first);
  return letter(first) + letter(words.at(-1) ?? '');
}

export function Avatar({
  name,
  size = 'sm',
  label = false,
}: {
  name: string;
  size?: 'sm' | 'lg';
  label?: boolean;
}) {
  const naming = label ? ({ role: 'img', 'aria-label': name } as const) : ({ 'aria-hidden': true } as const);
  return (
    <span className="av" data-size={size} {...naming}>
      {initialsOf(name)}
    </span>
  );
}
