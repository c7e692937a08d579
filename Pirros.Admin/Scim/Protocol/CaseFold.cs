namespace Pirros.Admin.Scim.Protocol;

/// <summary>
/// The one rule for comparing values whose <c>caseExact</c> is false (RFC 7643 §7): the invariant lower-case form. Storage keeps the
/// same form in its columns, so that a filter finds the same resources in memory and in a database.
/// </summary>
internal static class CaseFold
{
    public static string Fold(string value) => value.ToLowerInvariant();
}
