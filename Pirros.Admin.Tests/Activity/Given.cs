using Pirros.Admin.Activity;
using Pirros.Admin.Connections;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Tests.Activity;

internal static class Given
{
    public static DateTimeOffset Moment { get; } = new(2026, 11, 23, 9, 30, 0, 250, TimeSpan.Zero);

    public static ActivityRecord Request(string method = "PATCH", string path = "/Users/1", int status = 200, ActivityKind what = ActivityKind.Updated, string? subject = "Ana Lima") => new(
        new ConnectionId("con-7k2m9q4x1v8c3n5t"), new Guid("0199c3a0-0000-7000-8000-000000000001"), Moment, method, path, status, TimeSpan.FromMilliseconds(12.5), what, subject, null,
        new TokenId("abcdefghijkl"), "20.190.0.1", null, 0);

    public static ActivityDetails Changed(params string[] paths) => ActivityDetails.None with { ResourceId = "1", Changes = [.. paths.Select(path => new AttributeChange(path, null, "x"))] };
}
