using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Pirros.Admin.Deactivations;
using Pirros.Admin.Downstream;
using Pirros.Admin.Tenants;
using Pirros.Admin.Tests.Downstream;

namespace Pirros.Admin.Tests.Deactivations;

/// <summary>A receipt tells when the product behind knew: from the request of the provider to the answer of the webhook.</summary>
public sealed class DeliveredReceiptTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Deactivation_and_deletion_are_delivered_once_the_product_took_them()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var app = new TestApp();
        var connection = await app.ConnectionAsync();
        using var client = app.ScimClient(connection);
        await app.Get<SubscriberService>().CreateAsync(TestApp.Operator, new TenantId("acme"), "Product", receiver.Url, Cancel);
        var (first, second) = (await CreateAsync(client, "ana"), await CreateAsync(client, "ben"));
        using (var patched = await client.PatchAsync($"Users/{first}", Json("""{"Operations":[{"op":"replace","path":"active","value":false}]}"""), Cancel))
            Assert.Equal(HttpStatusCode.OK, patched.StatusCode);
        using (var deleted = await client.DeleteAsync($"Users/{second}", Cancel))
            Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await receiver.WaitAsync(4);

        // The receipt is written just after the product's answer.
        IReadOnlyList<DeactivationReceipt> receipts;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        do
            receipts = await app.Get<IDeactivationStore>().ReceiptsAsync(connection.Connection.Id, new ReceiptQuery(DateTimeOffset.MinValue, DateTimeOffset.MaxValue), Cancel);
        while (receipts.Any(receipt => receipt.DeliveredAt is null) && await timer.WaitForNextTickAsync(Cancel).AsTask().WaitAsync(TimeSpan.FromSeconds(30), Cancel));
        Assert.Equal([(second, true), (first, false)], receipts.Select(receipt => (receipt.UserId, receipt.Deleted)));
        Assert.All(receipts, receipt => Assert.True(receipt.ReceivedAt <= receipt.BlockedAt && receipt.BlockedAt <= receipt.DeliveredAt, $"{receipt}"));
        var figures = await app.Get<IDeactivationStore>().FiguresAsync(connection.Connection.Id, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, Cancel);
        Assert.Equal((2, 2), (figures.People, figures.Delivered));
    }

    private static async Task<string> CreateAsync(HttpClient client, string name)
    {
        using var made = await client.PostAsync("Users", Json($$"""{"userName":"{{name}}@acme.example"}"""), Cancel);
        return JsonNode.Parse(await made.Content.ReadAsStringAsync(Cancel))!["id"]!.GetValue<string>();
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/scim+json");
}
