using System.Globalization;
using Pirros.Admin.Benchmarks.Servers;

namespace Pirros.Admin.Benchmarks.Load.Scenarios;

/// <summary>A page of 100 by index (RFC 7644 §3.4.2.4).</summary>
internal sealed class Page : Scenario
{
    private const int Size = 100;
    private readonly string _path;

    private Page(Subject subject, int startIndex)
        : base(subject) => _path = string.Create(CultureInfo.InvariantCulture, $"/Users?startIndex={startIndex}&count={Size}");

    public static Page First(Subject subject) => new(subject, 1);

    public static Page DeepByIndex(Subject subject) => new(subject, Math.Max(1, subject.People.Count - (Size * 3 / 2)));

    public override int Step(ScimConnection connection, int step) => connection.Send("GET", _path);
}
