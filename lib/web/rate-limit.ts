import { Redis } from "ioredis";
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from "rate-limiter-flexible";
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

/**
 * Counts a request of a key and answers the `RateLimit` headers (IETF draft ratelimit-headers). Refuses with
 * *rate-limited* beyond `API_RATE_LIMIT` requests a minute; 0 sets no limit. Instances share one count by `REDIS_URL`.
 */
export async function countRequest(keyId: string): Promise<Record<string, string>> {
  const limit = env().API_RATE_LIMIT;
  if (limit === 0) return {};
  limiter ??= chosenLimiter();
  const outcome = await limiter.consume(keyId).catch((refused: unknown) => {
    if (refused instanceof RateLimiterRes) return refused;
    throw refused;
  });
  const seconds = Math.max(1, Math.ceil(outcome.msBeforeNext / 1_000));
  if (outcome.consumedPoints > limit) {
    throw new AppError(
      "rate-limited",
      `This key has made more than ${limit} requests in a minute. Wait ${seconds} seconds.`,
      { retryAfterSeconds: seconds },
    );
  }
  return {
    RateLimit: `"default";r=${Math.max(0, outcome.remainingPoints)};t=${seconds}`,
    "RateLimit-Policy": `"default";q=${limit};w=${windowSeconds}`,
  };
}
