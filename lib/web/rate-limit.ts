import { Redis } from "ioredis";
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from "rate-limiter-flexible";
import { networkOf } from "@/lib/auth/attempts";
import { env } from "@/lib/core/env";
import { AppError } from "@/lib/core/errors";

/** The window of the limit, in seconds. */
const windowSeconds = 60;

type Limiter = RateLimiterMemory | RateLimiterRedis;
let limiter: Limiter | undefined;

function chosenLimiter(): Limiter {
  const { API_RATE_LIMIT: points, REDIS_URL } = env();
  const memory = new RateLimiterMemory({ points, duration: windowSeconds });
  if (!REDIS_URL) return memory;
  const storeClient = new Redis(REDIS_URL, { enableOfflineQueue: false, maxRetriesPerRequest: 1 });
  storeClient.on("error", () => {}); // Each refused command falls back to the memory limit below.
  return new RateLimiterRedis({
    storeClient,
    points,
    duration: windowSeconds,
    keyPrefix: "steward:api",
    insuranceLimiter: memory,
  });
}

/** Counts one more for a subject: how the count stands, and in how many seconds it begins anew. */
async function count(subject: string): Promise<{ outcome: RateLimiterRes; seconds: number }> {
  limiter ??= chosenLimiter();
  const outcome = await limiter.consume(subject).catch((refused: unknown) => {
    if (refused instanceof RateLimiterRes) return refused;
    throw refused;
  });
  return { outcome, seconds: Math.max(1, Math.ceil(outcome.msBeforeNext / 1_000)) };
}

function tooMany(words: string, seconds: number): AppError {
  return new AppError("rate-limited", `${words} in a minute. Wait ${seconds} seconds.`, {
    retryAfterSeconds: seconds,
  });
}

type Tell = (name: string, value: string) => void;

/** Counts a request of a key, and tells how its limit stands. Refuses one beyond it. */
async function countRequest(keyId: string, tell: Tell): Promise<void> {
  const limit = env().API_RATE_LIMIT;
  const { outcome, seconds } = await count(keyId);
  tell("RateLimit", `"default";r=${Math.max(0, limit - outcome.consumedPoints)};t=${seconds}`);
  tell("RateLimit-Policy", `"default";q=${limit};w=${windowSeconds}`);
  if (outcome.consumedPoints > limit) throw tooMany(`This key has made more than ${limit} requests`, seconds);
}

/**
 * The keys that this process has found good, by their hashes: they are counted before they are asked for, and what others send
 * from their network does not stop them.
 */
const foundGood = new Map<string, string>();
const mostRemembered = 20_000;

function remember(keyHash: string, keyId: string): void {
  const [oldest] = foundGood.keys();
  if (foundGood.size >= mostRemembered && oldest !== undefined) foundGood.delete(oldest);
  foundGood.set(keyHash, keyId);
}

/** Counts a key that is not known to be good for its network. It is counted before it is asked, so that any number at once is no way around. */
async function countStranger(network: string): Promise<void> {
  const limit = env().API_RATE_LIMIT;
  const { outcome, seconds } = await count(network);
  if (outcome.consumedPoints > limit)
    throw tooMany(`Your network has sent more than ${limit} keys that are not valid`, seconds);
}

/**
 * Looks a key up by its hash and counts the request, telling the `RateLimit` headers (IETF draft ratelimit-headers), which a
 * refusal carries too. Refuses with *rate-limited* beyond `API_RATE_LIMIT` requests of a key in a minute, before the database is
 * asked, and beyond as many bad keys of a network, of which each costs a question too. 0 sets no limit. A key that was good
 * before is always asked for: a stranger behind the same address shuts no script out. Instances share one count by `REDIS_URL`.
 */
export async function lookUpKey<Found extends { id: string }>(
  keyHash: string,
  ip: string | null,
  tell: Tell,
  lookUp: () => Promise<Found>,
): Promise<Found> {
  if (env().API_RATE_LIMIT === 0) return lookUp();
  const network = `network:${networkOf(ip ?? "::")}`;
  const known = foundGood.get(keyHash);
  await (known ? countRequest(known, tell) : countStranger(network));
  const takeBack = async () => {
    if (!known) await limiter?.reward(network);
  };
  let found: Found;
  try {
    found = await lookUp();
  } catch (error) {
    // A database that is away says nothing of the key.
    if (error instanceof AppError) foundGood.delete(keyHash);
    else await takeBack();
    throw error;
  }
  await takeBack();
  remember(keyHash, found.id);
  if (!known) await countRequest(found.id, tell);
  return found;
}
