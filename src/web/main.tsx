import { RouterProvider } from '@tanstack/react-router'
import { routerOf } from './router.tsx'
import { screens } from './screens.desktop.ts'
import { DesktopShell } from './shell/desktop.tsx'
import { start } from './start.tsx'
import { DesktopTheme } from './ui/desktop/theme.tsx'

await start(
  <DesktopTheme>
    <RouterProvider router={routerOf(screens, DesktopShell)} />
  </DesktopTheme>,
)
