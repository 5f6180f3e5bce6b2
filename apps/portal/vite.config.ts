import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const vietnamese = fileURLToPath(new URL('src/language/react-aria-vietnamese.ts', import.meta.url));

/** React Aria speaks thirty languages to screen readers, Vietnamese not among them: keep English, add Vietnamese. */
const reactAriaLanguages: Plugin = {
  name: 'react-aria-languages',
  enforce: 'pre',
  load(id) {
    return /react-(aria|stately)[^/]*\/dist\/private\/intl\/.*(?<!en-US)\.m?js$/.test(id)
      ? 'export default undefined;'
      : undefined;
  },
  transform(code, id) {
    const owner = /react-aria(-components)?\/dist\/private\/(?:(\w+)\/)?intlStrings\.m?js$/.exec(id);
    if (!owner) return undefined;
    const spoken = `reactAriaVietnamese[${JSON.stringify(owner[2] ?? 'react-aria-components')}]`;
    const extended = code.replace(/"en-US": ([\w$]+)/, `"en-US": $1, "vi-VN": { ...$1, ...${spoken} }`);
    return { code: `import { reactAriaVietnamese } from ${JSON.stringify(vietnamese)};\n${extended}`, map: null };
  },
};

export default defineConfig({
  plugins: [reactAriaLanguages, react()],
  // The development server bundles dependencies ahead of its own plugins.
  optimizeDeps: { rolldownOptions: { plugins: [reactAriaLanguages] } },
  server: { proxy: { '/api': 'http://localhost:8080' } },
  build: { outDir: 'dist', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
});
