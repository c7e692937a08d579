using System.IO.Compression;
using System.Text;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Storage.Sql;
using Pirros.Admin.Tenants;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Tests.Storage;

/// <summary>A tenant is taken from one installation to another as it is, between both kinds of database, or not at all.</summary>
public sealed class TenantArchiveTests(PostgresServer postgres) : IAsyncLifetime
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("pirros-tenant-").FullName;
    private readonly List<TestStore> _stores = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _stores)
            await store.DisposeAsync();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Tenant_that_was_exported_imported_and_exported_gives_the_same_file(bool fromPostgres, bool toPostgres)
    {
        var (from, to) = (await OpenAsync(fromPostgres), await OpenAsync(toPostgres));
        var whole = await WholeTenant.MakeAsync(from);
        await WholeTenant.MakeAsync(to, "other-firm", withPassing: false);
        var first = await ExportAsync(from, "first");
        Assert.Equal(WholeTenant.Tables(from).Moved.Select(table => table.Name).Order(StringComparer.Ordinal), first.Rows.Keys);
        from.Clock.Advance(TimeSpan.FromHours(1));
        var imported = await Service(to).ImportAsync(to.Operator, File("first"), null, Cancel);
        var second = await ExportAsync(to, "second");
        Assert.Equal((first.Sha256, first.AuditHash, first.AuditEntries), (second.Sha256, second.AuditHash, second.AuditEntries));
        Assert.Equal(first.Sha256, imported.Sha256);
        Assert.Equal(Lines("first").Skip(1), Lines("second").Skip(1));

        Assert.Null((await to.Get<AuditVerifier>().VerifyAsync((await from.Get<AuditVerifier>().VerifyAsync([], Cancel)).Heads.Where(head => head.Tenant == whole.Open.Tenant).ToList(), Cancel)).Break);
        Assert.NotNull(await to.Get<TokenAuthenticator>().AuthenticateAsync(whole.Open.Id, whole.Secret, Cancel));
        var connections = await to.Get<ConnectionService>().ListAsync(to.Operator, whole.Open.Tenant, Cancel);
        Assert.Equal(
            [(whole.Open.Id, true, whole.Open.EntityId, 12, 8), (whole.Off.Id, false, whole.Off.EntityId, 3, 2)],
            connections.OrderByDescending(c => c.Connection.Enabled).Select(c => (c.Connection.Id, c.Connection.Enabled, c.Connection.EntityId, (int)c.Users, (int)c.ActiveUsers)));
        Assert.Equal("tenant.import", (await to.Get<IAuditStore>().LatestAsync(InstallationAudit.Chain, 2, Cancel))[1].Action);
    }

    [Fact]
    public async Task Tenant_takes_another_name_and_its_audit_is_chained_anew()
    {
        var (from, to) = (await OpenAsync(false), await OpenAsync(true));
        var whole = await WholeTenant.MakeAsync(from);
        var found = await ExportAsync(from, "file");
        await Service(to).ImportAsync(to.Operator, File("file"), new TenantId("acme-2"), Cancel);
        Assert.Null((await to.Get<AuditVerifier>().VerifyAsync([], Cancel)).Break);
        Assert.Equal(["acme-2"], (await to.Get<TenantService>().ListAsync(to.Operator, Cancel)).Select(tenant => tenant.Id.Value));
        Assert.Equal("acme-2", (await to.Get<ConnectionService>().GetAsync(to.Operator, whole.Open.Id, Cancel)).Connection.Tenant.Value);
        var entry = Assert.Single(await to.Get<IAuditStore>().LatestAsync(InstallationAudit.Chain, 9, Cancel));
        Assert.Contains($"was=acme entries={found.AuditEntries} head={found.AuditHash}", entry.Target, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_here_already_is_refused_and_nothing_is_added(bool onPostgres)
    {
        var store = await OpenAsync(onPostgres);
        await WholeTenant.MakeAsync(store);
        await ExportAsync(store, "file");
        var before = await RowsAsync(store);
        Assert.Contains("There is a tenant acme here already", await RefusedAsync(store, "file", null), StringComparison.Ordinal);
        Assert.Contains("of the tenant acme", await RefusedAsync(store, "file", new TenantId("acme-2")), StringComparison.Ordinal);
        Assert.Equal(before, await RowsAsync(store));
        Assert.Contains("is there already", (await Assert.ThrowsAsync<RefusedException>(() => ExportAsync(store, "file"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_killed_import_left_is_removed_by_the_next(bool onPostgres)
    {
        var (from, to) = (await OpenAsync(false), await OpenAsync(onPostgres));
        var whole = await WholeTenant.MakeAsync(from);
        var first = await ExportAsync(from, "file");
        await to.Get<IWriteQueue>().RunAsync(
            async scope =>
            {
                await scope.Sql.ExecuteAsync("INSERT INTO tenants(id,name,created_at,hidden) VALUES('acme','Acme',0,@p0)", [true], CancellationToken.None);
                await scope.Sql.ExecuteAsync("INSERT INTO connections(id,tenant_id,name,provider,enabled,entity_id,created_at) VALUES(@p0,'acme','x','EntraId',@p1,'x',0)", [whole.Open.Id.Value, false], CancellationToken.None);
                return await scope.Sql.ExecuteAsync("INSERT INTO resource_emails(connection_id,value_key,resource_id) VALUES(@p0,'x','x')", [whole.Open.Id.Value], CancellationToken.None);
            },
            Cancel);
        Assert.Empty(await to.Get<TenantService>().ListAsync(to.Operator, Cancel));
        Assert.Null((await to.Get<AuditVerifier>().VerifyAsync([], Cancel)).Break);
        await Service(to).ImportAsync(to.Operator, File("file"), null, Cancel);
        Assert.Equal(first.Sha256, (await ExportAsync(to, "again")).Sha256);
    }

    [Theory]
    [InlineData("the end")]
    [InlineData("a row")]
    [InlineData("another's connection")]
    [InlineData("the audit")]
    [InlineData("the whole audit")]
    [InlineData("the version")]
    [InlineData("the packing")]
    public async Task File_that_was_changed_is_refused_and_nothing_is_added(string what)
    {
        var store = await OpenAsync(false);
        var whole = await WholeTenant.MakeAsync(store);
        await ExportAsync(store, "file");
        var to = await OpenAsync(false);
        var before = await RowsAsync(to);
        var lines = Lines("file");
        switch (what)
        {
            case "the end":
                lines = lines[..^1];
                break;
            case "a row":
                lines = [.. lines.Select(line => line.Replace("Zoë", "Zoe", StringComparison.Ordinal))];
                break;
            case "another's connection":
                lines = Sealed([.. lines.Select(line => line.Contains("\"table\":\"resources\"", StringComparison.Ordinal) ? line.Replace(whole.Open.Id.Value, "con-0000000000000000", StringComparison.Ordinal) : line)]);
                break;
            case "the audit":
                lines = Sealed([.. lines.Select(line => line.Replace("Ticket 4711", "Ticket 4712", StringComparison.Ordinal))]);
                break;
            case "the whole audit":
                lines = Sealed([.. lines.Where(line => !line.Contains("\"table\":\"audit", StringComparison.Ordinal))]);
                break;
            case "the version":
                lines[0] = lines[0].Replace("\"version\":1", "\"version\":2", StringComparison.Ordinal);
                break;
        }

        await WriteAsync(lines);
        if (what == "the packing")
            await System.IO.File.WriteAllBytesAsync(File("changed"), (await System.IO.File.ReadAllBytesAsync(File("file"), Cancel))[..^200], Cancel);
        await RefusedAsync(to, "changed", null);
        Assert.Equal(before, await RowsAsync(to));
    }

    private static TenantArchiveService Service(TestStore store) => store.Get<TenantArchiveService>();

    // The seal made anew, as somebody would who changed the file on purpose.
    private static string[] Sealed(string[] lines)
    {
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines[1..^1].Select(line => line + "\n")))));
        return [.. lines[..^1], System.Text.RegularExpressions.Regex.Replace(lines[^1], "\"sha256\":\"[0-9a-f]+\"", $"\"sha256\":\"{hash}\"")];
    }

    private static async Task<List<(string, long)>> RowsAsync(TestStore store)
    {
        var rows = new List<(string, long)>();
        foreach (var table in WholeTenant.Tables(store).All.Where(table => table.Name is not ("audit" or "audit_heads")))
            rows.Add((table.Name, await WholeTenant.CountAsync(store, $"SELECT COUNT(*) FROM \"{table.Name}\"")));
        return rows;
    }

    private async Task<TestStore> OpenAsync(bool onPostgres)
    {
        var store = onPostgres ? await TestStore.OnPostgresAsync(postgres) : await TestStore.OnSqliteAsync();
        _stores.Add(store);
        return store;
    }

    private Task<TenantArchiveSummary> ExportAsync(TestStore store, string name) => Service(store).ExportAsync(store.Operator, new TenantId("acme"), File(name), Cancel);

    private async Task<string> RefusedAsync(TestStore store, string name, TenantId? slug)
        => (await Assert.ThrowsAsync<RefusedException>(() => Service(store).ImportAsync(store.Operator, File(name), slug, Cancel))).Message;

    private string File(string name) => Path.Combine(_folder, name);

    private string[] Lines(string name)
    {
        using var file = new GZipStream(System.IO.File.OpenRead(File(name)), CompressionMode.Decompress);
        using var reader = new StreamReader(file, Encoding.UTF8);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private async Task WriteAsync(string[] lines)
    {
        await using var file = new GZipStream(System.IO.File.Create(File("changed")), CompressionLevel.Fastest);
        await file.WriteAsync(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))), Cancel);
    }
}
