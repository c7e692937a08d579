using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Pirros.Admin.Connections;
using Pirros.Admin.Downstream;
using Pirros.Admin.Tenants;
using Pirros.Admin.Tests.SignIn;

namespace Pirros.Admin.Tests.Downstream;

/// <summary>A firm whose changes a product gets by webhook, over real connections, with a clock that a test lets run on.</summary>
public abstract class WebhookSteps : IAsyncLifetime
{
    protected static readonly TenantId Acme = new("acme");

    protected MovedClock Clock { get; } = new();

    protected Receipts Told { get; } = new();

    protected TestApp App { get; private set; } = null!;

    protected WebhookReceiver Receiver { get; private set; } = null!;

    protected HttpClient Scim { get; private set; } = null!;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected SubscriberService Service => App.Get<SubscriberService>();

    public async ValueTask InitializeAsync()
    {
        App = new TestApp { Replace = services => services.AddSingleton<TimeProvider>(Clock).AddSingleton<IDeliveryReceipts>(Told) }.Set(("Downstream:TimeoutSeconds", "2"));
        Receiver = await WebhookReceiver.StartAsync();
        Scim = App.ScimClient(await App.ConnectionAsync());
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Scim.Dispose();
        await App.DisposeAsync();
        await Receiver.DisposeAsync();
    }

    protected DirectoryEvent Happened() => new(1, 1, Guid.CreateVersion7(), "user.created", new ConnectionId("con-0000000000000000"), "u", Clock.GetUtcNow(), null, null, true, null);

    protected Task<IssuedSecrets> SubscribeAsync() => Service.CreateAsync(TestApp.Operator, Acme, "Product", Receiver.Url, Cancel);

    protected Task<SubscriberState> StateAsync(IssuedSecrets issued) => Service.GetAsync(TestApp.Operator, Acme, issued.Subscriber.Id, Cancel);

    protected async Task<IReadOnlyList<AttemptRecord>> AttemptsAsync(IssuedSecrets issued, int least)
    {
        IReadOnlyList<AttemptRecord> found = [];
        await Until(async () => (found = await Service.AttemptsAsync(TestApp.Operator, Acme, issued.Subscriber.Id, null, Cancel)).Count >= least);
        return found;
    }

    /// <summary>Looks again after each attempt that is noted, and a few times a second.</summary>
    protected async Task Until(Func<Task<bool>> holds)
    {
        var deadline = TimeProvider.System.GetUtcNow().AddSeconds(30);
        while (!await holds())
        {
            Assert.True(TimeProvider.System.GetUtcNow() < deadline, "It did not come to that.");
            var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using var listening = App.Get<DownstreamFeed>().Listen(Acme, () => told.TrySetResult());
            await Task.WhenAny(told.Task, Task.Delay(200, Cancel));
        }
    }

    protected async Task<string> CreateAsync(string name)
    {
        using var response = await Scim.PostAsJsonAsync("Users", new { userName = $"{name}@acme.example" }, Cancel);
        Assert.Equal(201, (int)response.StatusCode);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancel))!["id"]!.GetValue<string>();
    }

    protected async Task PatchAsync(string id, string path, string value)
    {
        using var content = new StringContent($$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","path":"{{path}}","value":{{value}}}]}""", Encoding.UTF8, "application/scim+json");
        using var response = await Scim.PatchAsync($"Users/{id}", content, Cancel);
        Assert.Equal(200, (int)response.StatusCode);
    }

    protected sealed class Receipts : IDeliveryReceipts
    {
        private readonly ConcurrentQueue<(ConnectionId Connection, string User)> _all = new();

        public IReadOnlyList<(ConnectionId Connection, string User)> All => [.. _all];

        public Task DeliveredAsync(ConnectionId connection, DirectoryEvent ended, DateTimeOffset at, CancellationToken cancel)
        {
            _all.Enqueue((connection, ended.Subject));
            return Task.CompletedTask;
        }
    }
}
