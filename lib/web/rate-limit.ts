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

/**
 * Counts a request of a key, and tells the `RateLimit` headers (IETF draft ratelimit-headers), which a refusal carries too.
 * Refuses with *rate-limited* beyond `API_RATE_LIMIT` requests a minute; 0 sets no limit. Instances share one count by
 * `REDIS_URL`.
 */
export async function countRequest(
  keyId: string,
  tell: (name: string, value: string) => void,
): Promise<void> {
  const limit = env().API_RATE_LIMIT;
  if (limit === 0) return;
  const { outcome, seconds } = await count(keyId);
  tell("RateLimit", `"default";r=${Math.max(0, limit - outcome.consumedPoints)};t=${seconds}`);
  tell("RateLimit-Policy", `"default";q=${limit};w=${windowSeconds}`);
  if (outcome.consumedPoints > limit) throw tooMany(`This key has made more than ${limit} requests`, seconds);
}

/** Hashes of keys that this process has found good, so that what others send from their network does not stop them. */
const foundGood = new Set<string>();
const mostRemembered = 20_000;

/**
 * Looks a key up by its hash, unless its network has sent as many bad ones in a minute as a key may make requests: each costs a
 * question to the database, and no key's count has it. It is counted before it is asked, so that any number at once is no way
 * around. A key that was good before is always asked for: a stranger behind the same address shuts no script out.
 */
export async function lookUpKey<Found>(
  keyHash: string,
  ip: string | null,
  lookUp: () => Promise<Found>,
): Promise<Found> {
  const limit = env().API_RATE_LIMIT;
  if (limit === 0) return lookUp();
  const network = `network:${networkOf(ip ?? "::")}`;
  const wasGood = foundGood.has(keyHash);
  if (!wasGood) {
    const { outcome, seconds } = await count(network);
    if (outcome.consumedPoints > limit)
      throw tooMany(`Your network has sent more than ${limit} keys that are not valid`, seconds);
  }
  const takeBack = async () => {
    if (!wasGood) await limiter?.reward(network);
  };
  try {
    const found = await lookUp();
    await takeBack();
    if (foundGood.size >= mostRemembered) foundGood.clear();
    foundGood.add(keyHash);
    return found;
  } catch (error) {
    // A database that is away says nothing of the key.
    if (error instanceof AppError) foundGood.delete(keyHash);
    else await takeBack();
    throw error;
  }
}
