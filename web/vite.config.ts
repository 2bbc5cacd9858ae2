import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// The API is served by the binary; in development the page is served here and asks it there.
const server = process.env.RENHE_SERVER ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react()],
  server: { port: 5173, proxy: { '/api': server, '/openapi.json': server } },
  build: {
    target: 'es2022',
    sourcemap: false,
    // Charts are one lazy chunk of their own; everything else must stay far below this.
    chunkSizeWarningLimit: 700,
  },
  test: {
    environment: 'happy-dom',
    setupFiles: ['test/setup.ts'],
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}'],
    css: { modules: { classNameStrategy: 'non-scoped' } },
  },
});
