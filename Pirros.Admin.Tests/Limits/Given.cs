using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Pirros.Admin.Limits;

namespace Pirros.Admin.Tests.Limits;

/// <summary>The limits over a clock that stands until it is moved.</summary>
internal sealed class Given : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    /// <summary>Threads that the pool has without long requests.</summary>
    public const int Threads = 3;

    public Given(LimitsOptions options, Action<int>? setThreads = null)
    {
        var settings = new LimitSettings(Options.Create(options), Clock);
        var refusals = new LimitRefusals(Clock, _services.GetRequiredService<IMeterFactory>());
        Instances = new InstanceCount(Store, Clock, _services.GetRequiredService<IMeterFactory>(), NullLogger<InstanceCount>.Instance);
        (Requests, Attempts) = (new RequestLimits(settings, refusals, Instances, new WorkerThreads(Threads, setThreads ?? (_ => { })), Clock), new FailedAttempts(settings, refusals, Instances, Clock));
    }

    /// <summary>What the instances write to.</summary>
    public InstanceTable Store { get; } = new();

    public InstanceCount Instances { get; }

    public FakeTimeProvider Clock { get; } = new();

    public RequestLimits Requests { get; }

    public FailedAttempts Attempts { get; }

    public void Dispose()
    {
        Instances.Dispose();
        _services.Dispose();
    }
}
