using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Pirros.Admin.Tests.Processes;

/// <summary>What is sent to an OpenTelemetry collector, and what never is.</summary>
public sealed class TelemetryTests : IDisposable
{
    private readonly string _database = Path.Combine(Path.GetTempPath(), $"pirros-telemetry-{Guid.CreateVersion7():N}.db");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        foreach (var file in System.IO.Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(_database) + "*"))
            File.Delete(file);
    }

    [Fact]
    public async Task Collector_gets_traces_metrics_and_logs_without_people_or_secrets()
    {
        var received = new ConcurrentDictionary<string, ConcurrentQueue<string>>();
        await using var collector = await CollectorAsync(received);
        var made = await Commands.ConnectionOnAsync(_database);
        var secret = made["secretToken"]!.GetValue<string>();
        using (var server = await ProductProcess.StartAsync(_database, Cancel, ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Urls.First()), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")))
        {
            using var client = new HttpClient { BaseAddress = new Uri($"{server.Address}/scim/v2/connections/{made["connectionId"]!.GetValue<string>()}/") };
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
            using var body = new StringContent("""{"userName":"ana.lima@harborlane.example","name":{"familyName":"Lima"}}""", Encoding.UTF8, "application/scim+json");
            (await client.PostAsync("Users", body, Cancel)).EnsureSuccessStatusCode();
            (await client.GetAsync("Users?filter=userName%20eq%20%22ana.lima@harborlane.example%22", Cancel)).EnsureSuccessStatusCode();
            (await client.GetAsync("Users/ana.lima@harborlane.example", Cancel)).Dispose();
            (await client.GetAsync($"{server.Address}/hand-off/a-secret-of-a-link", Cancel)).Dispose();

            // What waits to be sent is sent before it ends.
            server.AskToStop();
            Assert.Equal(0, await server.EndedAsync(Cancel));
        }

        Assert.Equal(["/v1/logs", "/v1/metrics", "/v1/traces"], received.Keys.Order());
        var all = string.Concat(received.Values.SelectMany(texts => texts));
        Assert.Contains("pirros-admin", all, StringComparison.Ordinal);
        Assert.Contains("http.server.request.duration", all, StringComparison.Ordinal);
        Assert.Contains("http.request.method", string.Concat(received["/v1/traces"]), StringComparison.Ordinal);
        Assert.Contains("/scim/v2/connections/{connectionId}/Users", string.Concat(received["/v1/traces"]), StringComparison.Ordinal);
        foreach (var personal in new[] { "ana.lima", "Lima", secret, secret[^20..], "a-secret-of-a-link" })
            Assert.DoesNotContain(personal, all, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<WebApplication> CollectorAsync(ConcurrentDictionary<string, ConcurrentQueue<string>> received)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Run(async http =>
        {
            using var bytes = new MemoryStream();
            await http.Request.Body.CopyToAsync(bytes, http.RequestAborted);
            received.GetOrAdd(http.Request.Path.Value!, _ => new ConcurrentQueue<string>()).Enqueue(Encoding.UTF8.GetString(bytes.ToArray()));
            http.Response.ContentType = "application/x-protobuf";
        });
        await app.StartAsync();
        return app;
    }
}
