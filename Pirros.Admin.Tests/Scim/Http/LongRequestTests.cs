using Microsoft.AspNetCore.Http;
using Pirros.Admin.Scim.Http;

namespace Pirros.Admin.Tests.Scim.Http;

public sealed class LongRequestTests
{
    [Theory]
    [InlineData("GET", "Users", "", true)]
    [InlineData("GET", "", "?count=1000", true)]
    [InlineData("GET", "Users", "?filter=title%20co%20%22a%22", true)]
    [InlineData("GET", "Users", "?filter=active%20eq%20true&sortBy=title", true)]
    [InlineData("POST", "Users/.search", "", true)]
    [InlineData("POST", "Bulk", "", true)]
    [InlineData("GET", "Users", "?filter=userName%20eq%20%22ana%22", false)]
    [InlineData("GET", "Users", "?filter=userName+Eq+%22ana%22", false)]
    [InlineData("GET", "Users/1", "", false)]
    [InlineData("POST", "Users", "", false)]
    [InlineData("PATCH", "Users/1", "", false)]
    [InlineData("DELETE", "Users/1", "", false)]
    public void Lists_and_bulk_requests_are_long_and_matches_are_not(string method, string path, string query, bool isLong)
    {
        var request = new DefaultHttpContext().Request;
        (request.Method, request.QueryString) = (method, new QueryString(query));
        Assert.Equal(isLong, LongRequest.Is(request, path.Split('/', StringSplitOptions.RemoveEmptyEntries)));
    }
}
