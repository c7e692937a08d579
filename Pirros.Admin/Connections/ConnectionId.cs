using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Pirros.Admin.Connections;

/// <summary>Names a connection: <c>con-</c> and 16 lower-case Crockford base-32 characters. No underscore, because Okta refuses a base URL with one.</summary>
public readonly record struct ConnectionId(string Value)
{
    private const string Prefix = "con-";
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int RandomCharacters = 16;
    private static readonly SearchValues<char> Allowed = SearchValues.Create(Alphabet);

    /// <summary>The length of every connection id.</summary>
    public const int Length = 20;

    /// <summary>A new id from the cryptographic generator (80 random bits).</summary>
    public static ConnectionId New() => new(Prefix + RandomNumberGenerator.GetString(Alphabet, RandomCharacters));

    /// <summary>Reads an id; false when it can't be one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ConnectionId id)
    {
        id = default;
        if (text is not { Length: Length } || !text.StartsWith(Prefix, StringComparison.Ordinal) || text.AsSpan(Prefix.Length).ContainsAnyExcept(Allowed))
            return false;
        id = new ConnectionId(text);
        return true;
    }

    /// <summary>Reads an id that a person typed.</summary>
    /// <exception cref="RefusedException">The text can't be one.</exception>
    public static ConnectionId Parse(string? text) => TryParse(text?.Trim(), out var id)
        ? id
        : throw RefusedException.Invalid(ConnectionTexts.ConnectionIdIs);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}
