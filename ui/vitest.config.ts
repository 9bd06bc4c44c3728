import { defineConfig, mergeConfig } from 'vitest/config';
import base from './vite.config.ts';

export default mergeConfig(
  base,
  defineConfig({
    test: {
      environment: 'happy-dom',
      include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.mjs'],
      setupFiles: ['src/test/setup.ts'],
      css: false,
      testTimeout: 20_000,
      maxWorkers: '100%',
      // A process for each file takes much longer than one for many; setup.ts clears up after each test and file.
      isolate: false,
      env: { TZ: 'Asia/Kolkata' },
    },
  }),
);
