using System.Text.Json;
using Pirros.Admin.Activity;

namespace Pirros.Admin.Guides.Mappings;

/// <summary>One of the five attributes that every provider is set up to send.</summary>
public sealed class MappingTarget
{
    private readonly Func<JsonElement, bool> _isGood;

    private MappingTarget(string path, string mark, Func<JsonElement, bool> isGood)
    {
        (Path, Root, _isGood) = (path, path.Split('.', '[')[0], isGood);
        Rule = new ActivityRule(mark, record => SentAttributes.Of(record).Contains(this)) { IsCounted = false };
    }

    /// <summary>The name by which people sign in: an address.</summary>
    public static MappingTarget UserName { get; } = new("userName", "mapping-user-name", IsAddress);

    /// <summary>The given name.</summary>
    public static MappingTarget GivenName { get; } = new("name.givenName", "mapping-given-name", IsText);

    /// <summary>The family name.</summary>
    public static MappingTarget FamilyName { get; } = new("name.familyName", "mapping-family-name", IsText);

    /// <summary>The address at work.</summary>
    public static MappingTarget WorkEmail { get; } = new("emails[type eq \"work\"].value", "mapping-work-email", IsAddress);

    /// <summary>Whether the person may sign in.</summary>
    public static MappingTarget Active { get; } = new("active", "mapping-active", value => value.ValueKind is JsonValueKind.True or JsonValueKind.False || IsText(value));

    /// <summary>The five, in the order of the guides.</summary>
    public static IReadOnlyList<MappingTarget> All { get; } = [UserName, GivenName, FamilyName, WorkEmail, Active];

    /// <summary>The attribute as a path of PATCH names it.</summary>
    public string Path { get; }

    /// <summary>The attribute that it is, or is a part of.</summary>
    private string Root { get; }

    /// <summary>The requests that carried it with a good value.</summary>
    public ActivityRule Rule { get; }

    /// <summary>Whether one of the five may begin with a path.</summary>
    internal static bool MayBeginWith(string path)
    {
        foreach (var attribute in All)
        {
            if (path.StartsWith(attribute.Root, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>Whether a value is of this attribute and not empty.</summary>
    internal bool IsIn((string Path, JsonElement Value) sent) => sent.Path.Equals(Path, StringComparison.OrdinalIgnoreCase) && (IsText(sent.Value) || sent.Value.ValueKind is JsonValueKind.True or JsonValueKind.False);

    /// <summary>Whether a value is one that this attribute should have.</summary>
    internal bool IsGood(JsonElement value) => _isGood(value);

    private static bool IsText(JsonElement value) => value.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(value.GetString());

    private static bool IsAddress(JsonElement value)
        => IsText(value) && value.GetString()!.Trim() is var text && text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < text.Length - 1 && !text.Contains(' ', StringComparison.Ordinal);
}
