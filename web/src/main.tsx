import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { makeQueryClient } from './api/queryClient';
import { watchTheme } from './design/theme';
import { activateLocale, preferredLocale } from './i18n/catalogue';
import { makeRouter } from './shell/routes';
import { ToastProvider } from './ui/Toast';

async function start() {
  const place = document.getElementById('root');
  if (!place) return;
  watchTheme();
  // The shell is shown in the right language at once, never first in another.
  await activateLocale(preferredLocale());
  const queries = makeQueryClient();
  const router = makeRouter(queries);
  createRoot(place).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <ToastProvider>
          <RouterProvider router={router} />
        </ToastProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
}

void start();
