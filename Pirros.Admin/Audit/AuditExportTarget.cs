using System.Globalization;

namespace Pirros.Admin.Audit;

/// <summary>How the entry of an export says what was exported.</summary>
internal static class AuditExportTarget
{
    /// <summary>The form and what narrowed it, such as <c>csv person=auth0|42 from=2026-11-01T00:00:00Z</c>.</summary>
    public static string Of(string form, AuditFilter filter)
    {
        string?[] parts =
        [
            form,
            filter.Person is { } person ? $"person={person}" : null,
            filter.Kind is { } kind ? $"kind={kind}" : null,
            filter.From is { } from ? $"from={Moment(from)}" : null,
            filter.Until is { } until ? $"until={Moment(until)}" : null,
        ];
        return string.Join(' ', parts.Where(part => part is not null));
    }

    private static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
