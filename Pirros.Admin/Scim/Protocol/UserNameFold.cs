using System.Text;

namespace Pirros.Admin.Scim.Protocol;

/// <summary>
/// The rule for comparing userNames (RFC 7644 §5): the PRECIS profile UsernameCaseMapped of RFC 7613 §3.2, so that one name typed on two keyboards is one
/// name. Full-width and half-width forms become ordinary ones, letters lower case, and what can be composed is (NFC). Names are compared so, and kept as they were sent.
/// </summary>
internal static class UserNameFold
{
    public static string Fold(string value) => Ascii.IsValid(value) ? value.ToLowerInvariant() : CaseFold.Fold(MapWidth(value)).Normalize(NormalizationForm.FormC);

    private static string MapWidth(string value)
    {
        if (!value.AsSpan().ContainsAnyInRange('\uff01', '\uffee') && !value.Contains('\u3000', StringComparison.Ordinal))
            return value;
        var mapped = new StringBuilder(value.Length);
        foreach (var c in value)
            mapped.Append(c is '\u3000' or (>= '\uff01' and <= '\uffee') ? c.ToString().Normalize(NormalizationForm.FormKC) : c);
        return mapped.ToString();
    }
}
