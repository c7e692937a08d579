using System.Buffers.Binary;
using System.Text;
using Pirros.Admin.Connections;

namespace Pirros.Admin.Tokens;

/// <summary>What an access token says, once it was opened.</summary>
/// <param name="Connection">The connection that it opens.</param>
/// <param name="Client">The client secret with which it was asked for.</param>
/// <param name="Scopes">What it may do, as far as the client still may.</param>
/// <param name="ExpiresAt">When it ends, in UTC.</param>
/// <param name="Hash">What is stored of the client secret that it was made from.</param>
internal sealed record AccessTokenContent(ConnectionId Connection, TokenId Client, TokenScopes Scopes, DateTimeOffset ExpiresAt, byte[] Hash)
{
    private const byte Version = 1;
    private const int IdAt = 1 + ConnectionId.Length;
    private const int ScopesAt = IdAt + TokenId.Length;
    private const int ExpiresAtByte = ScopesAt + 1;
    private const int ProofAt = ExpiresAtByte + sizeof(long);
    private const int ProofLength = 32;
    private const int Length = ProofAt + ProofLength;

    /// <summary>The same as bytes, to be sealed.</summary>
    public static byte[] Write(ConnectionId connection, TokenId client, TokenScopes scopes, DateTimeOffset expiresAt, byte[] proof)
    {
        var bytes = new byte[Length];
        bytes[0] = Version;
        Encoding.ASCII.GetBytes(connection.Value, bytes.AsSpan(1));
        Encoding.ASCII.GetBytes(client.Value, bytes.AsSpan(IdAt));
        bytes[ScopesAt] = (byte)scopes;
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(ExpiresAtByte), expiresAt.UtcTicks);
        proof.CopyTo(bytes, ProofAt);
        return bytes;
    }

    /// <summary>Reads what was sealed; null when another version wrote it.</summary>
    public static AccessTokenContent? Read(byte[] bytes) => bytes is not [Version, ..] || bytes.Length != Length
        ? null
        : new AccessTokenContent(
            new ConnectionId(Encoding.ASCII.GetString(bytes, 1, ConnectionId.Length)),
            new TokenId(Encoding.ASCII.GetString(bytes, IdAt, TokenId.Length)),
            (TokenScopes)bytes[ScopesAt],
            new DateTimeOffset(BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(ExpiresAtByte)), TimeSpan.Zero),
            ClientSecret.HashOf(bytes.AsSpan(ProofAt)));
}
