using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Pirros.Admin.Activity;

namespace Pirros.Admin.Tests.Activity;

/// <summary>How long requests took is told by route, method and status, and nobody can make series of it by asking for odd things.</summary>
public sealed class RequestDurationTests : IAsyncDisposable
{
    private readonly TestApp _app = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Requests_to_pages_and_to_the_endpoint_are_measured_by_their_routes()
    {
        using var heard = new Heard(_app);
        var made = await _app.ConnectionAsync();
        using var client = _app.CreateClient();
        await client.GetAsync(new Uri("/signin", UriKind.Relative), Cancel);
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {made.Secret}");
        await client.GetAsync(new Uri($"/scim/v2/connections/{made.Connection.Id}/Users/nobody", UriKind.Relative), Cancel);
        Assert.Equal(("GET", 200, "/signin"), await heard.NextAsync());
        Assert.Equal(("GET", 404, "/scim/v2/connections/{connectionId}/Users"), await heard.NextAsync());
    }

    [Theory]
    [InlineData("BREW", "/Users", "_OTHER", "/scim/v2/connections/{connectionId}/Users")]
    [InlineData("GET", "/users?filter=userName", "GET", "/scim/v2/connections/{connectionId}/Users")]
    [InlineData("GET", "/Whatever/1", "GET", "/scim/v2/connections/{connectionId}")]
    [InlineData("GET", "", "GET", "/scim/v2/connections/{connectionId}")]
    [InlineData("POST", "/Bulk", "POST", "/scim/v2/connections/{connectionId}/Bulk")]
    public async Task Method_and_route_are_among_those_that_are_known(string method, string path, string saidMethod, string saidRoute)
    {
        using var heard = new Heard(_app);
        var record = new ActivityRecord(new("con-7k2m9q4x1v8c3n5t"), Guid.CreateVersion7(), DateTimeOffset.UnixEpoch, method, path, 200, TimeSpan.FromMilliseconds(4), ActivityKind.Other, null, null, null, null, null, 0);
        _app.Get<RequestDurations>().Add(record);
        Assert.Equal((saidMethod, 200, saidRoute), await heard.NextAsync());
    }

    private sealed class Heard : IDisposable
    {
        private readonly System.Threading.Channels.Channel<(string, int, string)> _told = System.Threading.Channels.Channel.CreateUnbounded<(string, int, string)>();
        private readonly MeterListener _listener = new();

        public Heard(TestApp app)
        {
            var meter = app.Services.GetRequiredService<IMeterFactory>().Create("Pirros.Admin");
            _ = app.Get<RequestDurations>();
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (ReferenceEquals(instrument.Meter, meter) && instrument.Name == "http.server.request.duration")
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<double>((_, _, tags, _) => _told.Writer.TryWrite((Value<string>(tags, "http.request.method"), Value<int>(tags, "http.response.status_code"), Value<string>(tags, "http.route"))));
            _listener.Start();
        }

        public ValueTask<(string Method, int Status, string Route)> NextAsync() => _told.Reader.ReadAsync(Cancel);

        public void Dispose() => _listener.Dispose();

        private static T Value<T>(ReadOnlySpan<KeyValuePair<string, object?>> tags, string name)
        {
            foreach (var (key, value) in tags)
            {
                if (key == name)
                    return (T)value!;
            }

            throw new KeyNotFoundException(name);
        }
    }
}
