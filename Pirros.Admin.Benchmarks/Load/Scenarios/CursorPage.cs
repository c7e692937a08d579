using Pirros.Admin.Benchmarks.Servers;

namespace Pirros.Admin.Benchmarks.Load.Scenarios;

/// <summary>A page of 100 far down the list, by its cursor (RFC 9865).</summary>
internal sealed class CursorPage(Subject subject) : Scenario(subject)
{
    private const int Count = 100;
    private string _path = "";

    /// <summary>Walks nine tenths of the list to get a cursor from there.</summary>
    public override string? Prepare(ScimConnection connection)
    {
        for (var (passed, cursor) = (0, ""); passed < People.Count * 9 / 10; passed += Count)
        {
            var status = connection.Send("GET", $"/Users?cursor={cursor}&count={Count}");
            if (!IsSuccess(status))
                return $"a page by cursor was answered {status}";
            if (connection.Member("nextCursor") is not { } next)
                return "the answer has no nextCursor";
            cursor = Uri.EscapeDataString(next);
            _path = $"/Users?cursor={cursor}&count={Count}";
        }

        return null;
    }

    public override int Step(ScimConnection connection, int step) => connection.Send("GET", _path);
}
