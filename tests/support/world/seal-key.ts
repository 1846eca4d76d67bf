import { generateKeyPairSync, randomBytes } from 'node:crypto'
import forge from 'node-forge'

const years = 10

/** A key with a certificate that nobody but itself vouches for, as PKCS#12 without a passphrase: for demo and tests. */
export function newSealKey(): Buffer {
  const pair = generateKeyPairSync('rsa', {
    modulusLength: 3072,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  })
  const key = forge.pki.privateKeyFromPem(pair.privateKey)
  const certificate = forge.pki.createCertificate()
  certificate.publicKey = forge.pki.publicKeyFromPem(pair.publicKey)
  // A leading zero keeps the number positive.
  certificate.serialNumber = `00${randomBytes(16).toString('hex')}`
  certificate.validity.notBefore = new Date()
  certificate.validity.notAfter = new Date(Date.now() + years * 365 * 24 * 60 * 60 * 1000)
  const name = [{ name: 'commonName', value: 'Samlop segl (demo)' }]
  certificate.setSubject(name)
  certificate.setIssuer(name)
  certificate.setExtensions([
    { name: 'basicConstraints', cA: false },
    { name: 'keyUsage', digitalSignature: true, nonRepudiation: true },
  ])
  certificate.sign(key, forge.md.sha256.create())
  const container = forge.pkcs12.toPkcs12Asn1(key, [certificate], '', { algorithm: '3des' })
  return Buffer.from(forge.asn1.toDer(container).getBytes(), 'binary')
}
