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
        users => RandomSearches.Of(TestUser.Type, users).Select(filter => filter.ToString()).Array[1, 40].Select(filters => (users, filters)));

    [Fact]
    public Task Filter_finds_in_the_database_what_it_matches_in_memory() =>
        Samples.SampleAsync(
            async sample =>
            {
                var (connection, stored) = await FilledAsync(sample.Users);
                foreach (var filter in sample.Filters)
                    await AgreeAsync(connection, stored, filter);
            },
            iter: 40,
            threads: 1,
            print: sample => string.Join("\n", [.. sample.Filters, .. sample.Users.Select(Given.Text)]));

    [Theory]
    // Text is ordered by code point, in which what UTF-16 writes as surrogates comes last.
    [InlineData("title gt \"\uffee\"", """{"title":"😀"}""", true)]
    [InlineData("title lt \"😀\"", """{"title":"a\ue000"}""", true)]
    [InlineData("title ge \"😀\"", """{"title":"😁"}""", true)]
    // Case: a sigma is one letter wherever it stands, a dotted capital i is an i with a dot.
    [InlineData("title eq \"οδοσ\"", """{"title":"ΟΔΟΣ"}""", true)]
    [InlineData("title eq \"οδος\"", """{"title":"ΟΔΟΣ"}""", true)]
    [InlineData("displayName ew \"Σ\"", """{"displayName":"οδος"}""", true)]
    [InlineData("emails eq \"ΣΑΣ@acme.example\"", """{"emails":[{"value":"σας@acme.example"}]}""", true)]
    [InlineData("title eq \"i\u0307zmir\"", """{"title":"İZMİR"}""", false)]
    [InlineData("title eq \"i\u0307zmi\u0307r\"", """{"title":"İZMİR"}""", true)]
    [InlineData("title eq \"izmir\"", """{"title":"İZMİR"}""", false)]
    [InlineData("title eq \"STRAẞE\"", """{"title":"straße"}""", true)]
    [InlineData("title eq \"STRASSE\"", """{"title":"straße"}""", false)]
    // Who is active without it being said has no value to compare.
    [InlineData("active eq true", """{"title":"a"}""", false)]
    [InlineData("active ne true", """{"title":"a"}""", true)]
    [InlineData("active eq false", """{"title":"a"}""", false)]
    [InlineData("active ne false", """{"title":"a"}""", true)]
    [InlineData("active pr", """{"title":"a"}""", false)]
    [InlineData("not (active pr)", """{"active":false}""", false)]
    [InlineData("active eq true", """{"active":true}""", true)]
    [InlineData("not (active eq true)", """{"active":true}""", false)]
    // Lists of every type, also below other attributes.
    [InlineData(TestUser.Extension + ":levelMany eq 10", """{"levelMany":[9,10]}""", true)]
    [InlineData(TestUser.Extension + ":levelMany gt 9", """{"levelMany":[9,10]}""", true)]
    [InlineData(TestUser.Extension + ":flagMany ne true", """{"flagMany":[true]}""", false)]
    [InlineData(TestUser.Extension + ":flagMany ne true", """{"flag":true}""", true)]
    [InlineData(TestUser.Extension + ":sinceMany le \"2026-01-31T13:00:00+01:00\"", """{"sinceMany":["2026-01-31T12:00:00Z"]}""", true)]
    [InlineData(TestUser.Extension + ":sinceMany lt \"2026-01-31T12:00:00.0000001Z\"", """{"sinceMany":["2026-01-31T12:00:00Z"]}""", true)]
    [InlineData(TestUser.Extension + ":desk.levelMany eq 7", """{"desk":{"levelMany":[6,7]}}""", true)]
    [InlineData(TestUser.Extension + ":desk.levelMany ne 7", """{"desk":{"levelMany":[7]}}""", false)]
    [InlineData(TestUser.Extension + ":desk[levelMany eq 7]", """{"desk":{"levelMany":[6,7]}}""", true)]
    [InlineData(TestUser.Extension + ":devices.levelMany eq 7", """{"devices":[{"levelMany":[1]},{"levelMany":[6,7]}]}""", true)]
    [InlineData("not (" + TestUser.Extension + ":devices[not (levelMany eq 7)])", """{"devices":[{"levelMany":[6,7]}]}""", true)]
    // Numbers: whole ones to their last digit, others in double precision.
    [InlineData(TestUser.Extension + ":level gt 9007199254740992", """{"level":9007199254740993}""", true)]
    [InlineData(TestUser.Extension + ":score eq 9007199254740992", """{"score":9007199254740993}""", true)]
    [InlineData(TestUser.Extension + ":score eq 0.10", """{"score":0.1}""", true)]
    [InlineData(TestUser.Extension + ":scoreMany gt 0.3", """{"scoreMany":[0.30000000000000004]}""", true)]
    public async Task Filter_matches_as_the_standard_says(string filter, string attributes, bool matches)
    {
        var body = filter.Contains(TestUser.Extension, StringComparison.Ordinal) ? $$"""{"{{TestUser.Extension}}":{{attributes}}}""" : attributes;
        var (connection, stored) = await FilledAsync([ResourceBinder.Bind(Given.Json(body), TestUser.Type).Resource]);
        Assert.Equal(matches, FilterEvaluator.Matches(FilterBinder.Bind(FilterParser.Parse(filter), TestUser.Type), stored.Single()));
        await AgreeAsync(connection, stored, filter);
    }

    [Fact]
    public async Task Longest_and_deepest_filters_are_answered()
    {
        var (connection, stored) = await FilledAsync([Given.User("""{"title":"a"}"""), Given.User("""{"emails":[{"value":"a@b"}]}""")]);
        var nested = string.Concat(Enumerable.Repeat("not (", FilterLimits.Depth - 1));
        foreach (var filter in new[] { "emails.type ne \"x\"", "title co \"A\"", "emails[value eq \"a@b\"]", "title pr" })
        {
            var terms = filter.Contains('[', StringComparison.Ordinal) ? FilterLimits.Terms / 2 : FilterLimits.Terms;
            await AgreeAsync(connection, stored, string.Join(" or ", Enumerable.Repeat(filter, terms)));
            await AgreeAsync(connection, stored, string.Join(" and ", Enumerable.Repeat($"not ({filter})", terms)));
            await AgreeAsync(connection, stored, nested + filter + new string(')', FilterLimits.Depth - 1));
        }
    }

    [Fact]
    public async Task Address_that_is_too_long_for_the_index_is_found()
    {
        var name = new string('İ', ResourceKeys.LongestEmail / 2);
        var (connection, stored) = await FilledAsync([.. new[] { name, name + "a", name + name, name + name + "a" }.Select(value => Given.User($$"""{"emails":[{"value":"{{value}}"}]}"""))]);
        foreach (var user in stored)
        {
            await AgreeAsync(connection, stored, $"emails eq \"{user.EmailValues[0]}\"");
            await AgreeAsync(connection, stored, $"emails[value eq \"{user.EmailValues[0]}\"]");
            await AgreeAsync(connection, stored, $"not (emails eq \"{user.EmailValues[0]}\")");
        }
    }

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
            if (user.Active is null)
                result = await Store.Get<ResourceOperations>().PatchAsync(connection, TestUser.Type, result.Stored.Id, Given.Json("""{"Operations":[{"op":"remove","path":"active"}]}"""), null, Cancel);
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
