using System.Diagnostics.CodeAnalysis;

namespace Pirros.Admin.Tenants;

/// <summary>A tenant's short name (slug). It is the tenant's key and stands in its Entity IDs, so it never changes.</summary>
/// <param name="Value">1 to 63 lower-case letters, digits and inner hyphens: a DNS label, since an origin may hold it as a host name.</param>
public readonly record struct TenantId(string Value)
{
    private const int MaximumLength = 63;

    /// <summary>Reads a slug; false when it can't be one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out TenantId id)
    {
        id = default;
        if (text is null || text.Length is 0 or > MaximumLength || text[0] == '-' || text[^1] == '-')
            return false;
        foreach (var c in text)
        {
            if (c is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '-'))
                return false;
        }

        id = new TenantId(text);
        return true;
    }

    /// <summary>Reads a slug that a person typed.</summary>
    /// <exception cref="RefusedException">The text can't be a slug; the message says what one looks like.</exception>
    public static TenantId Parse(string? text) => TryParse(text, out var id)
        ? id
        : throw RefusedException.Invalid(TenantTexts.ShortNameIs);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}
