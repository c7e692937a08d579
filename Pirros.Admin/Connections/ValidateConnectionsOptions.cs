using Microsoft.Extensions.Options;

namespace Pirros.Admin.Connections;

/// <summary>Refuses templates that would give an admin a value that can't work, naming the key and the mistake. Every mistake at once.</summary>
internal sealed class ValidateConnectionsOptions : IValidateOptions<ConnectionsOptions>
{
    private static readonly string[] Placeholders = ["origin", "tenant", "connectionId"];

    public ValidateOptionsResult Validate(string? name, ConnectionsOptions options)
    {
        var mistakes = new List<string>();
        CheckOrigin(options.Origin, mistakes);
        if (Check(nameof(options.EntityIdTemplate), options.EntityIdTemplate, mistakes) && options.EntityIdTemplate.Contains("{origin}", StringComparison.Ordinal) && options.Origin.Length == 0)
            mistakes.Add($"{Key(nameof(options.EntityIdTemplate))} holds {{origin}}, but {Key(nameof(options.Origin))} is empty. An Entity ID never changes, so set the origin or leave the placeholder out.");
        CheckUrl(nameof(options.ReplyUrlTemplate), options.ReplyUrlTemplate, mistakes);
        if (CheckUrl(nameof(options.ScimUrlTemplate), options.ScimUrlTemplate, mistakes) && options.ScimUrlTemplate.Contains('_', StringComparison.Ordinal))
            mistakes.Add($"{Key(nameof(options.ScimUrlTemplate))} holds an underscore, which Okta does not accept in a base URL. Leave it out.");
        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }

    private static void CheckOrigin(string origin, List<string> mistakes)
    {
        var key = Key(nameof(ConnectionsOptions.Origin));
        if (origin.Length == 0 || !CheckPlaceholders(key, origin, ["tenant"], mistakes))
            return;
        var sample = origin.Replace("{tenant}", "tenant", StringComparison.Ordinal);
        if (!IsWebAddress(sample, out var uri))
            mistakes.Add($"{key} is '{origin}', which is not an http or https address such as https://portal.example.com.");
        else if (uri.PathAndQuery != "/" || uri.Fragment.Length > 0 || uri.UserInfo.Length > 0 || origin.EndsWith('/'))
            mistakes.Add($"{key} is '{origin}', which holds more than scheme, host and port. Write it without a path and without a slash at the end.");
        else if (origin.Contains('_', StringComparison.Ordinal))
            mistakes.Add($"{key} holds an underscore, which Okta does not accept in a base URL.");
    }

    private static bool CheckUrl(string property, string template, List<string> mistakes)
    {
        if (!Check(property, template, mistakes))
            return false;
        var sample = template.Replace("{origin}", "https://portal.example.com", StringComparison.Ordinal)
            .Replace("{tenant}", "tenant", StringComparison.Ordinal)
            .Replace("{connectionId}", "con-0000000000000000", StringComparison.Ordinal);
        if (IsWebAddress(sample, out _) && !sample.EndsWith('/'))
            return true;
        mistakes.Add($"{Key(property)} is '{template}', which does not give an http or https address without a slash at the end. Begin it with {{origin}} or https://.");
        return false;
    }

    private static bool Check(string property, string template, List<string> mistakes)
    {
        var key = Key(property);
        if (string.IsNullOrWhiteSpace(template))
        {
            mistakes.Add($"{key} is empty. Remove the key to use the default, or write a template.");
            return false;
        }

        if (!CheckPlaceholders(key, template, Placeholders, mistakes))
            return false;
        if (template.Contains("{connectionId}", StringComparison.Ordinal))
            return true;
        mistakes.Add($"{key} is '{template}', which lacks {{connectionId}}: every connection would have the same value.");
        return false;
    }

    private static bool CheckPlaceholders(string key, string template, string[] known, List<string> mistakes)
    {
        if (template.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
        {
            mistakes.Add($"{key} is '{template}', which holds white space. Remove it.");
            return false;
        }

        for (var i = 0; i < template.Length; i++)
        {
            if (template[i] == '}')
                return Refuse($"has a '}}' at position {i + 1} that no '{{' opens");
            if (template[i] != '{')
                continue;
            var end = template.IndexOf('}', i);
            if (end < 0)
                return Refuse($"has a '{{' at position {i + 1} that is never closed");
            var placeholder = template[(i + 1)..end];
            if (!known.Contains(placeholder, StringComparer.Ordinal))
                return Refuse($"holds {{{placeholder}}}, which is not known here. Known: {string.Join(", ", known.Select(k => $"{{{k}}}"))}");
            i = end;
        }

        return true;

        bool Refuse(string what)
        {
            mistakes.Add($"{key} is '{template}', which {what}.");
            return false;
        }
    }

    private static bool IsWebAddress(string text, out Uri uri)
        => Uri.TryCreate(text, UriKind.Absolute, out uri!) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp) && uri.Host.Length > 0;

    private static string Key(string property) => $"{ConnectionsOptions.Section}:{property}";
}
