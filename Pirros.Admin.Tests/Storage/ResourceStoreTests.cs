using System.Text.Json;
using Pirros.Admin.Connections;
using Pirros.Admin.Scim.Protocol.Filters;
using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Scim.Server;

namespace Pirros.Admin.Tests.Storage;

public abstract class ResourceStoreContract(Func<Task<TestStore>> create) : StoreContract(create)
{
    private static readonly string[] People =
    [
        """{"userName":"Ana.Lima@acme.example","externalId":"A-1","displayName":"Ana Lima","active":true,"name":{"givenName":"Ana","familyName":"Lima"},"emails":[{"value":"Ana.Lima@acme.example","type":"work","primary":true},{"value":"ana@home.example","type":"home"}],"title":"Architect","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"Design","employeeNumber":"7"}}""",
        """{"userName":"bo@acme.example","externalId":"a-1","displayName":"Bo Ångström","active":false,"name":{"givenName":"Bo"},"emails":[{"value":"bo@acme.example","type":"home"}],"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"design"}}""",
        """{"userName":"çelik@acme.example","displayName":"ÇELİK O'Neil","phoneNumbers":[{"value":"+1 555 0100","type":"work"}]}""",
        """{"userName":"dee","name":{"familyName":"100% \"quoted\" \\ _x"},"nickName":"D","roles":[{"value":"admin","primary":true},{"value":"user"}]}""",
    ];

    private ResourceOperations Operations => Store.Get<ResourceOperations>();

    private ResourceQueries Queries => Store.Get<ResourceQueries>();

    [Fact]
    public async Task Filters_find_in_the_database_what_they_match_in_memory()
    {
        var connection = await FilledAsync();
        var all = (await Queries.QueryAsync(connection, ResourceTypes.User, ResourceQuery.Of(null, 1, 100), Cancel)).Resources.Select(r => r.Read()).ToList();
        string[] filters =
        [
            "userName eq \"ANA.lima@acme.example\"", "userName ne \"bo@acme.example\"", "userName co \"ACME\"", "userName sw \"Ç\"", "userName ew \".example\"", "userName gt \"b\"", "userName le \"bo@acme.example\"", "userName pr",
            "externalId eq \"A-1\"", "externalId ne \"A-1\"", "not (externalId eq \"A-1\")", "not (externalId pr)", "externalId sw \"a\"",
            "active eq true", "active eq \"False\"", "active ne true", "displayName co \"ångström\"", "displayName co \"o'n\"", "not (displayName co \"a\")",
            "emails eq \"ANA@home.example\"", "emails.value co \"home\"", "emails[type eq \"work\"].value eq \"ana.lima@acme.example\"", "emails[type eq \"home\" and value sw \"bo\"]", "not (emails[type eq \"work\"])", "emails pr", "not (emails pr)",
            "emails.type ne \"work\"", "emails.primary eq true", "emails.primary eq false", "emails.primary ne true", "not (emails.primary eq false)", "emails[primary eq false]", "emails[primary ne true and type eq \"home\"]", "emails[primary ne false]", "roles.primary eq \"False\"", "emails[not (type eq \"work\")]", "emails[primary pr]", "name.givenName eq \"ana\"", "name.familyName co \"%\"", "name.familyName co \"\\\"quoted\\\" \\\\ _\"", "name pr", "not (name.familyName pr)",
            "title eq \"architect\" or nickName eq \"d\"", "title pr and not (nickName pr)", "roles[value eq \"USER\"]", "phoneNumbers.value co \"555\"",
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq \"DESIGN\"", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber ge \"5\"", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager pr",
            "schemas eq \"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\"", "id pr", "meta.created gt \"2020-01-01T00:00:00Z\"", "meta.lastModified lt \"2020-01-01T00:00:00Z\"", "meta.resourceType eq \"User\"",
            "userName co \"a\" and (active eq false or title pr) and not (displayName pr)", "emails.value eq null", "title eq \"\"", "title ne \"\"",
        ];
        foreach (var text in filters)
        {
            var bound = FilterBinder.Bind(FilterParser.Parse(text), ResourceTypes.User);
            var expected = all.Where(user => FilterEvaluator.Matches(bound, user)).Select(user => user.UserName);
            var page = await Queries.QueryAsync(connection, ResourceTypes.User, ResourceQuery.Of(text, 1, 100), Cancel);
            var found = page.Resources.Select(r => r.Read().UserName);
            Assert.True(expected.SequenceEqual(found), $"{text}: in memory {string.Join(", ", expected)}; in the database {string.Join(", ", found)}");
            var none = await Queries.QueryAsync(connection, ResourceTypes.User, ResourceQuery.Of(text, 1, 0), Cancel);
            Assert.Equal(expected.Count(), none.Total);
        }
    }

