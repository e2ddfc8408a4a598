/** Nothing here may reach the desktop's component library: the phone's screens show these parts too. */

export {
  attitudeTone,
  type Contact,
  type Subject,
  useDuplicates,
  useOpenStepsOf,
  useTimelineOf,
} from './customer.ts'
export { Entry } from './customer-timeline.tsx'
export { NextStepCard } from './customer-top.tsx'
export { ListSwitch } from './list-switch.tsx'
export { Timeline } from './timeline-rows.tsx'
