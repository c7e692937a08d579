namespace Pirros.Admin.Tests.Storage;

/// <summary>A contract that every database must keep: the tests stand in a generic base, and a class for each database runs them.</summary>
public abstract class StoreContract(Func<Task<TestStore>> create) : IAsyncLifetime
{
    protected TestStore Store { get; private set; } = null!;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Store = await create();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Store.DisposeAsync();
    }
}
