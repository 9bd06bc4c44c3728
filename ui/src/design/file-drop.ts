/** Files dropped from outside of the window. What takes them also has a button: nothing is reached by dropping alone. */
import { type DragEvent, useState } from 'react';

const holdsFiles = ({ dataTransfer }: { dataTransfer: DataTransfer | null }) =>
  dataTransfer?.types.includes('Files') ?? false;

/** A folder has no bytes; only files are taken. */
const filesOf = (dropped: DataTransfer) =>
  [...dropped.items]
    .filter((item) => item.kind === 'file' && item.webkitGetAsEntry?.()?.isDirectory !== true)
    .map((item) => item.getAsFile())
    .filter((file) => file !== null);

/**
 * What an element needs to take files: `over` marks it while some are held above it, and `props` are its listeners. The innermost
 * that takes files gets them; an overlay counts as part of the component that opened it. Without `onFiles` nothing is taken.
 */
export function useFileDrop(onFiles: ((files: File[]) => void) | undefined) {
  // Each child that is entered is left again; counting them is the only way that all browsers agree on.
  const [depth, setDepth] = useState(0);
  if (!onFiles) return { over: undefined, props: {} };
  const taking = (act: (event: DragEvent) => void) => (event: DragEvent) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    event.stopPropagation();
    act(event);
  };
  return {
    over: depth > 0 || undefined,
    props: {
      onDragEnter: taking(() => setDepth((now) => now + 1)),
      onDragLeave: taking(() => setDepth((now) => Math.max(0, now - 1))),
      onDragOver: taking(({ dataTransfer }) => {
        dataTransfer.dropEffect = 'copy';
      }),
      onDrop: taking(({ dataTransfer }) => {
        setDepth(0);
        const files = filesOf(dataTransfer);
        if (files.length > 0) onFiles(files);
      }),
    },
  };
}

/** Keeps the page from being left for a file that is dropped where nothing takes it. */
export function refuseOtherDrops(): void {
  for (const kind of ['dragover', 'drop'] as const) {
    window.addEventListener(kind, (event) => {
      if (event.defaultPrevented || !holdsFiles(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'none';
    });
  }
}
