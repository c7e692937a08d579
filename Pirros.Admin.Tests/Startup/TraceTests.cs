using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using ActivityOfTrace = System.Diagnostics.Activity;

namespace Pirros.Admin.Tests.Startup;

/// <summary>A trace of a request is made for a collector, and for nobody else.</summary>
public sealed class TraceTests
{
    [Theory]
    [InlineData(null, false)]
    [InlineData("http://127.0.0.1:9", true)]
    public async Task Is_made_only_where_it_is_sent(string? collector, bool made)
    {
        var seen = new Seen();
        await using var app = new TestApp { Replace = services => services.AddSingleton<IStartupFilter>(seen) }.Set(("OTEL_EXPORTER_OTLP_ENDPOINT", collector));
        using var client = app.CreateClient();
        using var answer = await client.GetAsync("/healthz", TestContext.Current.CancellationToken);
        Assert.Equal([made], seen.Traced);
    }

    private sealed class Seen : IStartupFilter
    {
        public List<bool> Traced { get; } = [];

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((http, go) =>
            {
                Traced.Add(ActivityOfTrace.Current is not null);
                return go(http);
            });
            next(app);
        };
    }
}
