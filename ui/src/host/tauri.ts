/** The core in the same process, through the one plugin command it offers. The only file that knows Tauri. */
import { Channel, invoke, isTauri } from '@tauri-apps/api/core';
import type { Changed, Reply } from './contract';
import type { Transport } from './transport';

/** Whether the page runs inside the desktop window. */
export const inDesktopWindow = (): boolean => isTauri();

export function tauriTransport(): Transport {
  return {
    call: (command, payload, { preview }) =>
      invoke<Reply<unknown>>('plugin:api|call', { command, payload, preview }),

    async bytes(command, payload) {
      const octets = await invoke<ArrayBuffer>('plugin:api|bytes', { command, payload });
      return new Blob([octets]);
    },

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
