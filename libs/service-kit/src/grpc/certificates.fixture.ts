import { generateKeyPairSync, randomBytes } from 'node:crypto';
import forge from 'node-forge';
import type { Tls } from './tls.js';

/** A certificate authority of a test. node:crypto makes keys and no certificates; one pair of keys does for all of them. */
export class TestAuthority {
  private readonly keys = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  private readonly name = [{ name: 'commonName', value: `motcua test ${randomBytes(4).toString('hex')}` }];
  private readonly certificate = this.sign(this.name, [
    { name: 'basicConstraints', cA: true, critical: true },
    { name: 'keyUsage', keyCertSign: true, critical: true },
  ]);

  /** What a service gets: a certificate for its name, its key, and whom to trust. */
  issue(dnsName: string): Tls {
    const certificate = this.sign(
      [{ name: 'commonName', value: dnsName }],
      [
        { name: 'basicConstraints', cA: false },
        { name: 'extKeyUsage', serverAuth: true, clientAuth: true },
        { name: 'subjectAltName', altNames: [{ type: 2, value: dnsName }] },
      ],
    );
    return {
      cert: Buffer.from(forge.pki.certificateToPem(certificate)),
      key: Buffer.from(this.keys.privateKey),
      ca: Buffer.from(forge.pki.certificateToPem(this.certificate)),
    };
  }

  private sign(subject: forge.pki.CertificateField[], extensions: object[]): forge.pki.Certificate {
    const certificate = forge.pki.createCertificate();
    certificate.publicKey = forge.pki.publicKeyFromPem(this.keys.publicKey);
    certificate.serialNumber = `00${randomBytes(8).toString('hex')}`;
    certificate.validity.notBefore = new Date(Date.now() - 60_000);
    certificate.validity.notAfter = new Date(Date.now() + 3_600_000);
    certificate.setSubject(subject);
    certificate.setIssuer(this.name);
    certificate.setExtensions(extensions);
    certificate.sign(forge.pki.privateKeyFromPem(this.keys.privateKey), forge.md.sha256.create());
    return certificate;
  }
}
