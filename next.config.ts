import { readdirSync } from 'node:fs'
import type { NextConfig } from 'next'

const migrations = readdirSync('prisma/migrations').filter((name) => /^\d{14}_/.test(name))

/** For answers that no browser shows; they do not pass `proxy.ts`. */
const unshown = [
  { key: 'Content-Security-Policy', value: "default-src 'none'; frame-ancestors 'none'" },
  { key: 'Cache-Control', value: 'private, no-store' },
]

const config: NextConfig = {
  typedRoutes: true,
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  agentRules: false,
  // What the database must have; written into the build.
  env: { EXPECTED_MIGRATIONS: migrations.join() },
  images: { unoptimized: true },
  // They read files that stand beside their own code.
  serverExternalPackages: ['pdfkit', '@signpdf/placeholder-plain', '@signpdf/signer-p12', '@signpdf/signpdf'],
  // `npm run verify` checks the types, of the tests too; a start need not do it again.
  typescript: { ignoreBuildErrors: true },
  experimental: {
    serverActions: { bodySizeLimit: '256kb' },
    // The first answer of a process need not wait for the code of every page.
    preloadEntriesOnStart: false,
  },
  headers: async () => [
    {
      source: '/:path*',
      headers: [
        { key: 'Strict-Transport-Security', value: 'max-age=31536000; includeSubDomains' },
        { key: 'X-Content-Type-Options', value: 'nosniff' },
        { key: 'X-Frame-Options', value: 'DENY' },
        // Not `no-referrer`: with it browsers send a plain form without saying where it comes from, and we refuse such forms.
        { key: 'Referrer-Policy', value: 'same-origin' },
        { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
        { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
        { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(), interest-cohort=()' },
      ],
    },
    { source: '/:path*', has: [{ type: 'header', key: 'next-action' }], headers: unshown },
    { source: '/api/boards/:path*', headers: unshown },
    { source: '/api/patients/:path*', headers: unshown },
  ],
}

export default config
