namespace Pirros.Admin.Saml.Protocol;

/// <summary>What a response must be to be accepted by a connection.</summary>
/// <param name="EntityId">Our Entity ID: the audience.</param>
/// <param name="ReplyUrl">Our Reply URL: the destination and the recipient.</param>
/// <param name="Issuer">The identity provider's entity id.</param>
/// <param name="Signature">What it is signed with.</param>
internal sealed record ResponsePolicy(string EntityId, string ReplyUrl, string Issuer, SignaturePolicy Signature)
{
    /// <summary>How far the provider's clock and ours may differ.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromMinutes(3);

    public DateTimeOffset Now => Signature.Now;
}
