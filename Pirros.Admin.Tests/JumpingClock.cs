namespace Pirros.Admin.Tests;

/// <summary>The machine's clock, set ahead or back by as much as a test wants. Time goes on as it does.</summary>
internal sealed class JumpingClock : TimeProvider
{
    public TimeSpan SetBy { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + SetBy;
}
