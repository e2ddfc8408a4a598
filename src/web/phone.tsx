import { RouterProvider } from '@tanstack/react-router'
import { routerOf } from './router.tsx'
import { screens } from './screens.phone.ts'
import { PhoneShell } from './shell/phone.tsx'
import { start } from './start.tsx'

await start(<RouterProvider router={routerOf(screens, PhoneShell)} />)
