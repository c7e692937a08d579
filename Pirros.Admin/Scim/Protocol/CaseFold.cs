namespace Pirros.Admin.Scim.Protocol;

/// <summary>
/// The one rule for comparing values whose <c>caseExact</c> is false (RFC 7643 §7): the invariant lower-case form, where the two letters that it leaves apart
/// are folded as Unicode's case folding does: İ is i with a dot above, and the ς at the end of a word is a σ. Storage keeps the same form in its columns, so
/// that a filter finds the same resources in memory and in a database.
/// </summary>
internal static class CaseFold
{
    public static string Fold(string value)
    {
        if (value.AsSpan().IndexOfAny('İ', 'ς') >= 0)
            value = value.Replace("İ", "i\u0307", StringComparison.Ordinal).Replace('ς', 'σ');
        return value.ToLowerInvariant();
    }
}
