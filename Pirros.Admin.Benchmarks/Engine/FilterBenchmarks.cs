using BenchmarkDotNet.Attributes;
using Pirros.Admin.Scim.Protocol.Filters;
using Pirros.Admin.Scim.Protocol.Resources;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Benchmarks.Engine;

/// <summary>The filter that nearly every request of an identity provider carries (RFC 7644 §3.4.2.2).</summary>
[MemoryDiagnoser]
public class FilterBenchmarks
{
    private const string UsualText = "userName eq \"ana@contoso.example\"";
    private const string NestedText = "emails[type eq \"work\" and value co \"@contoso.example\"] and (active eq true or meta.lastModified gt \"2026-01-01T00:00:00Z\")";

    // Kept in fields: what the compiler knows, it may compute once.
    private readonly string _usualText = UsualText;
    private readonly string _nestedText = NestedText;
    private readonly ScimResource _user = EngineSamples.User();
    private readonly BoundFilter _usual = FilterBinder.Bind(FilterParser.Parse(UsualText), ResourceTypes.User);
    private readonly BoundFilter _nested = FilterBinder.Bind(FilterParser.Parse(NestedText), ResourceTypes.User);

    /// <summary>Target: at most 2 µs.</summary>
    [Benchmark]
    public object Parse() => FilterParser.Parse(_usualText);

    [Benchmark]
    public object ParseAndBind() => FilterBinder.Bind(FilterParser.Parse(_usualText), ResourceTypes.User);

    [Benchmark]
    public bool Evaluate() => FilterEvaluator.Matches(_usual, _user);

    [Benchmark]
    public object ParseAndBindNested() => FilterBinder.Bind(FilterParser.Parse(_nestedText), ResourceTypes.User);

    [Benchmark]
    public bool EvaluateNested() => FilterEvaluator.Matches(_nested, _user);
}
