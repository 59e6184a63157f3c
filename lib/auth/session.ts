import { cookies, headers } from "next/headers";
import NextAuth, { CredentialsSignin, type NextAuthConfig } from "next-auth";
import { decode } from "next-auth/jwt";
import Credentials from "next-auth/providers/credentials";
import { cache } from "react";
import { newSecret } from "@/lib/core/crypto";
import { env } from "@/lib/core/env";
import { AppError } from "@/lib/core/errors";
import { requestContext } from "@/lib/core/request";
import {
  type Actor,
  type Halfway,
  type Holder,
  memberActor,
  type Overdue,
  type Person,
  type Stranger,
} from "./actor";
import { endSession, findSession, sessionLifeMs, startSession } from "./sessions";

/** The only file that knows next-auth: it carries a session's id and secret in an encrypted cookie, and no more. */

const secure = () => env().APP_URL.startsWith("https:");

/** `__Host-` ties the cookie to this very host; browsers take it with `Secure` only. */
const cookieName = (name: string) => `${secure() ? "__Host-" : ""}steward.${name}`;

type Carried = { sessionId?: string; secret?: string };

async function here() {
  return requestContext(await headers());
}

/** A ticket that is spent or late signs nobody in; anything else is a fault and must be heard of. */
function refusedTicket(error: unknown): null {
  if (error instanceof AppError) return null;
  throw error;
}

function config(): NextAuthConfig {
  return {
    secret: env().AUTH_SECRET,
    trustHost: true,
    basePath: "/api/auth",
    pages: { signIn: "/sign-in", error: "/sign-in" },
    session: { strategy: "jwt", maxAge: sessionLifeMs / 1_000 },
    cookies: {
      sessionToken: {
        name: cookieName("session"),
        options: { httpOnly: true, sameSite: "lax", path: "/", secure: secure() },
      },
    },
    logger: { error() {} },
    providers: [
      Credentials({
        id: "ticket",
        credentials: { ticket: {} },
        async authorize({ ticket }) {
          if (typeof ticket !== "string") return null;
          const session = await startSession(ticket, await here()).catch(refusedTicket);
          return session && { id: session.id, secret: session.secret };
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) =>
        user ? { sessionId: user.id, secret: (user as { secret?: string }).secret } : token,
    },
  };
}

const { signIn, signOut } = NextAuth(config);

/** Spends a ticket on a new session and sets its cookie; the session of before, if any, ends. For server actions. */
export async function beginSession(ticket: string): Promise<void> {
  const before = await carried();
  try {
    await signIn("ticket", { ticket, redirect: false });
  } catch (error) {
    if (!(error instanceof CredentialsSignin)) throw error;
    throw new AppError("unauthenticated", "Signing in was overtaken by a change of your account. Try again.");
  }
  if (before.sessionId) await endSession(before.sessionId);
}

/** Ends this session everywhere and takes its cookie away. For server actions. */
export async function leaveSession(): Promise<void> {
  const { sessionId } = await carried();
  if (sessionId) await endSession(sessionId);
  await signOut({ redirect: false });
}

async function carried(): Promise<Carried> {
  const token = (await cookies()).get(cookieName("session"))?.value;
  if (!token) return {};
  const decoded = await decode({ token, secret: env().AUTH_SECRET, salt: cookieName("session") }).catch(
    () => null,
  );
  return (decoded as Carried | null) ?? {};
}

async function browserSecret(): Promise<string | null> {
  return (await cookies()).get(cookieName("browser"))?.value ?? null;
}

/** Whoever has a session, signed in or on the way. Asks the database once for each request. */
const sessionHolder = cache(async (): Promise<Holder | null> => {
  const { sessionId, secret } = await carried();
  return sessionId && secret ? findSession(sessionId, secret, await here(), await browserSecret()) : null;
});

/** The signed-in person, or null. */
export async function sessionPersonOrNull(): Promise<Person | null> {
  const holder = await sessionHolder();
  return holder?.kind === "person" ? holder : null;
}

/** Whoever has proven their first factor and not yet the second, or null. */
export async function sessionHalfwayOrNull(): Promise<Halfway | null> {
  const holder = await sessionHolder();
  return holder?.kind === "halfway" ? holder : null;
}

/** Whoever is to replace their password before anything else, or null. */
export async function sessionOverdueOrNull(): Promise<Overdue | null> {
  const holder = await sessionHolder();
  return holder?.kind === "overdue" ? holder : null;
}

/** Whoever is to replace their password before anything else. Refuses with *unauthenticated*. */
export async function sessionOverdue(): Promise<Overdue> {
  const overdue = await sessionOverdueOrNull();
  if (!overdue) throw new AppError("unauthenticated", "This took too long. Sign in again.");
  return overdue;
}

/** Whoever has proven their first factor and not yet the second. Refuses with *unauthenticated*. */
export async function sessionHalfway(): Promise<Halfway> {
  const halfway = await sessionHalfwayOrNull();
  if (!halfway) throw new AppError("unauthenticated", "This took too long. Sign in again.");
  return halfway;
}

/** The signed-in person. Refuses with *unauthenticated*. */
export async function sessionPerson(): Promise<Person> {
  const person = await sessionPersonOrNull();
  if (!person) throw new AppError("unauthenticated", "You are signed out. Sign in again.");
  return person;
}

/** What the signed-in person is in an organization, once for each request. Refuses with *not found* where they are nothing. */
export const sessionActor = cache(
  async (slug: string): Promise<Actor> => memberActor(await sessionPerson(), slug),
);

/** By it a browser is known again at the next sign-in; browsers keep no cookie longer (RFC 6265bis, 5.5). */
const browserCookieDays = 400;

/** Whoever asks, before they say who they are; with the secret of their browser where it has one. */
export async function sessionStranger(): Promise<Stranger> {
  return { kind: "stranger", browser: await browserSecret(), request: await here() };
}

/** Like `sessionStranger`, and gives the browser a secret of its own if it has none. For server actions. */
export async function markedStranger(): Promise<Stranger> {
  const stranger = await sessionStranger();
  if (stranger.browser) return stranger;
  const browser = newSecret();
  (await cookies()).set(cookieName("browser"), browser, {
    httpOnly: true,
    sameSite: "lax",
    path: "/",
    secure: secure(),
    maxAge: browserCookieDays * 86_400,
  });
  return { ...stranger, browser };
}

/** What the page "Check your email" shows, kept in a cookie because neither belongs in an address. */
export type AskedMail = { email: string; code: string };

const askedMailSeconds = 900;

/** Remembers in this browser where a mail was sent and which code belongs to its link. For server actions. */
export async function rememberAskedMail(asked: AskedMail): Promise<void> {
  (await cookies()).set(cookieName("asked-mail"), JSON.stringify(asked), {
    httpOnly: true,
    sameSite: "lax",
    path: "/",
    secure: secure(),
    maxAge: askedMailSeconds,
  });
}

/** What this browser last asked a mail for, or null. */
export async function askedMail(): Promise<AskedMail | null> {
  const kept = (await cookies()).get(cookieName("asked-mail"))?.value;
  try {
    const { email, code } = JSON.parse(kept ?? "null") ?? {};
    return typeof email === "string" && typeof code === "string" ? { email, code } : null;
  } catch {
    return null; // The cookie is the browser's to change; what cannot be read was not ours.
  }
}
