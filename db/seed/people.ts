import type { Role } from "@/lib/core/roles";

export type Team = "platform" | "appsec" | "cloud" | "support" | "finance";

/** Someone of the demo: name, the address before the @, role, and the group they work in. */
type Row = [name: string, address: string, role: Role, team: Team];

/** The password of everyone in `signIns`. It is no secret: the demo says so when it starts. */
export const demoPassword = "correct horse battery staple";

/** How many of the first in `northwindPeople` have the demo's password; one for each role. */
export const signInCount = 5;

/** In the order in which they joined. */
export const northwindPeople: readonly Row[] = [
  ["Ada Lindqvist", "ada", "owner", "platform"],
  ["Grace Mwangi", "grace", "admin", "appsec"],
  ["Tomás Herrera", "tomas", "team-leader", "platform"],
  ["Beatriz Nogueira", "beatriz", "billing-manager", "finance"],
  ["Uma Raghunathan", "uma", "user", "appsec"],
  ["Håkon Bergström", "hakon", "owner", "cloud"],
  ["Noor van den Berg", "noor", "admin", "cloud"],
  ["Li Wei", "li.wei", "admin", "platform"],
  ["Chiamaka Eze", "chiamaka", "admin", "support"],
  ["Yuki Tanaka", "yuki", "team-leader", "cloud"],
  ["Fatima Zahra El Amrani", "fatima", "team-leader", "appsec"],
  ["Miguel Ángel Pérez", "miguel", "team-leader", "support"],
  ["Katarzyna Wiśniewska", "katarzyna", "team-leader", "platform"],
  ["Daniel O’Connor", "daniel", "team-leader", "cloud"],
  ["Priya Natarajan", "priya", "team-leader", "finance"],
  ["Sven Hoffmann", "sven", "billing-manager", "finance"],
  ["Amélie Dubois", "amelie", "billing-manager", "finance"],
  ["Zoë Papadopoulos", "zoe", "user", "platform"],
  ["Ibrahim Al-Sayed", "ibrahim", "user", "platform"],
  ["Sofia Rossi", "sofia", "user", "appsec"],
  ["Nguyễn Thị Mai", "mai", "user", "cloud"],
  ["James Whitfield", "james", "user", "platform"],
  ["Ольга Смирнова", "olga", "user", "appsec"],
  ["Kwame Asante", "kwame", "user", "support"],
  ["Hanna Virtanen", "hanna", "user", "platform"],
  ["Rafael Oliveira", "rafael", "user", "cloud"],
  ["Mei-Ling Chen", "meiling", "user", "platform"],
  ["Aarav Sharma", "aarav", "user", "appsec"],
  ["Siobhán Murphy", "siobhan", "user", "support"],
  ["Lars Kjærgaard", "lars", "user", "cloud"],
  ["Thandiwe Dlamini", "thandiwe", "user", "platform"],
  ["Mehmet Yılmaz", "mehmet", "user", "platform"],
  ["Jolanta Kowalska", "jolanta", "user", "support"],
  ["Samuel Adeyemi", "samuel", "user", "appsec"],
  ["Chloe Baker", "chloe", "user", "cloud"],
  ["Park Ji-woo", "jiwoo", "user", "platform"],
  ["Elif Demir", "elif", "user", "support"],
  ["Tiago Fernandes", "tiago", "user", "platform"],
  ["Anneke de Vries", "anneke", "user", "appsec"],
  ["Mateusz Nowak", "mateusz", "user", "cloud"],
  ["Layla Haddad", "layla", "user", "support"],
  ["Oskar Lund", "oskar", "user", "platform"],
  ["Gabriela Ionescu", "gabriela", "user", "platform"],
  ["Takumi Sato", "takumi", "user", "cloud"],
  ["Isla Campbell", "isla", "user", "appsec"],
  ["Ngozi Okonkwo", "ngozi", "user", "support"],
  ["Luca Bianchi", "luca", "user", "platform"],
  ["Jana Novotná", "jana", "user", "cloud"],
  ["Omar Benali", "omar", "user", "platform"],
  ["Freya Jónsdóttir", "freya", "user", "appsec"],
  ["Arjun Menon", "arjun", "user", "support"],
  ["Camille Laurent", "camille", "user", "platform"],
  ["Bilal Qureshi", "bilal", "user", "cloud"],
  ["Valentina Morales", "valentina", "user", "support"],
  ["Emeka Obi", "emeka", "user", "appsec"],
  ["Lucía Fernández", "lucia", "user", "platform"],
  ["Dmytro Shevchenko", "dmytro", "user", "cloud"],
  ["Maja Petrović", "maja", "user", "finance"],
  ["William Tran", "william", "user", "platform"],
  ["Aisha Mohamed", "aisha", "user", "support"],
];

/** Those of Northwind who are disabled by now, by their address before the @, and since how many days. */
export const disabledPeople: Readonly<Record<string, number>> = { rafael: 38, elif: 21, emeka: 6 };

/** Who came for a while and left, so that the log tells of them although they are members no more. */
export const formerPeople: readonly [name: string, address: string][] = [
  ["Patrick Lemaire", "patrick.lemaire"],
  ["Shreya Iyer", "shreya.iyer"],
  ["Viktor Horváth", "viktor.horvath"],
  ["Nia Evans", "nia.evans"],
  ["Andrei Popescu", "andrei.popescu"],
  ["Rosa Delgado", "rosa.delgado"],
];

/** The second organization: its own people, beside two of Northwind's. */
export const lumenPeople: readonly [name: string, address: string, role: Role][] = [
  ["Kaito Mori", "kaito", "owner"],
  ["Ingrid Solberg", "ingrid", "admin"],
  ["Pedro Almeida", "pedro", "billing-manager"],
  ["Salma Rahimi", "salma", "user"],
  ["Finn Gallagher", "finn", "user"],
];

export const groupNames: Record<Team | "champions", [name: string, description: string]> = {
  platform: ["Platform Engineering", "Builds and runs what every product team stands on."],
  appsec: ["Application Security", "Triages findings, reviews designs and answers for the scores."],
  cloud: ["Cloud Operations", "On call for servers, networks and agents in all regions."],
  support: ["Customer Success", "Speaks with customers; reads findings, changes none."],
  finance: ["Finance", "Invoices, seats and renewals."],
  champions: [
    "Security Champions",
    "One in each team who leads on security; being here makes one a Team Leader.",
  ],
};

/** Whose project each is: the team that works in it and the one that looks on. */
export const projectNames: readonly [name: string, description: string, worksIn: Team, looksOn: Team][] = [
  ["Payments Gateway", "Card and account payments; PCI DSS scope.", "platform", "appsec"],
  ["Customer Portal", "Where customers see contracts, scans and invoices.", "platform", "support"],
  ["Mobile Banking App", "The iOS and Android apps and what serves them.", "appsec", "support"],
  ["Identity Service", "Single sign-on for all products.", "cloud", "appsec"],
  ["Data Lake", "Events of all products, for reports and models.", "cloud", "finance"],
  ["Partner Extranet", "Gave way to the Customer Portal.", "platform", "support"],
];

/** The project that is done with. */
export const archivedProject = "Partner Extranet";
