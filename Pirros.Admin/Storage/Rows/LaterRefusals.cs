using Pirros.Admin.Tokens;

namespace Pirros.Admin.Storage.Rows;

/// <summary>
/// Reasons of which the first release knows nothing, and would fail on in the column of the others: they stand in that of the <c>scimType</c>, which no refused token has. So an
/// instance of that release can read what a newer one wrote beside it.
/// </summary>
internal static class LaterRefusals
{
    private const string Prefix = "token:";

    public static bool IsOne(TokenRefusal? refusal) => refusal > TokenRefusal.ConnectionOff;

    public static string? Write(TokenRefusal? refusal) => IsOne(refusal) ? Prefix + refusal : null;

    public static TokenRefusal? Read(string? scimType)
        => scimType?.StartsWith(Prefix, StringComparison.Ordinal) == true && Enum.TryParse<TokenRefusal>(scimType.AsSpan(Prefix.Length), out var refusal) ? refusal : null;
}
