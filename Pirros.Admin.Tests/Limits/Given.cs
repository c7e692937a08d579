using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Pirros.Admin.Limits;

namespace Pirros.Admin.Tests.Limits;

/// <summary>The limits over a clock that stands until it is moved.</summary>
internal sealed class Given : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    public Given(LimitsOptions options)
    {
        var settings = new LimitSettings(Options.Create(options), Clock);
        var refusals = new LimitRefusals(Clock, _services.GetRequiredService<IMeterFactory>());
        (Requests, Attempts) = (new RequestLimits(settings, refusals, Clock), new FailedAttempts(settings, refusals, Clock));
    }

    public FakeTimeProvider Clock { get; } = new();

    public RequestLimits Requests { get; }

    public FailedAttempts Attempts { get; }

    public void Dispose() => _services.Dispose();
}
