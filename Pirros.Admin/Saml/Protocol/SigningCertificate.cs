using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Pirros.Admin.Saml.Protocol;

/// <summary>A certificate that an identity provider signs with: its public key, whose it is, and when it is valid.</summary>
public sealed class SigningCertificate : IDisposable
{
    /// <summary>The shortest RSA key that is accepted, in bits (NIST SP 800-131A).</summary>
    public const int ShortestKey = 2048;

    private const int Longest = 64 * 1024;
    private readonly X509Certificate2 _certificate;

    private SigningCertificate(X509Certificate2 certificate) => _certificate = certificate;

    /// <summary>The certificate itself, in DER.</summary>
    public ReadOnlyMemory<byte> Der => _certificate.RawDataMemory;

    /// <summary>SHA-1 of it, in capital hexadecimal digits: what both providers' consoles show as the thumbprint. It names a certificate and proves nothing.</summary>
    public string Thumbprint => _certificate.Thumbprint;

    /// <summary>Whose it is, such as <c>CN=Microsoft Azure Federated SSO Certificate</c>.</summary>
    public string Subject => _certificate.Subject;

    public DateTimeOffset NotBefore => new(_certificate.NotBefore.ToUniversalTime(), TimeSpan.Zero);

    public DateTimeOffset NotAfter => new(_certificate.NotAfter.ToUniversalTime(), TimeSpan.Zero);

    /// <summary>Bits of its key.</summary>
    public int KeySize { get; private init; }

    /// <summary>Reads what an admin pasted or uploaded: PEM, Base64 on one or many lines, or DER.</summary>
    /// <exception cref="SamlException">It is none, holds a private key, or its key is too weak.</exception>
    public static SigningCertificate Read(ReadOnlyMemory<byte> given)
    {
        if (given.Length > Longest)
            throw new SamlException(SamlFault.TooLarge, $"{Longest}", $"{given.Length}");
        var text = Encoding.UTF8.GetString(given.Span);
        if (text.Contains("PRIVATE KEY", StringComparison.Ordinal))
            throw new SamlException(SamlFault.PrivateKey);
        return OfDer(Der(text) ?? given);

        static byte[]? Der(string text)
        {
            var begin = text.IndexOf("-----BEGIN CERTIFICATE-----", StringComparison.Ordinal);
            var end = text.IndexOf("-----END CERTIFICATE-----", StringComparison.Ordinal);
            var body = begin >= 0 && end > begin ? text[(begin + "-----BEGIN CERTIFICATE-----".Length)..end] : text;
            var letters = string.Concat(body.Where(letter => !char.IsWhiteSpace(letter)));
            var bytes = new byte[letters.Length];
            return letters.Length > 0 && Convert.TryFromBase64String(letters, bytes, out var length) ? bytes[..length] : null;
        }
    }

    /// <summary>Reads a certificate in DER.</summary>
    /// <exception cref="SamlException">It is none, or its key is too weak.</exception>
    public static SigningCertificate OfDer(ReadOnlyMemory<byte> der)
    {
        if (der.IsEmpty)
            throw new SamlException(SamlFault.NotACertificate);
        X509Certificate2 certificate;
        try
        {
            // Nothing but a certificate: a PKCS #12 file would bring a private key.
            if (X509Certificate2.GetCertContentType(der.Span) == X509ContentType.Pkcs12)
                throw new SamlException(SamlFault.PrivateKey);
            certificate = X509CertificateLoader.LoadCertificate(der.Span);
        }
        catch (CryptographicException)
        {
            throw new SamlException(IsPrivateKey(der) ? SamlFault.PrivateKey : SamlFault.NotACertificate);
        }

        using var key = certificate.GetRSAPublicKey();
        if (key is not { KeySize: >= ShortestKey and var size })
        {
            var received = key is null ? certificate.PublicKey.Oid.FriendlyName ?? certificate.PublicKey.Oid.Value : $"RSA {key.KeySize}";
            certificate.Dispose();
            throw new SamlException(SamlFault.WeakKey, $"RSA {ShortestKey}", received);
        }

        return new SigningCertificate(certificate) { KeySize = size };
    }

    /// <summary>Refuses one that is not valid at a time.</summary>
    public void RequireValid(DateTimeOffset now)
    {
        if (now < NotBefore)
            throw new SamlException(SamlFault.CertificateNotYetValid, null, $"{NotBefore:u}");
        RequireNotEnded(now);
    }

    /// <summary>Refuses one that has ended at a time.</summary>
    public void RequireNotEnded(DateTimeOffset now)
    {
        if (now > NotAfter)
            throw new SamlException(SamlFault.CertificateExpired, null, $"{NotAfter:u}");
    }

    /// <summary>Whether it is valid at a time.</summary>
    public bool IsValidAt(DateTimeOffset now) => now >= NotBefore && now <= NotAfter;

    /// <summary>The thumbprint of what claims to be a certificate; null when it is none.</summary>
    internal static string? ThumbprintOf(byte[] der)
    {
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(der);
            return certificate.Thumbprint;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Its public key; the caller disposes of it.</summary>
    internal RSA PublicKey() => _certificate.GetRSAPublicKey()!;

    public void Dispose() => _certificate.Dispose();

    private static bool IsPrivateKey(ReadOnlyMemory<byte> der)
    {
        using var key = RSA.Create();
        foreach (var import in new Action[] { () => key.ImportPkcs8PrivateKey(der.Span, out _), () => key.ImportRSAPrivateKey(der.Span, out _) })
        {
            try
            {
                import();
                return true;
            }
            catch (CryptographicException)
            {
                // Not of this kind.
            }
        }

        return false;
    }
}
