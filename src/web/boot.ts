import { isPhone, whenScreenKindChanges } from './lib/device.ts'
import { keepApp } from './lib/install.ts'
import { applyTheme } from './lib/theme.ts'

applyTheme()
keepApp()
const phone = isPhone()
whenScreenKindChanges(phone)
if (phone) await import('./phone.tsx')
else await import('./main.tsx')
