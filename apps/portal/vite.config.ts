import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** React Aria ships its few spoken words in thirty languages; the portal supplies Vietnamese itself and keeps English. */
const onlySpokenLanguages: Plugin = {
  name: 'only-spoken-languages',
  enforce: 'pre',
  load(id) {
    return /react-aria\/dist\/private\/intl\/[^/]+\/(?!en-US)[a-z]{2}-[A-Z]{2}\.m?js$/.test(id)
      ? 'export default undefined;'
      : undefined;
  },
};

export default defineConfig({
  plugins: [onlySpokenLanguages, react()],
  server: { proxy: { '/api': 'http://localhost:8080' } },
  build: { outDir: 'dist', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
});
