using System.Text.Json;
using CsCheck;
using Pirros.Admin.Connections;
using Pirros.Admin.Scim.Protocol;
using Pirros.Admin.Scim.Protocol.Filters;
using Pirros.Admin.Scim.Protocol.Resources;
using Pirros.Admin.Scim.Server;
using Pirros.Admin.Storage;
using Pirros.Admin.Storage.Sql;
using Pirros.Admin.Tests.Scim.Protocol;
using Pirros.Admin.Tests.Storage;

namespace Pirros.Admin.Tests.Scim.Properties;

/// <summary>A filter finds the same resources in the database as in memory.</summary>
public abstract class FilterAgreementContract(Func<Task<TestStore>> create) : StoreContract(create)
{
    private const int Users = 8;

    private static readonly Gen<(ScimResource[] Users, string[] Filters)> Samples = RandomUsers.Of(TestUser.Type, RandomText.NotBlank).Array[1, Users].SelectMany(
        users => RandomSearches.Of(TestUser.Type, users).Select(filter => filter.ToString()).Array[1, 12].Select(filters => (users, filters)));

    [Fact]
    public Task Filter_finds_in_the_database_what_it_matches_in_memory() =>
        Samples.SampleAsync(
            async sample =>
            {
                var (connection, stored) = await FilledAsync(sample.Users);
                foreach (var filter in sample.Filters)
                    await AgreeAsync(connection, stored, filter);
            },
            iter: 100,
            threads: 1,
            print: sample => string.Join("\n", [.. sample.Filters, .. sample.Users.Select(Given.Text)]));

    [Fact]
    public async Task Every_letter_is_folded_in_the_database_as_in_memory()
    {
        var letters = string.Join('|', Enumerable.Range(1, 0x10ffff).Where(System.Text.Rune.IsValid).Select(char.ConvertFromUtf32));
        var folded = await Store.Get<SqlSessionPool>().ReadAsync(
            session => session.FirstAsync($"SELECT {Store.Get<SqlDialect>().Fold("@p0")}", [letters], row => row.GetString(0), Cancel), Cancel);
        var expected = CaseFold.Fold(letters).Split('|');
        var wrong = letters.Split('|').Zip(folded!.Split('|')).Where((pair, i) => expected[i] != pair.Second).Select(pair => $"{pair.First} U+{char.ConvertToUtf32(pair.First, 0):X4} {pair.Second}");
        Assert.Empty(wrong);
    }

    private async Task AgreeAsync(ConnectionId connection, List<ScimResource> stored, string filter)
    {
        var bound = FilterBinder.Bind(FilterParser.Parse(filter), TestUser.Type);
        var expected = stored.Where(user => FilterEvaluator.Matches(bound, user)).Select(user => user.Id!).ToList();
        var page = await Store.Get<ResourceQueries>().QueryAsync(connection, TestUser.Type, ResourceQuery.Of(filter, 1, Users), Cancel);
        var found = page.Resources.Select(resource => resource.Id).ToList();
        Assert.True(
            expected.SequenceEqual(found),
            $"{filter}\nonly in memory:\n{Text(stored, expected.Except(found))}\nonly in the database:\n{Text(stored, found.Except(expected))}");
    }

    /// <summary>A connection with the users, and what they are as a client is shown them.</summary>
    private async Task<(ConnectionId Connection, List<ScimResource> Stored)> FilledAsync(IEnumerable<ScimResource> users)
    {
        var connection = ConnectionId.New();
        var stored = new Dictionary<string, ScimResource>();
        foreach (var (index, user) in users.Index())
        {
            Store.Clock.Advance(TimeSpan.FromSeconds(1));
            var body = Given.Text(user.With(TestUser.Type.Root.Find("userName")!, new ScimString($"{user.UserName}{index}")));
            var result = await Store.Get<ResourceOperations>().CreateAsync(connection, TestUser.Type, JsonElement.Parse(body), Cancel);
            var now = Store.Clock.GetUtcNow();
            var created = stored.TryGetValue(result.Stored.Id, out var former) ? former.Created!.Value : now;
            stored[result.Stored.Id] = StoredDocument.Read(result.Stored.Document, TestUser.Type).WithIdentity(result.Stored.Id, created, now, EntityTag.Of(result.Stored.Version));
        }

        return (connection, [.. stored.Values.OrderBy(user => user.Id, StringComparer.Ordinal)]);
    }

    private static string Text(IEnumerable<ScimResource> users, IEnumerable<string> ids) => string.Join("\n", users.Where(user => ids.Contains(user.Id)).Select(Given.Text));
}

public sealed class FilterAgreementOnSqliteTests() : FilterAgreementContract(TestStore.OnSqliteAsync);

public sealed class FilterAgreementOnPostgresTests(PostgresServer server) : FilterAgreementContract(() => TestStore.OnPostgresAsync(server));
