/**
 * What is remembered on this computer, as text under a key. A store that is full or closed costs what was to be remembered, never
 * the press that asked for it.
 */
export function readStored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** What lies there as JSON, in whatever shape; undefined when there is nothing that can be read. */
export function readStoredJson(key: string): unknown {
  try {
    return JSON.parse(readStored(key) ?? '');
  } catch {
    return undefined;
  }
}

export function writeStored(key: string, text: string): void {
  try {
    localStorage.setItem(key, text);
  } catch {
    // Said above: it is remembered for as long as the window lives.
  }
}
