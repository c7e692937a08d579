using System.Globalization;
using System.Text.Json;
using Pirros.Admin.Connections;
using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Scim.Protocol.Resources;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Scim.Server;
using Pirros.Admin.Tests.Storage;

namespace Pirros.Admin.Tests.Scim.Properties;

/// <summary>Takes each step in the service and in the model, and compares what they answer.</summary>
internal sealed class DirectoryRun(TestStore store, ConnectionId connection)
{
    private static readonly ResourceType Type = ResourceTypes.User;
    private readonly ResourceOperations _operations = store.Get<ResourceOperations>();
    private readonly ResourceQueries _queries = store.Get<ResourceQueries>();

    public DirectoryModel Model { get; } = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>One of the users there are, or an id that nobody has.</summary>
    public string IdAt(int index) => Model.Users.Count == 0 || index < 0 ? "nobody" : Model.Users[index % Model.Users.Count].Id;

    public async Task CreateAsync(Person person)
    {
        var former = Model.Former(person);
        var answer = await AnswerAsync(_operations.CreateAsync(connection, Type, person.Body(), Cancel));
        Assert.Equal(Model.Create(person, former is null ? answer.Stored?.Id : null), answer.Outcome);
        AssertVersion(former?.Id ?? answer.Stored?.Id, answer.Stored);
    }

    public async Task ReplaceAsync(string id, Person person)
    {
        var answer = await AnswerAsync(_operations.ReplaceAsync(connection, Type, id, person.Body(), null, Cancel));
        Assert.Equal(Model.Change(id, before => person with { Active = person.Active ?? before.Active ?? true }), answer.Outcome);
        AssertVersion(id, answer.Stored);
    }

    /// <param name="id">The user.</param>
    /// <param name="operations">The operations, as JSON.</param>
    /// <param name="change">What they mean.</param>
    public async Task PatchAsync(string id, string operations, Func<Person, Person> change)
    {
        var body = JsonElement.Parse($$"""{"Operations":[{{operations}}]}""");
        var answer = await AnswerAsync(_operations.PatchAsync(connection, Type, id, body, null, Cancel));
        Assert.Equal(Model.Change(id, change), answer.Outcome);
        AssertVersion(id, answer.Stored);
    }

    public async Task DeleteAsync(string id)
    {
        var answer = await AnswerAsync(_operations.DeleteAsync(connection, Type, id, null, Cancel));
        Assert.Equal(Model.Delete(id), answer.Outcome);
    }

    /// <summary>A page of those that match a filter, or of all.</summary>
    public async Task PageAsync(string? filter, Func<Person, bool> matches, int startIndex, int count)
    {
        var page = await _queries.QueryAsync(connection, Type, ResourceQuery.Of(filter, startIndex, count), Cancel);
        var all = Model.Users.Where(user => matches(user.Person)).ToList();
        Assert.Equal(all.Count, page.Total);
        Assert.Equal(all.Skip(startIndex - 1).Take(count).Select(Shown), page.Resources.Select(Shown));
    }

    /// <summary>Everything there is, each user by itself, and the counts that the portal shows.</summary>
    public async Task AllAsync()
    {
        await PageAsync(null, _ => true, 1, ResourceQuery.MaximumCount);
        foreach (var user in Model.Users)
            Assert.Equal(Shown(user), Shown(await _queries.ReadAsync(connection, Type, user.Id, Cancel)));
        var summary = await store.Get<ConnectionService>().GetAsync(store.Operator, connection, Cancel);
        Assert.Equal((Model.Users.Count, Model.Users.Count(user => user.IsActive)), (summary.Users, summary.ActiveUsers));
    }

    private async Task<(object Outcome, StoredResource? Stored)> AnswerAsync(Task<OperationResult> operation)
    {
        store.Clock.Advance(TimeSpan.FromSeconds(1));
        try
        {
            var result = await operation;
            return (result.Effect, result.Stored);
        }
        catch (ScimException refused)
        {
            return (refused.Status, null);
        }
    }

    private void AssertVersion(string? id, StoredResource? stored)
    {
        if (stored is not null)
            Assert.Equal(Shown(Model.Users.Single(user => user.Id == id)), Shown(stored));
    }

    private static string Shown(ModelUser user) => string.Create(CultureInfo.InvariantCulture, $"{user.Id} {user.Version} {user.Person}");

    private static string Shown(StoredResource stored) => string.Create(CultureInfo.InvariantCulture, $"{stored.Id} {stored.Version} {Person.Of(StoredDocument.Read(stored.Document, Type))}");
}
