using System.Diagnostics.Metrics;

namespace Pirros.Admin.Activity;

/// <summary>
/// How long requests take, as <c>http.server.request.duration</c> of OpenTelemetry's semantic conventions. ASP.NET Core's own meter would tell it while a request is
/// answered, and costs a read of the SCIM endpoint a twelfth of its time; here it is told when the request's activity is written.
/// </summary>
public sealed class RequestDurations
{
    private const string OtherMethod = "_OTHER";
    private const string Base = "/scim/v2/connections/{connectionId}";

    // What the endpoint has: whatever else somebody asks for must not make series of its own.
    private static readonly Dictionary<string, string> Routes = new[] { "Users", "Groups", "Bulk", "Schemas", "ResourceTypes", "ServiceProviderConfig", "Me", ".search" }
        .ToDictionary(type => type, type => $"{Base}/{type}", StringComparer.OrdinalIgnoreCase);

    private static readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> RouteOf = Routes.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly HashSet<string> Methods = new(["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"], StringComparer.Ordinal);

    private static readonly object[] Statuses = [.. Enumerable.Range(0, 600).Select(status => (object)status)];

    private readonly Histogram<double> _seconds;

    /// <summary>Made by the container.</summary>
    public RequestDurations(IMeterFactory meters) => _seconds = meters.Create("Pirros.Admin").CreateHistogram(
        "http.server.request.duration",
        "s",
        "Duration of HTTP server requests.",
        tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] });

    /// <summary>A request to the SCIM endpoint.</summary>
    public void Add(ActivityRecord record) => Add(record.Method, record.Status, RouteBelow(record.Path), record.Duration);

    /// <summary>Any other request.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="status">The status of the answer.</param>
    /// <param name="route">The template of the route that answered it; empty when none did.</param>
    /// <param name="duration">From its arrival to its answer.</param>
    public void Add(string method, int status, string route, TimeSpan duration) => _seconds.Record(
        duration.TotalSeconds,
        new KeyValuePair<string, object?>("http.request.method", Methods.Contains(method) ? method : OtherMethod),
        new KeyValuePair<string, object?>("http.response.status_code", Statuses[Math.Clamp(status, 0, Statuses.Length - 1)]),
        new KeyValuePair<string, object?>("http.route", route));

    /// <summary>The template of the route that an address below <c>/scim</c> belongs to.</summary>
    /// <param name="path">The whole path, such as <c>/scim/v2/connections/con-…/Users/42</c>.</param>
    public static string RouteOfAddress(string path) => path.Split('/', 6) is [_, _, _, _, _, var below] ? RouteBelow(below) : Base;

    private static string RouteBelow(string path)
    {
        var type = path.AsSpan().TrimStart('/');
        var end = type.IndexOfAny('/', '?');
        return RouteOf.TryGetValue(end < 0 ? type : type[..end], out var route) ? route : Base;
    }
}
