import { Building2, HardHat, Headset, type LucideIcon, Network, Rocket, Ship } from 'lucide-react'

export interface ScenarioCard {
  key: string
  icon: LucideIcon
  /** Weight of quantity in per cent; quality has the rest. */
  quantity: number
}

/** The scenarios as set-up offers them; keys are those of the settings. */
export const scenarioCards: ScenarioCard[] = [
  { key: 'enterprise', icon: Building2, quantity: 40 },
  { key: 'growth', icon: Rocket, quantity: 75 },
  { key: 'channel', icon: Network, quantity: 50 },
  { key: 'service', icon: Headset, quantity: 20 },
  { key: 'foreignTrade', icon: Ship, quantity: 40 },
  { key: 'project', icon: HardHat, quantity: 40 },
]
