using System.Buffers;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Pirros.Admin.Scim.Protocol.Resources;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Scim.Quirks;

namespace Pirros.Admin.Benchmarks.Engine;

/// <summary>A user on its way from the request to the store, and from there to the answer.</summary>
[MemoryDiagnoser]
public class DocumentBenchmarks
{
    private readonly ScimResource _user = EngineSamples.User();
    private readonly byte[] _body = SampleUser.Body(1);
    private readonly byte[] _stored = StoredDocument.Write(EngineSamples.User());
    private readonly byte[] _collection = "https://admin.example/scim/v2/connections/con-0123456789abcdef/Users/"u8.ToArray();
    private readonly ResourceMeta _meta = new("User", EngineSamples.Moment, EngineSamples.Moment, 1);
    private readonly ArrayBufferWriter<byte> _answer = new(4096);

    [Benchmark]
    public object BindRequest()
    {
        using var body = JsonDocument.Parse(_body);
        return ResourceBinder.Bind(body.RootElement, ResourceTypes.User, KnownQuirks.All);
    }

    [Benchmark]
    public void Validate() => ResourceValidator.Validate(_user);

    [Benchmark]
    public byte[] WriteStored() => StoredDocument.Write(_user);

    [Benchmark]
    public object ReadStored() => StoredDocument.Read(_stored, ResourceTypes.User);

    [Benchmark]
    public int Send()
    {
        _answer.ResetWrittenCount();
        StoredDocument.Begin(_answer, _stored);
        StoredDocument.End(_answer, _meta, _collection, EngineSamples.Id);
        return _answer.WrittenCount;
    }
}
