/** Where the jobs live, beside our own tables. */
export const jobSchema = "jobs";

/**
 * The queues and how each tries again, made when the database is migrated.
 * Times are in seconds; a retry waits `retryDelay`, doubled each time up to `retryDelayMax`.
 */
export const queues = {
  mail: { retryLimit: 8, retryDelay: 10, retryBackoff: true, retryDelayMax: 3_600, expireInSeconds: 120 },
  "account-request": { retryLimit: 5, retryDelay: 5, retryBackoff: true, expireInSeconds: 60 },
  "policy-notice": { retryLimit: 5, retryDelay: 60, retryBackoff: true, expireInSeconds: 600 },
  "invitation-import": { retryLimit: 5, retryDelay: 5, retryBackoff: true, expireInSeconds: 60 },
  "network-trial": { retryLimit: 5, retryDelay: 60, retryBackoff: true, expireInSeconds: 60 },
  audit: { retryLimit: 2, retryDelay: 300, expireInSeconds: 7_200, policy: "singleton" },
  "key-notices": { retryLimit: 2, retryDelay: 300, expireInSeconds: 3_600, policy: "singleton" },
  removal: { retryLimit: 2, retryDelay: 300, expireInSeconds: 3_600, policy: "singleton" },
  sweep: { retryLimit: 2, retryDelay: 60, expireInSeconds: 600, policy: "singleton" },
} as const;

export type QueueName = keyof typeof queues;
