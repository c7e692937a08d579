using Pirros.Admin.Connections;
using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Scim.Protocol.Resources;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Scim.Server;

namespace Pirros.Admin.Tests.Scim.Server;

/// <summary>A cursor says again what it was made of, and one that somebody made up never gets further than its reader.</summary>
public sealed class PageCursorTests
{
    private static readonly ConnectionId Connection = ConnectionId.New();

    [Theory]
    [InlineData("userName")]
    [InlineData("active")]
    [InlineData("meta.lastModified")]
    [InlineData(null)]
    public void Cursor_gives_back_what_it_was_made_of(string? sortBy)
    {
        ScimValue? key = sortBy switch
        {
            "userName" => new ScimString("a|b\n😀"),
            "active" => ScimBoolean.True,
            null => null,
            _ => new ScimDateTime(new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero).AddTicks(7)),
        };
        var cursor = new PageCursor(new PagePosition(key, "0198-id"), Backward: true, 1000, 7_000_000_000);
        var read = PageCursor.Read(PageCursor.Write(cursor, Query(sortBy)), Query(sortBy));
        Assert.Equal((cursor.Position.Id, cursor.Backward, cursor.Count, cursor.Total), (read.Position.Id, read.Backward, read.Count, read.Total));
        Assert.Equal(key, read.Position.Key);
    }

    [Theory]
    [InlineData("userName", "a\0b", "id", 2)]
    [InlineData("userName", "a", "i\0d", 2)]
    [InlineData("active", "perhaps", "id", 2)]
    [InlineData("active", "", "id", 2)]
    [InlineData("meta.lastModified", "'; DROP TABLE resources; --", "id", 2)]
    [InlineData(null, "a", "id", 2)]
    [InlineData("userName", "a", "id", 0)]
    [InlineData("userName", "a", "id", 1001)]
    public void Made_up_cursor_is_refused(string? sortBy, string key, string id, int count)
    {
        var cursor = PageCursor.Write(new PageCursor(new PagePosition(new ScimString(key), id), Backward: false, count, 1), Query(sortBy));
        Assert.Equal("invalidCursor", Assert.Throws<ScimException>(() => PageCursor.Read(cursor, Query(sortBy))).ScimType);
    }

    private static BoundQuery Query(string? sortBy) => QueryBinder.Bind(Connection, [ResourceTypes.User], ResourceQuery.Of(new SearchRequest(null, null, null, null, null) { SortBy = sortBy }));
}
