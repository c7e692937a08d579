using Pirros.Admin.Limits;

namespace Pirros.Admin.Tests.Limits;

/// <summary>Instances that see each other in memory.</summary>
internal sealed class InstanceTable : IInstanceStore
{
    public Dictionary<Guid, long> Counts { get; } = [];

    public Task<IReadOnlyDictionary<Guid, long>> BeatAsync(Guid instance, CancellationToken cancel)
    {
        Counts[instance] = Counts.GetValueOrDefault(instance) + 1;
        return Task.FromResult<IReadOnlyDictionary<Guid, long>>(new Dictionary<Guid, long>(Counts));
    }

    public Task ForgetAsync(IReadOnlyCollection<Guid> instances, CancellationToken cancel)
    {
        foreach (var instance in instances)
            Counts.Remove(instance);
        return Task.CompletedTask;
    }
}
