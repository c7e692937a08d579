using System.Text;

namespace Pirros.Admin.Directory;

/// <summary>What people call an attribute.</summary>
internal static class AttributeLabel
{
    private static readonly Dictionary<string, string> Known = new()
    {
        ["id"] = "ID",
        ["externalId"] = "External ID",
        ["emails"] = "E-mail",
        ["phoneNumbers"] = "Phone",
        ["ims"] = "Instant message",
        ["addresses"] = "Address",
        ["photos"] = "Photo",
        ["roles"] = "Role",
        ["entitlements"] = "Entitlement",
        ["x509Certificates"] = "Certificate",
        ["formatted"] = "Full name",
        ["title"] = "Job title",
        ["timezone"] = "Time zone",
        ["profileUrl"] = "Profile page",
    };

    /// <summary>Of an attribute: its name in words, such as "Given name".</summary>
    public static string Of(string name)
    {
        if (Known.TryGetValue(name, out var known))
            return known;
        var words = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]) && char.IsLower(name[i - 1]))
                words.Append(' ').Append(char.ToLowerInvariant(name[i]));
            else
                words.Append(i == 0 ? char.ToUpperInvariant(name[i]) : name[i]);
        }

        return words.ToString();
    }

    /// <summary>Of an entry of a list, such as "E-mail (work)".</summary>
    public static string OfEntry(string name, string? type) => type is null ? Of(name) : $"{Of(name)} ({type})";
}
