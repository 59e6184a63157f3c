import {
  Activity,
  Bell,
  Building2,
  ChartLine,
  CreditCard,
  FileText,
  Folder,
  Gauge,
  House,
  KeyRound,
  LayoutDashboard,
  LogIn,
  type LucideIcon,
  Mail,
  MonitorSmartphone,
  Plug,
  ScanSearch,
  ScrollText,
  Server,
  Settings,
  Shield,
  ShieldCheck,
  User,
  UserPlus,
  Users,
  UsersRound,
  Webhook,
} from "lucide-react";

const icons = {
  activity: Activity,
  audit: ScrollText,
  bell: Bell,
  building: Building2,
  card: CreditCard,
  chart: ChartLine,
  devices: MonitorSmartphone,
  factors: ShieldCheck,
  folder: Folder,
  gauge: Gauge,
  groups: UsersRound,
  home: House,
  integrations: Plug,
  invite: UserPlus,
  key: KeyRound,
  mail: Mail,
  members: Users,
  overview: LayoutDashboard,
  person: User,
  policies: Shield,
  reports: FileText,
  scan: ScanSearch,
  server: Server,
  settings: Settings,
  "sign-ins": LogIn,
  webhook: Webhook,
} satisfies Record<string, LucideIcon>;

/** What a section may be marked with. A word and not a component, so that it can be said anywhere. */
export type IconName = keyof typeof icons;

export function SectionIcon({ name, className }: { name: IconName; className?: string }) {
  const Icon = icons[name];
  return <Icon className={className} />;
}
