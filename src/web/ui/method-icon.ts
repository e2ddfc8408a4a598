import {
  CalendarDays,
  type LucideIcon,
  Mail,
  MapPin,
  MessageCircle,
  MessageSquareText,
  Phone,
  Presentation,
  Video,
} from 'lucide-react'

const byMethod: Record<string, LucideIcon> = {
  visit: MapPin,
  customerVisit: MapPin,
  phone: Phone,
  wechat: MessageCircle,
  wecom: MessageCircle,
  whatsapp: MessageCircle,
  line: MessageCircle,
  sms: MessageCircle,
  email: Mail,
  videoMeeting: Video,
  demo: Presentation,
  event: CalendarDays,
}
const byClass: Record<string, LucideIcon> = {
  visit: MapPin,
  call: Phone,
  message: MessageCircle,
  meeting: Video,
  event: CalendarDays,
}

/** The icon of a way of contact; the company's own methods take that of their class. */
export const methodIcon = (method: string, kind?: string): LucideIcon =>
  byMethod[method] ?? byClass[kind ?? ''] ?? MessageSquareText