    [Fact]
    public async Task Pages_are_stable_and_whole()
    {
        var connection = (await Store.ConnectionAsync()).Id;
        for (var i = 0; i < 25; i++)
            await Operations.CreateAsync(connection, ResourceTypes.User, Json($$"""{"userName":"u{{i}}"}"""), Cancel);
        List<string> seen = [];
        for (var start = 1; start <= 25; start += 10)
        {
            var page = await Queries.QueryAsync(connection, ResourceTypes.User, ResourceQuery.Of(null, start, 10), Cancel);
            Assert.Equal(25, page.Total);
            seen.AddRange(page.Resources.Select(r => r.Id));
        }

        Assert.Equal(25, seen.Distinct().Count());
        Assert.Equal(seen.Order(StringComparer.Ordinal), seen);
        Assert.Empty((await Queries.QueryAsync(connection, ResourceTypes.User, ResourceQuery.Of(null, 26, 10), Cancel)).Resources);
        Assert.Equal(25, (await Queries.QueryAsync(connection, ResourceTypes.User, ResourceQuery.Of("userName sw \"u\"", 30, 10), Cancel)).Total);
    }

    [Fact]
    public async Task Counts_follow_every_change()
    {
        var connection = await FilledAsync();
        Assert.Equal((4L, 3L), await CountsAsync(connection));
        var page = await Queries.QueryAsync(connection, ResourceTypes.User, ResourceQuery.Of("userName eq \"dee\"", 1, 1), Cancel);
        var id = page.Resources.Single().Id;
        await Operations.PatchAsync(connection, ResourceTypes.User, id, Json("""{"Operations":[{"op":"replace","path":"active","value":false}]}"""), null, Cancel);
        Assert.Equal((4L, 2L), await CountsAsync(connection));
        await Operations.DeleteAsync(connection, ResourceTypes.User, id, null, Cancel);
        Assert.Equal((3L, 2L), await CountsAsync(connection));
    }

    [Fact]
    public async Task Users_of_another_connection_are_not_there()
    {
        var mine = await FilledAsync();
        var other = (await Store.ConnectionAsync("other-firm")).Id;
        var id = (await Queries.QueryAsync(mine, ResourceTypes.User, ResourceQuery.Of(null, 1, 1), Cancel)).Resources.Single().Id;
        Assert.Equal(404, (await Assert.ThrowsAsync<ScimException>(() => Queries.ReadAsync(other, ResourceTypes.User, id, Cancel).AsTask())).Status);
        Assert.Equal(404, (await Assert.ThrowsAsync<ScimException>(() => Operations.DeleteAsync(other, ResourceTypes.User, id, null, Cancel))).Status);
        Assert.Equal(404, (await Assert.ThrowsAsync<ScimException>(() => Operations.PatchAsync(other, ResourceTypes.User, id, Json("""{"Operations":[{"op":"replace","path":"title","value":"x"}]}"""), null, Cancel))).Status);
        Assert.Equal(0, (await Queries.QueryAsync(other, ResourceTypes.User, ResourceQuery.Of("userName pr", 1, 10), Cancel)).Total);
        Assert.Equal(OperationEffect.Created, (await Operations.CreateAsync(other, ResourceTypes.User, Json(People[0]), Cancel)).Effect);
    }

    [Fact]
    public async Task Creates_of_one_name_at_the_same_moment_make_one_user()
    {
        var connection = (await Store.ConnectionAsync()).Id;
        var attempts = Enumerable.Range(0, 20).Select(async i =>
        {
            try
            {
                await Operations.CreateAsync(connection, ResourceTypes.User, Json($$"""{"userName":"{{(i % 2 == 0 ? "Same@a.example" : "same@A.example")}}"}"""), Cancel);
                return 1;
            }
            catch (ScimException refused) when (refused.Status == 409)
            {
                return 0;
            }
        });
        Assert.Equal(1, (await Task.WhenAll(attempts)).Sum());
        Assert.Equal((1L, 1L), await CountsAsync(connection));
    }

