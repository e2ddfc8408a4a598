import { isPhone, whenScreenKindChanges } from './lib/device.ts'
import { applyTheme } from './lib/theme.ts'

applyTheme()
const phone = isPhone()
whenScreenKindChanges(phone)
if (phone) await import('./phone.tsx')
else await import('./main.tsx')
