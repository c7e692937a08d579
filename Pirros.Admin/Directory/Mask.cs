using System.Globalization;
using System.Text.RegularExpressions;
using Pirros.Admin.Activity;

namespace Pirros.Admin.Directory;

/// <summary>Hides names and addresses from somebody who may help without knowing them. What is left tells two people of a list apart, and no more.</summary>
public static partial class Mask
{
    private const string Hidden = "•••";
    private const string InQuotes = $"${{quote}}{Hidden}${{quote}}";
    private const int MostWords = 3;

    /// <summary>The first letter of each word, and of an address its domain. However long the text was, as much is hidden.</summary>
    public static string Of(string text)
    {
        var at = text.LastIndexOf('@');
        if (at > 0)
            return $"{First(text)}{Hidden}{text[at..]}";
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? Hidden : string.Join(' ', words.Take(MostWords).Select(word => First(word) + Hidden));
    }

    /// <summary>A user of a list.</summary>
    public static DirectoryUser Of(DirectoryUser user)
        => user with { UserName = Of(user.UserName), Name = user.Name is null ? null : Of(user.Name), Email = user.Email is null ? null : Of(user.Email) };

    /// <summary>A member of a group. Groups are not people.</summary>
    public static DirectoryMember Of(DirectoryMember member)
        => member.Kind == DirectoryKind.Group ? member : member with { Name = Of(member.Name), UserName = member.UserName is null ? null : Of(member.UserName) };

    /// <summary>A user's page: the values that say something of the person, and no JSON.</summary>
    public static DirectoryDetails Of(DirectoryDetails details) => details with
    {
        Title = Of(details.Title),
        Sections = [.. details.Sections.Select(section => section with { Attributes = [.. section.Attributes.Select(value => value.Personal ? value with { Text = Of(value.Text) } : value)] })],
        Json = null,
    };

    /// <summary>A request about a person: what it did and to which attributes is told, the values and the words of the answer are not.</summary>
    public static ActivityRecord Of(ActivityRecord record)
    {
        var bare = WithoutText(record);
        return bare with { Path = Asked(bare.Path), Subject = bare.Subject is null ? null : SubjectOf(bare.What, bare.Subject), Details = bare.Details with { Changes = [.. bare.Details.Changes.Select(Of)] } };
    }

    /// <summary>A request that a diagnosis is told from: as <see cref="Of(ActivityRecord)"/>, and of the answer what is not somebody's value.</summary>
    public static ActivityRecord ForDiagnosis(ActivityRecord record)
        => Of(record) with { Detail = record.Detail is null ? null : InText(record.Detail) };

    /// <summary>Words of another product, which may name somebody: what stands in quotes and addresses are hidden.</summary>
    public static string InText(string text) => Addresses().Replace(Values().Replace(text, InQuotes), Hidden);

    /// <summary>What the requests of a connection have shown.</summary>
    public static ActivityMark Of(ActivityMark mark) => mark with { LastSubject = mark.LastSubject is null ? null : Of(mark.LastSubject) };

    /// <summary>A request about a group, whose own name is not a person's: without what was sent and what was answered, which may name its members.</summary>
    public static ActivityRecord WithoutText(ActivityRecord record) => record with { Detail = null, Details = record.Details with { Request = null } };

    // What was looked for is a filter, and of a bulk request it is how its operations ended.
    private static string SubjectOf(ActivityKind what, string subject) => what switch
    {
        ActivityKind.MatchHit or ActivityKind.MatchMiss => Asked(subject),
        ActivityKind.Bulk => subject,
        _ => Of(subject),
    };

    /// <summary>A path or a filter: what was asked for stays, the values that it was asked with do not.</summary>
    private static string Asked(string text) => Addresses().Replace(Bare().Replace(Values().Replace(text, InQuotes), Hidden), Hidden);

    private static AttributeChange Of(AttributeChange change) => change.Path == "active" ? change : change with
    {
        Before = change.Before is null ? null : Of(change.Before),
        After = change.After is null ? null : Of(change.After),
    };

    // What stands between quotes, in an address also as %22 and %27. An apostrophe within a word is none; a quote that is not closed hides the rest.
    [GeneratedRegex("""(?<quote>"|(?<!\p{L})'|%22|%27)(?:\\.|%5C.|(?!\k<quote>).)*(?:\k<quote>|$)""", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Values();

    // A value of a filter without quotes, which the endpoint takes as well.
    [GeneratedRegex("""(?<=(?:%20|[+\s])(?:eq|ne|co|sw|ew|gt|ge|lt|le)(?:%20|[+\s])+)(?!["']|%2[027]|[+\s]|(?:true|false|null)\b)(?:(?!%20|%29)[^&+\s)])+""", RegexOptions.IgnoreCase)]
    private static partial Regex Bare();

    [GeneratedRegex(@"[^\s@'""/=]+(?:@|%40)[^\s@'""/&?]+", RegexOptions.IgnoreCase)]
    private static partial Regex Addresses();

    private static string First(string text) => StringInfo.GetNextTextElement(text);
}
