namespace Pirros.Admin.Benchmarks.Load;

/// <summary>Resident memory of the product's process in MB.</summary>
/// <param name="Size">Users in it.</param>
/// <param name="Idle">Just started.</param>
/// <param name="AfterScenarios">After all scenarios.</param>
/// <param name="AfterList">After a list of all users, page by page.</param>
internal sealed record MemoryUse(int Size, long Idle, long AfterScenarios, long AfterList);
