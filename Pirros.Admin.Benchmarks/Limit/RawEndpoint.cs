using System.Globalization;

namespace Pirros.Admin.Benchmarks.Limit;

/// <summary>The few requests that are measured, answered from a raw directory: no schema, no validation, no errors worth the name.</summary>
internal sealed class RawEndpoint(IRawDirectory directory, TimeProvider clock)
{
    private const string Users = "/Users";
    private const string Groups = "/Groups";

    public Task InvokeAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        if (After(path, Users) is { } user)
            return UserAsync(http, path[..(path.Length - user.Length)].TrimEnd('/'), user);
        return After(path, Groups) is { } group
            ? GroupAsync(http, path[..(path.Length - group.Length)].TrimEnd('/'), group)
            : RawAnswer.WriteAsync(http, 404, default);
    }

    private async Task UserAsync(HttpContext http, string endpoint, string id)
    {
        var method = http.Request.Method;
        if (HttpMethods.IsGet(method))
        {
            await (id.Length > 0 ? OneAsync(http, await directory.FindAsync(Guid.Parse(id))) : ListAsync(http));
        }
        else if (HttpMethods.IsPost(method))
        {
            using var body = await RawBody.ReadAsync(http.Request);
            var now = clock.GetUtcNow();
            var newId = Guid.CreateVersion7(now);
            var user = RawJson.Create(body.Span, newId, "User", $"http://{http.Request.Host}{endpoint}", now);
            var added = await directory.AddAsync(newId, user.NameKey, user.ExternalId, user.Active, user.Document);
            await RawAnswer.WriteAsync(http, added ? 201 : 409, added ? user.Document : "{}"u8.ToArray());
        }
        else if (HttpMethods.IsPatch(method))
        {
            using var body = await RawBody.ReadAsync(http.Request);
            await OneAsync(http, await directory.SetActiveAsync(Guid.Parse(id), RawJson.PatchedActive(body.Span)));
        }
        else
        {
            await RawAnswer.WriteAsync(http, await directory.DeleteAsync(Guid.Parse(id)) ? 204 : 404, default);
        }
    }

    private async Task GroupAsync(HttpContext http, string endpoint, string id)
    {
        var method = http.Request.Method;
        if (HttpMethods.IsGet(method))
        {
            await OneAsync(http, await directory.FindGroupAsync(Guid.Parse(id)));
        }
        else if (HttpMethods.IsPost(method))
        {
            using var body = await RawBody.ReadAsync(http.Request);
            var now = clock.GetUtcNow();
            var newId = Guid.CreateVersion7(now);
            var group = RawJson.Create(body.Span, newId, "Group", $"http://{http.Request.Host}{endpoint}", now);
            await directory.AddGroupAsync(newId, group.Document);
            await RawAnswer.WriteAsync(http, 201, group.Document);
        }
        else
        {
            using var body = await RawBody.ReadAsync(http.Request);
            var (remove, ids) = RawJson.Members(body.Span);
            var group = Guid.Parse(id);
            var found = await (remove ? directory.RemoveMembersAsync(group, ids) : directory.AddMembersAsync(group, ids));
            await RawAnswer.WriteAsync(http, found ? 204 : 404, default);
        }
    }

    private async Task ListAsync(HttpContext http)
    {
        var query = http.Request.Query;
        if (query["filter"] is [{ } filter])
        {
            var open = filter.IndexOf('"', StringComparison.Ordinal);
            var value = filter[(open + 1)..filter.LastIndexOf('"')];
            var found = filter.StartsWith("externalId", StringComparison.OrdinalIgnoreCase)
                ? await directory.FindByExternalIdAsync(value)
                : await directory.FindByNameAsync(value.ToLowerInvariant());
            await RawAnswer.WriteListAsync(http, found is null ? [] : [found], found is null ? 0 : 1, 1, null);
            return;
        }

        var count = query["count"] is [{ } asked] ? int.Parse(asked, CultureInfo.InvariantCulture) : 100;
        if (query.TryGetValue("cursor", out var cursor))
        {
            var last = cursor is [{ Length: > 0 } given] ? Guid.Parse(given) : Guid.Empty;
            var after = await directory.PageAfterAsync(last, count);
            await RawAnswer.WriteListAsync(http, after.Documents, after.Total, null, after.Documents.Count < count ? null : after.Last);
            return;
        }

        var start = query["startIndex"] is [{ } from] ? int.Parse(from, CultureInfo.InvariantCulture) : 1;
        var page = await directory.PageAsync(start - 1, count);
        await RawAnswer.WriteListAsync(http, page.Documents, page.Total, start, null);
    }

    private static Task OneAsync(HttpContext http, byte[]? document) => RawAnswer.WriteAsync(http, document is null ? 404 : 200, document);

    /// <summary>What follows a path's endpoint, without its slash; null when the path has not that endpoint.</summary>
    private static string? After(string path, string endpoint)
    {
        var place = path.IndexOf(endpoint, StringComparison.Ordinal);
        return place < 0 ? null : path[Math.Min(path.Length, place + endpoint.Length + 1)..];
    }
}
