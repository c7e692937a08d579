using System.Globalization;
using Pirros.Admin.Connections;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Audit;

/// <summary>A filter as it stands in an address, as typed or linked; the page and the export read the same names.</summary>
/// <param name="Tenant">A tenant's short name.</param>
/// <param name="Connection">A connection id.</param>
/// <param name="Person">The identifier of a person.</param>
/// <param name="Kind">A kind of entry.</param>
/// <param name="From">The first day, such as 2026-11-23, in UTC.</param>
/// <param name="Until">The last day.</param>
public sealed record AuditAddress(string? Tenant, string? Connection, string? Person, string? Kind, string? From, string? Until)
{
    /// <summary>The filter that is meant.</summary>
    /// <exception cref="RefusedException">Something is no short name, no id or no day.</exception>
    public AuditFilter ToFilter() => new(
        Of(Tenant) is { } tenant ? TenantId.Parse(tenant) : null,
        Of(Connection) is { } connection ? ConnectionId.Parse(connection) : null,
        Of(Person),
        Of(Kind),
        Day(From),
        Day(Until)?.AddDays(1));

    /// <summary>The names and values of what is set, for an address.</summary>
    public IReadOnlyDictionary<string, object?> ToQuery() => new Dictionary<string, object?>
    {
        ["tenant"] = Of(Tenant),
        ["connection"] = Of(Connection),
        ["person"] = Of(Person),
        ["kind"] = Of(Kind),
        ["from"] = Of(From),
        ["until"] = Of(Until),
    };

    private static string? Of(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static DateTimeOffset? Day(string? text) => Of(text) is not { } day
        ? null
        : DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year < 9999
            ? new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)
            : throw RefusedException.Invalid(AuditTexts.FormatNoDay(day));
}
