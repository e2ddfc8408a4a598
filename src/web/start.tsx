import { QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, StrictMode, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import './ui/tokens.css'
import './ui/base.css'
import { startI18n } from './lib/i18n.ts'
import { queryClient } from './lib/query.ts'
import { restoreSession } from './lib/session.ts'

/** Draws one entry into the page once its words are there. */
export async function start(app: ReactNode): Promise<void> {
  await Promise.all([startI18n(), restoreSession()])
  const root = document.getElementById('root')
  if (!root) throw new Error('index.html has no #root')
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <Suspense fallback={null}>{app}</Suspense>
      </QueryClientProvider>
    </StrictMode>,
  )
}
