using System.Globalization;

namespace Pirros.Admin.Benchmarks.Load;

/// <summary>Reads every user, page after page: by cursor where it is offered, otherwise by index.</summary>
internal static class FullList
{
    private const int PageSize = 1000;

    /// <summary>How many users the pages held.</summary>
    public static int Walk(ScimConnection connection, int expected)
    {
        var listed = 0;
        string? cursor = "";
        for (var pages = 0; pages <= (expected / PageSize) + 1; pages++)
        {
            var path = cursor is null
                ? string.Create(CultureInfo.InvariantCulture, $"/Users?startIndex={listed + 1}&count={PageSize}")
                : $"/Users?cursor={Uri.EscapeDataString(cursor)}&count={PageSize}";
            var status = connection.Send("GET", path);
            if (!Scenario.IsSuccess(status))
                throw new InvalidOperationException($"A page of the full list was answered {status}.");
            var held = int.Parse(connection.Member("itemsPerPage") ?? "0", CultureInfo.InvariantCulture);
            listed += held;
            cursor = connection.Member("nextCursor");
            if (held == 0 || (cursor is null && listed >= expected))
                break;
        }

        return listed;
    }
}
