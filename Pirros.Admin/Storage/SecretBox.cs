using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Pirros.Admin.Downstream;

namespace Pirros.Admin.Storage;

/// <summary>Encrypts with the data-protection keys, which every instance finds in the database.</summary>
internal sealed class SecretBox(IDataProtectionProvider protection) : ISecretBox
{
    private readonly IDataProtector _protector = protection.CreateProtector("Pirros.Admin.Downstream.SigningSecret");

    public string Seal(string secret) => _protector.Protect(secret);

    public string? Open(string sealedSecret)
    {
        try
        {
            return _protector.Unprotect(sealedSecret);
        }
        catch (CryptographicException)
        {
            // Said by the pause of the subscriber, and mended by a rotation.
            return null;
        }
    }
}
