/** The core in the same process, through the one plugin command it offers. The only file that knows Tauri. */
import { Channel, invoke, isTauri } from '@tauri-apps/api/core';
import type { Changed, Reply, StagedFile } from './contract';
import type { Transport } from './transport';

/** Whether the page runs inside the desktop window. */
export const inDesktopWindow = (): boolean => isTauri();

export function tauriTransport(): Transport {
  return {
    call: (command, payload, { preview }) =>
      invoke<Reply<unknown>>('plugin:api|call', { command, payload, preview }),

    async bytes(command, payload) {
      const octets = await invoke<ArrayBuffer>('plugin:api|bytes', { command, payload });
      // The channel carries no media type, and a picture element draws SVG only when it is told.
      const isSvg =
        new TextDecoder().decode(new Uint8Array(octets, 0, Math.min(4, octets.byteLength))) === '<svg';
      return new Blob([octets], isSvg ? { type: 'image/svg+xml' } : {});
    },

    async choose(pictures) {
      const payload = { command: 'attachment.choose', payload: { pictures }, preview: false };
      return (await invoke<Reply<{ files: StagedFile[] }>>('plugin:api|call', payload)).result.files;
    },

    async stage(files) {
      const staged: StagedFile[] = [];
      // One after the other: each is held in memory on both sides.
      for (const file of files) {
        const octets = new Uint8Array(await file.arrayBuffer());
        staged.push({ ...(await invoke<StagedFile>('plugin:api|stage', octets)), name: file.name });
      }
      return staged;
    },

    scale: (percent) => void invoke('plugin:api|scale', { percent }),

    subscribe(listener) {
      let open = true;
      const channel = new Channel<Changed>();
      channel.onmessage = (changed) => {
        if (open) listener(changed);
      };
      void invoke('plugin:api|subscribe', { channel });
      return () => {
        open = false;
      };
    },
  };
}
