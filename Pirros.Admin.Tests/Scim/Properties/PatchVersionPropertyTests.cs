using System.Text.Json;
using CsCheck;
using Pirros.Admin.Connections;
using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Scim.Protocol.Resources;
using Pirros.Admin.Scim.Server;
using Pirros.Admin.Tests.Scim.Protocol;
using Pirros.Admin.Tests.Storage;

namespace Pirros.Admin.Tests.Scim.Properties;

/// <summary>What a change does to a stored user and its version: all of it or nothing (RFC 7644 §3.5.2), and nothing when nothing differs (§3.5.2.1).</summary>
public sealed class PatchVersionPropertyTests() : StoreContract(TestStore.OnSqliteAsync)
{
    private static readonly Gen<ScimResource> Users = RandomUsers.Of(TestUser.Type, RandomText.NotBlank);

    private ResourceOperations Operations => Store.Get<ResourceOperations>();

    [Fact]
    public Task Patch_is_wholly_done_or_not_at_all() =>
        Users.SelectMany(user => Gen.Select(RandomPatches.Any(user).List[1, 3], Gen.Bool, (operations, fails) => (user, Operations: string.Join(',', fails ? [.. operations, RandomPatches.Text("replace", "userName", "\"\"")] : operations), fails))).SampleAsync(
            async sample =>
            {
                var connection = ConnectionId.New();
                var before = await CreatedAsync(connection, sample.user);
                StoredResource expected;
                try
                {
                    var result = await Operations.PatchAsync(connection, TestUser.Type, before.Id, Patch(sample.Operations), null, Cancel);
                    Assert.False(sample.fails);
                    Assert.Equal(result.Effect == OperationEffect.Unchanged ? 1 : 2, result.Stored.Version);
                    expected = result.Stored;
                }
                catch (ScimException)
                {
                    expected = before;
                }

                var after = await Store.Get<ResourceQueries>().ReadAsync(connection, TestUser.Type, before.Id, Cancel);
                Assert.Equal(expected.Version, after.Version);
                Assert.Equal(Read(expected), Read(after));
            },
            iter: 300,
            threads: 1,
            print: sample => $"{sample.Operations}\n{Given.Text(sample.user)}");

    [Fact]
    public Task Change_to_what_is_there_keeps_the_version() =>
        Users.SampleAsync(
            async user =>
            {
                var connection = ConnectionId.New();
                var created = await CreatedAsync(connection, user);
                var whole = Given.Text(TestUser.Bare(Read(created)));
                foreach (var op in new[] { "add", "replace" })
                {
                    Store.Clock.Advance(TimeSpan.FromSeconds(1));
                    AssertUnchanged(created, await Operations.PatchAsync(connection, TestUser.Type, created.Id, Patch(RandomPatches.Text(op, null, whole)), null, Cancel));
                }

                AssertUnchanged(created, await Operations.PatchAsync(connection, TestUser.Type, created.Id, Patch(RandomPatches.Text("remove", "emails[value eq \"nobody@x.example\"]", null)), null, Cancel));
                AssertUnchanged(created, await Operations.ReplaceAsync(connection, TestUser.Type, created.Id, Given.Json(whole), null, Cancel));
                var after = await Store.Get<ResourceQueries>().ReadAsync(connection, TestUser.Type, created.Id, Cancel);
                Assert.Equal((created.Version, Read(created)), (after.Version, Read(after)));
            },
            iter: 100,
            threads: 1,
            print: Given.Text);

    [Fact]
    public async Task User_who_is_active_without_it_being_said_is_deactivated()
    {
        var connection = ConnectionId.New();
        var id = (await CreatedAsync(connection, Given.User("""{"userName":"a"}"""))).Id;
        Assert.Equal(OperationEffect.Updated, await PatchedAsync(RandomPatches.Text("remove", "active", null)));
        Assert.Equal(OperationEffect.Deactivated, await PatchedAsync(RandomPatches.Text("replace", "active", "false")));
        Assert.Equal(OperationEffect.Reactivated, await PatchedAsync(RandomPatches.Text("replace", "active", "true")));

        async Task<OperationEffect> PatchedAsync(string operation) => (await Operations.PatchAsync(connection, TestUser.Type, id, Patch(operation), null, Cancel)).Effect;
    }

    private async Task<StoredResource> CreatedAsync(ConnectionId connection, ScimResource user) =>
        (await Operations.CreateAsync(connection, TestUser.Type, Given.Json(Given.Text(user)), Cancel)).Stored;

    private static void AssertUnchanged(StoredResource created, OperationResult result) =>
        Assert.Equal((OperationEffect.Unchanged, created.Version), (result.Effect, result.Stored.Version));

    private static ScimResource Read(StoredResource stored) => StoredDocument.Read(stored.Document, TestUser.Type);

    private static JsonElement Patch(string operations) => Given.Json($$"""{"Operations":[{{operations}}]}""");
}