    [Fact]
    public async Task Patches_of_one_user_at_the_same_moment_all_take_effect()
    {
        var connection = (await Store.ConnectionAsync()).Id;
        var id = (await Operations.CreateAsync(connection, ResourceTypes.User, Json("""{"userName":"a@b.example"}"""), Cancel)).Stored.Id;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Operations.PatchAsync(
            connection, ResourceTypes.User, id, Json($$"""{"Operations":[{"op":"add","path":"emails","value":[{"value":"e{{i}}@b.example","type":"t{{i}}"}]}]}"""), null, Cancel)));
        var stored = await Queries.ReadAsync(connection, ResourceTypes.User, id, Cancel);
        Assert.Equal(8, stored.Read().EmailValues.Count);
        Assert.Equal(9, stored.Version);
        Assert.Equal(1, (await Queries.QueryAsync(connection, ResourceTypes.User, ResourceQuery.Of("emails.value eq \"e5@B.example\"", 1, 10), Cancel)).Total);
    }

    [Fact]
    public async Task Stale_version_is_refused_and_an_unchanged_put_keeps_its_version()
    {
        var connection = (await Store.ConnectionAsync()).Id;
        var made = await Operations.CreateAsync(connection, ResourceTypes.User, Json(People[0]), Cancel);
        var same = await Operations.ReplaceAsync(connection, ResourceTypes.User, made.Stored.Id, Json(People[0]), "W/\"1\"", Cancel);
        Assert.Equal((OperationEffect.Unchanged, 1L), (same.Effect, same.Stored.Version));
        var refused = await Assert.ThrowsAsync<ScimException>(() => Operations.ReplaceAsync(connection, ResourceTypes.User, made.Stored.Id, Json(People[1]), "W/\"7\"", Cancel));
        Assert.Equal(412, refused.Status);
    }

    [Fact]
    public async Task Address_that_is_the_userName_is_found_as_long_as_it_is_one_of_the_addresses()
    {
        var connection = (await Store.ConnectionAsync()).Id;
        var made = await Operations.CreateAsync(connection, ResourceTypes.User, Json("""{"userName":"Ana@acme.example","emails":[{"value":"ana@ACME.example","type":"work"},{"value":"b@acme.example","type":"home"}]}"""), Cancel);
        await Operations.CreateAsync(connection, ResourceTypes.User, Json("""{"userName":"b@acme.example","emails":[{"value":"ana@acme.example","type":"other"}]}"""), Cancel);
        Assert.Equal(["Ana@acme.example", "b@acme.example"], await NamesAsync("emails.value eq \"ana@acme.example\""));
        Assert.Equal(["Ana@acme.example"], await NamesAsync("emails[type eq \"work\" and value eq \"ana@acme.example\"]"));
        Assert.Equal(["Ana@acme.example"], await NamesAsync("emails eq \"b@acme.example\""));
        Assert.Equal(["b@acme.example"], await NamesAsync("not (emails.value eq \"b@acme.example\")"));

        // Another name, and that of the other address; then no address.
        foreach (var name in new[] { "zoe@acme.example", "b@ACME.example2", "Ana@acme.example" })
        {
            await PatchAsync($$"""{"op":"replace","path":"userName","value":"{{name}}"}""");
            Assert.Equal([name], await NamesAsync("emails.value eq \"ana@acme.example\" and emails.type eq \"work\""));
            Assert.Equal([name], await NamesAsync("emails.value eq \"b@acme.example\""));
        }

        await PatchAsync("""{"op":"remove","path":"emails[type eq \"work\"]"}""");
        Assert.Equal(["b@acme.example"], await NamesAsync("emails.value eq \"ana@acme.example\""));
        await PatchAsync("""{"op":"replace","path":"userName","value":"other"}""");
        Assert.Equal(["b@acme.example"], await NamesAsync("emails.value eq \"ana@acme.example\""));
        Assert.Equal(["other"], await NamesAsync("emails.value eq \"b@acme.example\""));

        async Task<List<string?>> NamesAsync(string filter)
            => [.. (await Queries.QueryAsync(connection, ResourceTypes.User, ResourceQuery.Of(filter, 1, 10), Cancel)).Resources.Select(found => found.Read().UserName)];

        Task PatchAsync(string operation) => Operations.PatchAsync(connection, ResourceTypes.User, made.Stored.Id, Json($$"""{"Operations":[{{operation}}]}"""), null, Cancel);
    }

    private async Task<ConnectionId> FilledAsync()
    {
        var connection = (await Store.ConnectionAsync()).Id;
        foreach (var person in People)
            await Operations.CreateAsync(connection, ResourceTypes.User, Json(person), Cancel);
        return connection;
    }

    private async Task<(long, long)> CountsAsync(ConnectionId connection)
    {
        var summary = await Store.Get<ConnectionService>().GetAsync(Store.Operator, connection, Cancel);
        return (summary.Users, summary.ActiveUsers);
    }

    private static JsonElement Json(string text) => JsonSerializer.Deserialize<JsonElement>(text);
}

public sealed class ResourceStoreOnSqliteTests() : ResourceStoreContract(TestStore.OnSqliteAsync);

public sealed class ResourceStoreOnPostgresTests(PostgresServer server) : ResourceStoreContract(() => TestStore.OnPostgresAsync(server));
