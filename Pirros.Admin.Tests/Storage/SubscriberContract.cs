using Pirros.Admin.Audit;
using Pirros.Admin.Downstream;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Tests.Storage;

/// <summary>Subscribers are their tenant's, and their secrets nobody's.</summary>
public abstract class SubscriberContract(Func<Task<TestStore>> create) : DownstreamSteps(create)
{
    [Fact]
    public async Task Key_opens_for_its_tenant_until_its_grace_ends_and_no_secret_is_in_the_database_as_it_is()
    {
        await Store.ConnectionAsync();
        var (service, subscribers) = (Store.Get<SubscriberService>(), Store.Get<ISubscriberStore>());
        var issued = await service.CreateAsync(Admin, Acme, "Billing", "https://billing.example/hook", Cancel);
        var rotated = await service.RotateKeyAsync(Admin, Acme, issued.Subscriber.Id, TimeSpan.FromHours(1), Cancel);
        Assert.Equal(issued.Subscriber.Id, (await subscribers.FindByKeyAsync(EventsKey.IdOf(issued.Key!), Now, Cancel))!.Value.Subscriber.Id);
        Assert.Equal(EventsKey.Hash(rotated.Key!), (await subscribers.FindByKeyAsync(EventsKey.IdOf(rotated.Key!), Now, Cancel))!.Value.Hash);
        Store.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Null(await subscribers.FindByKeyAsync(EventsKey.IdOf(issued.Key!), Now, Cancel));
        var stored = (await subscribers.FindAsync(Acme, issued.Subscriber.Id, Cancel))!.Secret!;
        Assert.DoesNotContain(issued.SigningSecret!["whsec_".Length..], stored, StringComparison.Ordinal);
        await using var other = await Store.AnotherProcessAsync();
        Assert.Equal(issued.SigningSecret, other.Get<ISecretBox>().Open(stored));
        Assert.Null(Store.Get<ISecretBox>().Open("nothing that was sealed"));
    }

    [Fact]
    public async Task Nobody_reaches_subscribers_of_another_tenant_and_support_no_secret()
    {
        await Store.ConnectionAsync();
        await Store.ConnectionAsync("other");
        var service = Store.Get<SubscriberService>();
        var subscriber = await SubscribeAsync();
        var stranger = new Actor(ActorKind.TenantAdmin, "auth0|noah", "Noah", new TenantId("other"));
        await Assert.ThrowsAsync<RefusedException>(() => service.ListAsync(stranger, Acme, Cancel));
        await Assert.ThrowsAsync<RefusedException>(() => service.GetAsync(stranger, new TenantId("other"), subscriber.Id, Cancel));
        await Assert.ThrowsAsync<RefusedException>(() => service.RemoveAsync(stranger, Acme, subscriber.Id, Cancel));
        var support = new Actor(ActorKind.Support, "auth0|samira", "Samira");
        foreach (var act in new Func<Task>[]
        {
            () => service.CreateAsync(support, Acme, "x", null, Cancel), () => service.RotateKeyAsync(support, Acme, subscriber.Id, default, Cancel), () => service.RotateSecretAsync(support, Acme, subscriber.Id, default, Cancel),
            () => service.SetWebhookAsync(support, Acme, subscriber.Id, null, Cancel), () => service.RenameAsync(support, Acme, subscriber.Id, "x", Cancel), () => service.RemoveAsync(support, Acme, subscriber.Id, Cancel),
        })
        {
            Assert.Equal(Refusal.Forbidden, (await Assert.ThrowsAsync<RefusedException>(act)).Reason);
        }

        await Assert.ThrowsAsync<RefusedException>(() => service.PauseAsync(support, Acme, subscriber.Id, null, Cancel));
        await service.PauseAsync(support, Acme, subscriber.Id, "Ticket 4711", Cancel);
        var stale = Admin with { FreshUntil = Now };
        Assert.Equal(Refusal.SignInAgain, (await Assert.ThrowsAsync<RefusedException>(() => service.RotateKeyAsync(stale, Acme, subscriber.Id, default, Cancel))).Reason);
    }
}

public sealed class SubscriberOnSqliteTests() : SubscriberContract(TestStore.OnSqliteAsync);

public sealed class SubscriberOnPostgresTests(PostgresServer server) : SubscriberContract(() => TestStore.OnPostgresAsync(server));
